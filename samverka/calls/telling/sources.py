"""How it stands with a source, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.actions.leasing import LEASE
from samverka.calls.models import CallSource, Run
from samverka.calls.telling.runs import in_short, trouble_of

LATELY = timedelta(minutes=2)
MOST_NAMED = 3


@dataclass(frozen=True)
class Standing:
    """`state` is that of a mark on the page: done, now or stop; `told` says it in words."""

    state: str
    told: str
    more: str = ""


def standing(source: CallSource, run: Run | None) -> Standing:
    """How a source stands after its newest run."""
    if not source.active:
        return Standing("", _("Paused"))
    if run and run.state == Run.State.RUNNING and is_alive(run):
        return Standing("now", _("Is being read now"), in_short(run))
    if run and run.state == Run.State.FAILED:
        trouble = trouble_of(run)
        return Standing("stop", _("Could not be read"), trouble.what if trouble else "")
    if source.is_stale:
        return Standing("stop", _("Has not been read for a long time"))
    if run is None or waits(source):
        return Standing("now", _("Waits to be read"))
    return Standing("done", _("Works"), in_short(run))


def waits(source: CallSource) -> bool:
    return source.active and (source.next_at is None or source.next_at <= timezone.now())


def is_alive(run: Run) -> bool:
    return run.alive_at > timezone.now() - LEASE


def last_read(source: CallSource) -> str:
    """Last read 3 days ago."""
    if source.succeeded_at is None:
        return _("Never read yet")
    return _("Last read %(when)s") % {"when": ago(source.succeeded_at)}


def ago(moment: datetime) -> str:
    """3 days ago: as rough as people say it."""
    gone = timezone.now() - moment
    minutes, hours, days = (
        int(gone.total_seconds() // 60),
        int(gone.total_seconds() // 3600),
        gone.days,
    )
    if gone < LATELY:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if days < 1:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def staleness_note() -> str:
    """For everybody: which sources have not been read for long; "" when all is well.

    One query.
    """
    stale = [
        one
        for one in CallSource.objects.active().of_calls().defer("memory", "named")
        if one.is_stale
    ]
    if not stale:
        return ""
    if len(stale) > MOST_NAMED:
        return ngettext(
            "%(n)s source could not be read lately. The list may lack something.",
            "%(n)s sources could not be read lately. The list may lack something.",
            len(stale),
        ) % {"n": len(stale)}
    return " ".join(_stale(one) for one in stale)


def _stale(source: CallSource) -> str:
    if source.succeeded_at is None:
        return _("%(name)s has not been read yet.") % {"name": source.name}
    facts = {"name": source.name, "when": ago(source.succeeded_at)}
    return _("%(name)s was last read %(when)s.") % facts
