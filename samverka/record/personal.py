"""What the record knows about a person."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, Somebody
from samverka.common.tenancy import everywhere
from samverka.record.forgetting import BLOTTED
from samverka.record.models import History, Letter, Rhythm


def _letters(person: Somebody) -> list[Facts]:
    letters = everywhere(Letter).filter(to__iexact=person.email).order_by("pk")
    return [
        {"subject": one.subject, "written": one.written_at, "sent": one.sent_at} for one in letters
    ]


def _blot_letters(person: Somebody) -> None:
    """That a letter was sent stays for the figures, without address, subject and text."""
    letters = everywhere(Letter).filter(to__iexact=person.email)
    letters.exclude(state=Letter.State.SENT).delete()
    letters.update(**BLOTTED)


def _rhythms(person: Somebody) -> list[Facts]:
    rows = everywhere(Rhythm).filter(email__iexact=person.email).order_by("pk")
    return [
        {
            "every": row.every,
            "hour": row.hour,
            "quiet_from": row.quiet_from,
            "quiet_until": row.quiet_until,
        }
        for row in rows
    ]


def _forget_rhythms(person: Somebody) -> None:
    everywhere(Rhythm).filter(email__iexact=person.email).delete()


def _history(person: Somebody) -> list[Facts]:
    rows = everywhere(History).filter(actor=person.pk).order_by("pk")
    return [
        {"at": row.at, "did": row.verb, "to": f"{row.kind} {row.object_id}", "detail": row.detail}
        for row in rows
    ]


LETTERS = PersonalData(
    name="letters",
    title=_("Letters to you"),
    models=("record.Letter",),
    collect=_letters,
    erase=_blot_letters,
    when_erased=_(
        "Your address and what was written are blotted out here. What has reached your mailbox"
        " is yours."
    ),
)
RHYTHM = PersonalData(
    name="rhythm",
    title=_("How often you want letters"),
    models=("record.Rhythm",),
    collect=_rhythms,
    erase=_forget_rhythms,
    when_erased=_("It goes."),
)
HISTORY = PersonalData(
    name="history",
    title=_("What you have done here"),
    models=("record.History",),
    collect=_history,
    when_erased=_(
        "That something was done, and when, stays; it was done by somebody who is no longer here,"
        " without your name."
    ),
)
