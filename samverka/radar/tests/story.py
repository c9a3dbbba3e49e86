"""What happens to calls in the stories, written into the history as in earnest."""

from datetime import date, timedelta

from django.utils import timezone

from samverka.calls.models import Call
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

WORDS = (
    "For projects in which women born abroad grow food, cook and sell it together, and start a"
    " cooperative of their own. Language practice and a first job in Sweden are the aim."
)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def found(slug: str, **facts: object) -> Call:
    """A source tells of a new call that fits Föreningen Grönskan."""
    told = {
        "title_en": f"Growing together {slug}",
        "summary_en": WORDS,
        "funder": "Stiftelsen Exempelfonden",
        "level": "national",
        "closes_on": in_days(60),
        "applicants": ["association"],
        "example": True,
        **facts,
    }
    call = Call.objects.create(slug=slug, **told)
    write_history(verb="found", of=call, role=History.Role.SYSTEM)
    return call


def moved(call: Call, to: date, by: Person | None = None) -> None:
    """A coordinator, or a source, says that the last day is another."""
    before, call.closes_on = call.closes_on, to
    call.save()
    fields = {"closes_on": [before.isoformat() if before else None, to.isoformat()]}
    role = History.Role.PERSON if by else History.Role.SYSTEM
    write_history(verb="changed", of=call, by=by, role=role, fields=fields)
