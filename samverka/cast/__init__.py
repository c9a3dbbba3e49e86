"""The demonstration partnership: the seed's partnership as data, and a few invented people.

Used by `make demo` and by the tests. Organisations, committee and projects are those that the
partnership's own page names; every invented person, organisation, call, talk and idea is marked
as an example. Descriptions of real organisations are example texts until they write their own.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samverka.calls.models import Call
from samverka.cast.applications import write_application
from samverka.cast.committee import COMMITTEE_2024, Seated
from samverka.cast.example_project import fill_example_project
from samverka.cast.ideas import IDEAS
from samverka.cast.knowledge import share_knowledge
from samverka.cast.making_calls import make_calls
from samverka.cast.meetings import make_meetings
from samverka.cast.organisations import ORGANISATIONS
from samverka.cast.partner_pages import write_partner_pages
from samverka.cast.partnership import MUNICIPALITIES, PARTNERSHIP
from samverka.cast.projects import EXAMPLE_PROJECTS, PROJECTS
from samverka.cast.searches import SEARCHES
from samverka.cast.services import SERVICES
from samverka.cast.talks import TALKS
from samverka.cast.texts import TEXTS
from samverka.cast.themes import THEMES
from samverka.cast.work_plans import plan_years
from samverka.collaboration.models import Search
from samverka.common.tenancy import scope
from samverka.contact.actions import found_addressees
from samverka.ideas.actions.sending import CONSENT_VERSION
from samverka.ideas.models import Idea
from samverka.pages.actions import found_texts, write_text
from samverka.partnership.models import (
    Appointment,
    Membership,
    Municipality,
    Organisation,
    Partnership,
    Seat,
    Theme,
)
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.models import History
from samverka.support.actions.needs import add_usual_needs
from samverka.support.models import Service, Workshop
from samverka.talks.models import Talk

JOINED = date(2015, 1, 1)  # the partnership's own start; no partner's own date is known


@dataclass(frozen=True)
class Cast:
    """Who is who. `kim` has an account and nothing else: that person finds the leaks."""

    elsa: Person  # coordinator
    nils: Person  # sits in the working committee this year
    petra: Person  # sat there last year
    amina: Person  # works at Föreningen Grönskan
    rut: Person  # advisor at Idéverkstaden
    kim: Person  # no name, no language, no organisation, no rights
    olof: Person  # coordinator of the neighbouring partnership
    partnership: Partnership
    neighbour: Partnership


PEOPLE = {
    "elsa": ("Elsa Exempel", "sv"),
    "nils": ("Nils Exempel", "sv"),
    "petra": ("Petra Exempel", "sv"),
    "amina": ("Amina Exempel", "sv"),
    "rut": ("Ruth Example", "en"),
    "kim": ("", ""),
    "olof": ("Olof Exempel", "sv"),
}


def gather_cast() -> Cast:
    """Make the partnership and everybody in it; dates count from today."""
    partnership = _found_partnership()
    neighbour = Partnership.objects.create(
        slug="grannlanet",
        name_sv="Partnerskapet i Grannlänet (exempel)",
        name_en="The Partnership next door (example)",
    )
    people = {
        key: Person.objects.create_user(f"{key}@example.org", name, language=language, example=True)
        for key, (name, language) in PEOPLE.items()
    }
    with scope(partnership.pk):
        _fill_partnership(people["elsa"])
        _seat_people(people)
        make_meetings(people)
        share_knowledge(people)
        _write_texts(people["elsa"])
        write_application(people["amina"])
    with scope(neighbour.pk):
        Appointment.objects.create(person=people["olof"], since=JOINED)
    return Cast(**people, partnership=partnership, neighbour=neighbour)


def find_cast() -> Cast | None:
    """The cast as it stands in the database, or None where it has not been gathered."""
    found = {p.email.partition("@")[0]: p for p in Person.objects.filter(example=True)}
    names = [one.name for one in fields(Cast) if one.name in PEOPLE]
    if not found:
        return None
    return Cast(
        **{name: found[name] for name in names},
        partnership=Partnership.objects.get(is_default=True),
        neighbour=Partnership.objects.get(slug="grannlanet"),
    )


def _found_partnership() -> Partnership:
    return Partnership.objects.create(
        slug="psi",
        is_default=True,
        name_sv=PARTNERSHIP.name_sv,
        name_en=PARTNERSHIP.name_en,
        region_sv=PARTNERSHIP.region_sv,
        region_en=PARTNERSHIP.region_en,
        summary_sv=PARTNERSHIP.summary_sv,
        summary_en=PARTNERSHIP.summary_en,
        about_sv="\n\n".join(PARTNERSHIP.about_sv),
        about_en="\n\n".join(PARTNERSHIP.about_en),
        support_intro_sv=PARTNERSHIP.support_intro_sv,
        support_intro_en=PARTNERSHIP.support_intro_en,
    )


def _fill_partnership(looks_after: Person) -> None:
    places = {
        one.name: one
        for one in Municipality.objects.bulk_create(
            Municipality(**m._asdict()) for m in MUNICIPALITIES
        )
    }
    themes = {
        one.slug: one for one in Theme.objects.bulk_create(Theme(**t._asdict()) for t in THEMES)
    }
    organisations = _make_organisations(places, themes)
    write_partner_pages(organisations)
    _make_services(organisations)
    calls = make_calls(themes)
    _make_projects(calls, themes)
    _make_example_projects(organisations)
    fill_example_project(organisations)
    _make_talks(themes)
    plan_years()
    _make_ideas(places, themes, looks_after)
    _seat_committee(organisations)
    _make_searches(organisations)


def _make_organisations(
    places: dict[str, Municipality], themes: dict[str, Theme]
) -> dict[str, Organisation]:
    made = Organisation.objects.bulk_create(
        Organisation(
            slug=one.slug,
            name=one.name,
            kind=one.kind,
            municipality=places.get(one.municipality),
            about_sv=one.about_sv,
            about_en=one.about_en,
            about_is_example=True,
            joined_on=JOINED,
            example=one.example,
        )
        for one in ORGANISATIONS
    )
    Organisation.themes.through.objects.bulk_create(
        Organisation.themes.through(organisation_id=row.pk, theme_id=themes[slug].pk)
        for row, one in zip(made, ORGANISATIONS, strict=True)
        for slug in one.themes
    )
    return {one.slug: one for one in made}


def _make_services(organisations: dict[str, Organisation]) -> None:
    needs = add_usual_needs()
    made = Service.objects.bulk_create(
        Service(
            organisation=organisations[one.organisation],
            slug=one.slug,
            name_sv=one.name_sv,
            name_en=one.name_en,
            summary_sv=f"{one.summary_sv} {', '.join(one.needs_sv).capitalize()}.",
            summary_en=f"{one.summary_en} {', '.join(one.needs_en).capitalize()}.",
            for_whom_sv=one.for_whom_sv,
            for_whom_en=one.for_whom_en,
            stages=list(one.stages),
            contact_email=one.contact_email,
            takes_any_idea=one.takes_any_idea,
            languages=list(one.languages),
            cost=one.cost,
            example=one.example,
        )
        for one in SERVICES
    )
    for row, one in zip(made, SERVICES, strict=True):
        row.needs.set(needs[slug] for slug in one.needs)
    Workshop.objects.create(
        title="Kartan över råd och stöd (exempel)", code="GRAN-42", example=True
    )


def _make_projects(calls: dict[str, Call], themes: dict[str, Theme]) -> None:
    for one in PROJECTS:
        project = Project.objects.create(
            slug=one.slug,
            title_sv=one.title_sv,
            title_en=one.title_en,
            summary_sv=one.summary_sv,
            summary_en=one.summary_en,
            call=calls[one.call],
            example=one.example,
        )
        project.themes.set(themes[slug] for slug in one.themes)


def _make_example_projects(organisations: dict[str, Organisation]) -> None:
    for one in EXAMPLE_PROJECTS:
        project = Project.objects.create(
            slug=one.slug, title_sv=one.title_sv, title_en=one.title_en, example=one.example
        )
        project.partners.set(organisations[slug] for slug in one.partners)


def _make_talks(themes: dict[str, Theme]) -> None:
    def moment(days: int, clock: str) -> datetime:
        day = timezone.localdate() + timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

    Talk.objects.bulk_create(
        Talk(
            slug=one.slug,
            theme=themes[one.theme],
            title_sv=one.title_sv,
            title_en=one.title_en,
            summary_sv=one.summary_sv,
            summary_en=one.summary_en,
            starts_at=moment(one.in_days, one.starts),
            ends_at=moment(one.in_days, one.ends),
            takes_registrations=one.seats is not None,
            seats=one.seats,
            place_sv=one.place_sv,
            place_en=one.place_en,
            example=one.example,
        )
        for one in TALKS
    )


def _make_ideas(
    places: dict[str, Municipality], themes: dict[str, Theme], looks_after: Person
) -> None:
    for one in IDEAS:
        sent_at = timezone.now() - timedelta(days=one.days_ago)
        is_new = one.state == "new"
        heard_before = timedelta(days=one.days_ago % 9 + 1)
        idea = Idea.objects.create(
            title=one.title,
            text=one.text,
            language=one.language,
            municipality=places.get(one.municipality),
            may_show=one.public,
            state=one.state,
            station=Idea.STATIONS.get(Idea.State(one.state), 1),
            sent_at=sent_at,
            heard_at=None if is_new else max(sent_at, timezone.now() - heard_before),
            responsible=None if is_new else looks_after,
            published_at=sent_at + timedelta(days=1) if one.public else None,
            consent_at=sent_at,
            consent_version=CONSENT_VERSION,
            example=one.example,
        )
        idea.themes.set(themes[slug] for slug in one.themes)
        _tell_demo_history(idea)


def _tell_demo_history(idea: Idea) -> None:
    """What must have happened for the idea to be where it is; in care first, then its own state."""
    owner = History.Role.OWNER
    history = [History(verb="sent", at=idea.sent_at, role=owner, kind="idea", object_id=idea.pk)]
    if idea.heard_at:
        taken_at = idea.sent_at + (idea.heard_at - idea.sent_at) / 2
        history.append(
            History(
                verb="assigned", at=taken_at, kind="idea", object_id=idea.pk, detail={"taken": True}
            )
        )
        if idea.state != Idea.State.IN_CARE:
            detail = {"before": Idea.State.IN_CARE, "to": idea.state}
            history.append(
                History(
                    verb="moved", at=idea.heard_at, kind="idea", object_id=idea.pk, detail=detail
                )
            )
    History.objects.bulk_create(history)


def _make_searches(organisations: dict[str, Organisation]) -> None:
    titles = {one.slug: one.title for one in IDEAS}
    for one in SEARCHES:
        Search.objects.create(
            organisation=organisations[one.organisation],
            idea=Idea.objects.get(title=titles[one.idea]),
            title_sv=one.title_sv,
            title_en=one.title_en,
            what_sv=one.what_sv,
            what_en=one.what_en,
            wanted_sv=one.wanted_sv,
            wanted_en=one.wanted_en,
            kinds=list(one.kinds),
            until=timezone.localdate() + timedelta(days=one.days_left),
            state=Search.State.PUBLISHED,
            published_at=timezone.now(),
            example=True,
        )


def _seat_committee(organisations: dict[str, Organisation]) -> None:
    def seat(one: Seated) -> Seat:
        return Seat(
            organisation=organisations[one.organisation],
            person_name=one.name,
            unit=one.unit,
            convener=one.convener,
            since=date(2024, 1, 1),
            until=date(2024, 12, 31),
        )

    Seat.objects.bulk_create(seat(one) for one in COMMITTEE_2024)


def _write_texts(by: Person) -> None:
    """Roles that one can write to, and the partnership's own texts."""
    found_addressees()
    found_texts()
    for one in TEXTS:
        write_text(slug=one.slug, body_sv=one.body_sv, body_en=one.body_en, by=by)


def _seat_people(people: dict[str, Person]) -> None:
    this_year = timezone.localdate().year
    workshop = Organisation.objects.get(slug="ideverkstaden")
    greenery = Organisation.objects.get(slug="foreningen-gronskan")
    Appointment.objects.create(person=people["elsa"], since=JOINED)
    Seat.objects.create(
        organisation=greenery,
        person=people["nils"],
        since=date(this_year, 1, 1),
        until=date(this_year, 12, 31),
        example=True,
    )
    Seat.objects.create(
        organisation=workshop,
        person=people["petra"],
        since=date(this_year - 1, 1, 1),
        until=date(this_year - 1, 12, 31),
        example=True,
    )
    Membership.objects.create(person=people["amina"], organisation=greenery)
    Membership.objects.create(person=people["rut"], organisation=workshop)
