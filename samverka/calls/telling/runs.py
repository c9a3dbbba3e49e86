"""What came of a reading, what stood in its way and what to do about it, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.models import Run
from samverka.common.templatetags.samverka import spaced

MEGABYTE = 1024 * 1024
MINUTE, HOUR = 60, 3600
FEED = "RSS"  # what the answer of a feed should have been


@dataclass(frozen=True)
class Explained:
    """What is wrong, and what somebody can do; `do` is empty where only waiting helps."""

    what: str
    do: str


def in_short(run: Run) -> str:
    """12 new, 3 changed, 1 gone, 240 as before; 2 left out."""
    told = [
        (run.new, ngettext("%(number)s new", "%(number)s new", run.new)),
        (run.changed, ngettext("%(number)s changed", "%(number)s changed", run.changed)),
        (run.gone, _("%(number)s gone")),
        (run.unchanged, _("%(number)s as before")),
    ]
    parts = [words % {"number": spaced(number)} for number, words in told if number]
    if run.pages:
        parts.append(_("the page looks different"))
    said = ", ".join(parts) or (_("Nothing new") if run.state == Run.State.DONE else "")
    if run.refused:
        words = ngettext("%(number)s left out", "%(number)s left out", run.refused)
        left_out = words % {"number": spaced(run.refused)}
        return f"{said}; {left_out}" if said else left_out
    return said


def took(run: Run) -> str:
    """How long it took; "" while it goes on."""
    if run.duration is None:
        return ""
    seconds = max(1, round(run.duration.total_seconds()))
    if seconds < MINUTE:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    return _time(seconds)


def trouble_of(run: Run) -> Explained | None:
    """Why a reading failed; None where it did not."""
    if not run.trouble:
        return None
    say = TROUBLES.get(run.trouble, _unexpected)
    return say(run.detail)


def refusals_of(run: Run) -> list[tuple[str, str]]:
    """Each entry that was left out: what it is called, and why."""
    return [(str(one.get("what", "")), refusal_in_words(one)) for one in run.refusals]


def refusal_in_words(refusal: Mapping[str, Any]) -> str:
    detail = refusal.get("detail") or {}
    said = REFUSALS.get(str(refusal.get("why")), _odd)(detail)
    row = detail.get("row")
    return _("Row %(row)s: %(said)s") % {"row": row, "said": said} if row else said


# ---- What stops a reading ----


def _not_allowed(_detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("The address, or one that it leads to, may not be called: it is inside our own network, "
          "or does not begin with https."),
        _("Look at the address. If it is right and inside your own network, whoever runs the "
          "installation can allow it."),
    )  # fmt: skip


def _unreachable(detail: Mapping[str, Any]) -> Explained:
    if detail.get("why") == "name":
        return Explained(
            _("There is no server with that name."),
            _("Look at how the address is spelled. If it is right, the site may have moved."),
        )
    if detail.get("why") == "redirects":
        return Explained(
            _("The server sends us from one address to the next without end."),
            _("Open the address in your browser, and write the address you end up at."),
        )
    return Explained(
        _("The server does not answer."),
        _(
            "It often passes by itself, and we try again. If it goes on, check that the address is "
            "right."
        ),
    )


def _status(detail: Mapping[str, Any]) -> Explained:
    status = detail.get("status")
    if status in (401, 403):
        return Explained(
            _("The server says that we may not read this (error %(status)s).")
            % {"status": status},
            _("If the source needs a key, write it again. Else ask the funder whether we may read "
              "it."),
        )  # fmt: skip
    if status in (404, 410):
        return Explained(
            _("There is nothing at the address any more (error %(status)s).") % {"status": status},
            _("Look up the new address on the funder’s site and change it here."),
        )
    return Explained(
        _("The server answers with an error of its own (error %(status)s).") % {"status": status},
        _("It often passes by itself, and we try again. If it goes on for days, ask the funder."),
    )


def _too_many(detail: Mapping[str, Any]) -> Explained:
    seconds = detail.get("seconds")
    told = _("The server asks us to come less often.")
    if isinstance(seconds, int) and seconds > 0:
        told = _("The server asks us to come back in %(time)s.") % {"time": _time(seconds)}
    return Explained(told, _("We do as it says. If it happens often, read this source less often."))


def _too_large(detail: Mapping[str, Any]) -> Explained:
    size = detail.get("bytes")
    told = _("The answer is larger than we read.")
    if isinstance(size, int):
        most = {"number": max(1, size // MEGABYTE)}
        told = _("The answer is larger than the %(number)s MB that we read.") % most
    return Explained(told, _("Check that the address leads to the list of calls and nothing else."))


def _not_readable(detail: Mapping[str, Any]) -> Explained:
    expected = detail.get("expected")
    told = _("The answer cannot be read.")
    if expected:
        told = _("The answer is not %(expected)s, as it should be.") % {"expected": expected}
    if expected == FEED:
        return Explained(
            told,
            _("Open the address in your browser. If you see a page for people, look on it for the "
              "address of its feed (RSS). If there is none, pause this source and add the page as "
              "“A page to keep an eye on”."),
        )  # fmt: skip
    return Explained(
        told,
        _("Open the address in your browser. If you see a page for people, it is the wrong "
          "address. Write the right one under “Change the source”."),
    )  # fmt: skip


def _changed(detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("The source has got another form than the one we know: “%(missing)s” is missing.")
        % {"missing": detail.get("missing", "")},
        _("Check the options of the source. If they are right, somebody has to adapt the program: "
          "tell those who look after it."),
    )  # fmt: skip


def _repeats(_detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("The source gives the same page again and again."),
        _("We try again. If it goes on, tell the funder: the fault is theirs."),
    )


def _endless(_detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("The source has more pages than there can be."),
        _("Check that the address leads to the list of calls and nothing else."),
    )


def _emptied(_detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("The source tells of nothing at all any more. What it told of before stays."),
        _("Open the address in your browser. If it is right that there is nothing, pause the "
          "source."),
    )  # fmt: skip


def _options(detail: Mapping[str, Any]) -> Explained:
    if detail.get("option") == "key":
        return Explained(
            _("The key of this source can no longer be opened here."),
            _("Write the key again on the page where the source is changed."),
        )
    return Explained(
        _("Something that the source needs is missing or makes no sense: %(option)s.")
        % {"option": detail.get("option", "")},
        _("Mend it on the page where the source is changed."),
    )


def _unexpected(_detail: Mapping[str, Any]) -> Explained:
    return Explained(
        _("Something went wrong in our own program."),
        _("We try again. Tell those who run the installation: it stands in their log."),
    )


TROUBLES: dict[str, Callable[[Mapping[str, Any]], Explained]] = {
    "not_allowed": _not_allowed,
    "unreachable": _unreachable,
    "status": _status,
    "too_many": _too_many,
    "too_large": _too_large,
    "not_readable": _not_readable,
    "changed": _changed,
    "repeats": _repeats,
    "endless": _endless,
    "emptied": _emptied,
    "options": _options,
    "unexpected": _unexpected,
}


def _time(seconds: int) -> str:
    if seconds >= HOUR:
        hours = -(-seconds // HOUR)
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    minutes = max(1, -(-seconds // MINUTE))
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


# ---- Why an entry is left out ----


# What the columns of a table are called; a funder's own names of fields stay as they are.
COLUMNS: dict[str, Callable[[], str]] = {
    "opens_on": lambda: _("Opens"),
    "deadlines": lambda: _("Last days"),
    "grant_min": lambda: _("A project gets at least"),
    "grant_max": lambda: _("A project gets at most"),
    "budget": lambda: _("Money in all"),
    "currency": lambda: _("Currency"),
    "share": lambda: _("The funder pays at most, in per cent"),
    "level": lambda: _("Level"),
    "address": lambda: _("The funder’s own page"),
    "identifier": lambda: _("Identity"),
}


def _said(detail: Mapping[str, Any]) -> dict[str, str]:
    name = str(detail.get("field", ""))
    field = COLUMNS[name]() if name in COLUMNS else name
    return {"field": field, "said": str(detail.get("said", ""))}


def _odd_date(detail: Mapping[str, Any]) -> str:
    if detail.get("said") and detail.get("field"):
        return _("“%(said)s” in “%(field)s” is no day that a call can have.") % _said(detail)
    if detail.get("said"):
        return _("“%(said)s” is no day that a call can have.") % _said(detail)
    return _("It has a day that no call can have.")


def _odd_size(detail: Mapping[str, Any]) -> str:
    if not detail.get("field"):
        return _("It is larger than anything should be.")
    return _("“%(field)s” is larger than anything should be.") % _said(detail)


def _odd(detail: Mapping[str, Any]) -> str:
    if detail.get("said") and detail.get("field"):
        return _("“%(said)s” in “%(field)s” can be read in no way, or in several.") % _said(detail)
    if detail.get("said"):
        return _("“%(said)s” can be read in no way, or in several.") % _said(detail)
    if detail.get("field"):
        return _("What stands in “%(field)s” makes no sense.") % _said(detail)
    return _("It makes no sense.")


REFUSALS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "no_title": lambda _detail: _("It has no title."),
    "no_identifier": lambda _detail: _("It has no name or number of its own."),
    "odd_date": _odd_date,
    "too_large": _odd_size,
    "not_public": lambda _detail: _("The source says that it is not for everybody."),
    "not_readable": _odd,
    "twice": lambda _detail: _("It comes twice, with something else the second time."),
}
