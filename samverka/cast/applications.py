"""A joint application that invented organisations are writing, for the demonstration."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from samverka.applications.actions import Beginning, Care, begin_application, give_section
from samverka.applications.actions.templates import take_shipped
from samverka.applications.models import Application, Commitment, Member, Place, Section
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.cast.budget import make_budget
from samverka.cast.plan import make_plan
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.writing.actions.storing import edit
from samverka.writing.prose import make_say


class Takes(NamedTuple):
    """An organisation, what it does, and what it brings: words, hours and kronor."""

    organisation: str
    does: str
    brings: tuple[tuple[str, int, int], ...]


class Written(NamedTuple):
    section: str
    state: str
    text: tuple[str, ...]


TITLE = "Handelsträdgården: odla, laga och få jobb"
SUMMARY = (
    "I en gammal handelsträdgård odlar och lagar kvinnor som är nya i Sverige mat tillsammans med "
    "föreningar på orten, och kommer närmare ett arbete."
)
LEADS = Takes("foreningen-gronskan", "Leder, odlar och håller ihop gruppen", ())
PARTNERS: tuple[Takes, ...] = (
    Takes(
        "ideverkstaden",
        "Ger råd om hur det blir ett eget företag",
        (("Rådgivning", 40, 0), ("Möteslokal", 0, 4_000)),
    ),
    Takes(
        "kooperativet-laga-lana",
        "Lånar ut verktyg och handleder i verkstaden",
        (("Handledning", 60, 0), ("Lån av verktyg", 0, 3_000)),
    ),
)
TEXTS: tuple[Written, ...] = (
    Written(
        "need",
        "done",
        (
            "I området bor många kvinnor som är nya i Sverige. De kan odla och laga mat, men de "
            "möter få som talar svenska och får sällan visa det i ett arbete.",
            "Handelsträdgården har stått tom i sex år. De som bor där vill att den används.",
        ),
    ),
    Written(
        "idea",
        "done",
        (
            "Vi öppnar trädgården tre dagar i veckan. Det som växer blir mat i ett kök "
            "som vi delar, och maten säljs på torget varje lördag.",
        ),
    ),
    Written(
        "goals",
        "writing",
        (
            "När året är slut har tolv kvinnor odlat, lagat mat och sålt det de gjort. Minst fyra "
            "har gått vidare till arbete eller studier.",
        ),
    ),
    Written("who", "review", ("Vi är tre föreningar som har arbetat ihop i två år.",)),
)
# Which organisation answers for which section, and how many days before the last it is to be ready.
ANSWERS: dict[str, tuple[str, int]] = {
    "need": ("foreningen-gronskan", 14),
    "idea": ("kooperativet-laga-lana", 14),
    "goals": ("foreningen-gronskan", 8),
    "who": ("foreningen-gronskan", 8),
    "plan": ("ideverkstaden", 8),
    "budget": ("kooperativet-laga-lana", 10),
    "after": ("foreningen-gronskan", 8),
}
DAYS_LEFT, MONTHS = 20, 365
HOUR = Decimal(330)


def write_application(by: Person) -> Application:
    """Begun by somebody at the one that leads; half of it is written, no letter is signed."""
    today = timezone.localdate()
    edition = take_shipped(forms()["regional-social-innovation"])
    what = Beginning(
        title=TITLE,
        language="sv",
        call=Call.objects.filter(slug="utvecklingsmedel-social-innovation").first(),
        idea=Idea.objects.get(title__startswith="Odla, laga och få jobb"),
        edition=edition,
        due_on=today + timedelta(days=DAYS_LEFT),
        starts_on=today + timedelta(days=60),
        ends_on=today + timedelta(days=60 + MONTHS),
    )
    lead = Organisation.objects.get(slug=LEADS.organisation)
    application = begin_application(lead=lead, what=what, by=by)
    Application.objects.filter(pk=application.pk).update(summary=SUMMARY, example=True)
    application.members.update(does=LEADS.does)
    for one in PARTNERS:
        _take_part(application, one)
    sections = {one.key: one for one in application.sections.select_related("text")}
    for text in TEXTS:
        _write(sections[text.section], text, by)
    _share_out(application, by)
    make_plan(application, by)
    make_budget(application, by)
    return application


def _share_out(application: Application, by: Person) -> None:
    members = {one.organisation.slug: one for one in application.members.with_organisation()}
    last = timezone.localdate() + timedelta(days=DAYS_LEFT)
    for section in application.sections.all():
        slug, before = ANSWERS[section.key]
        care = Care(owner=members[slug], due_on=last - timedelta(days=before))
        give_section(section=section, care=care, by=by)


def _take_part(application: Application, one: Takes) -> None:
    organisation = Organisation.objects.get(slug=one.organisation)
    staff = Person.objects.filter(memberships__organisation=organisation).first()
    member = Member.objects.create(
        application=application, organisation=organisation, does=one.does, contact=staff
    )
    if staff:
        Place.objects.create(member=member, person=staff)
    for what, hours, amount in one.brings:
        kind = Commitment.Kind.HOURS if hours else Commitment.Kind.IN_KIND
        Commitment.objects.create(
            member=member,
            kind=kind,
            what=what,
            hours=Decimal(hours) if hours else None,
            hour_value=HOUR if hours else None,
            amount=Decimal(amount or HOUR * hours),
        )


def _write(section: Section, one: Written, by: Person) -> None:
    said = [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in one.text
    ]
    assert section.text is not None
    edit(
        text=section.text,
        by=by,
        change=lambda doc: make_say(doc, {"type": "doc", "content": said}),
    )
    Section.objects.filter(pk=section.pk).update(state=one.state)
