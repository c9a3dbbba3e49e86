"""How calls are found."""

from django.utils.translation import gettext as _

from samverka.calls.models import Call, PastProject
from samverka.calls.models.past import round_of
from samverka.common.languages import passages
from samverka.common.templatetags.samverka import money
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id, theme_slugs


def document(call: Call) -> Document:
    attributes: dict[str, object] = {"type": call.level}
    if call.opens_on:
        attributes["opens"] = call.opens_on
    if call.closes_on:
        attributes["closes"] = call.closes_on
    if call.applicants:
        attributes["applicants"] = call.applicants
    if call.reference:
        attributes["call"] = _round_id(round_of(call.reference))
    return Document(
        id=document_id("call", call.pk),
        kind="call",
        title=passages(call, "title"),
        text=passages(call, "summary", "applicants_text"),
        tags=theme_slugs(call),
        attributes=attributes,
    )


def _round_id(name: str) -> str:
    """What a call and its other rounds have in common: what got money in one speaks for all."""
    return f"round:{name}"


def amount_of(call: Call) -> str:
    """20 000–50 000 kronor, or as much of it as is known."""
    if call.amount_min and call.amount_max:
        return money(call.amount_min, call.currency, call.amount_max)
    if call.amount_max:
        return _("up to %(amount)s") % {"amount": money(call.amount_max, call.currency)}
    return ""


def card(call: Call) -> Card:
    parts = [part for part in (call.funder, amount_of(call)) if part]
    return Card(
        title=call.title,
        url=call.get_absolute_url(),
        line=f"{', '.join(parts)}.",
        example=call.example,
        days_left=call.days_left,
        soon=call.is_soon,
    )


CALLS = Source(
    kind="call",
    model=Call,
    rows=lambda: Call.objects.not_closed().prefetch_related("themes"),
    document=document,
    card=card,
    standing=lambda: Call.objects.not_closed().for_any_idea(),
)


def past_document(project: PastProject) -> Document:
    return Document(
        id=document_id("past", project.pk),
        kind="past",
        title=project.name,
        text=project.objective,
        attributes={"call": _round_id(project.round)},
    )


def past_card(project: PastProject) -> Card:
    return Card(project.name, project.url)


# They speak for calls and are named in reasons; nobody looks for them among our own projects.
PAST_PROJECTS = Source(
    kind="past",
    model=PastProject,
    rows=lambda: PastProject.objects.all(),
    document=past_document,
    card=past_card,
)
