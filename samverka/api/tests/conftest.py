from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from samverka.calls.models import Call, CallSource, Record
from samverka.cast import Cast
from samverka.ideas.models import Idea
from samverka.partnership.models import ContactRole, Municipality, Organisation, Theme
from samverka.projects.models import Project
from samverka.support.models import Service
from samverka.talks.models import Talk

CHANGED = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def zebra(cast: Cast) -> dict[str, Any]:
    """One of each kind, all about zebras, beside everything in the cast."""
    theme = Theme.objects.create(
        slug="zebra", title_sv="Zebror", title_en="Zebras", summary_sv="Om zebror."
    )
    partner = _partner()
    call, idea = _call(), _idea()
    project = Project.objects.create(
        slug="zebra", title_sv="Zebraprojektet", call=call, idea=idea, example=True
    )
    project.partners.add(partner)
    found: dict[str, Any] = {
        "themes": theme,
        "partners": partner,
        "services": _service(partner),
        "talks": _talk(theme),
        "calls": call,
        "ideas": idea,
        "projects": project,
    }
    for row in found.values():
        type(row).objects.filter(pk=row.pk).update(updated_at=CHANGED)
        if not isinstance(row, Theme | Talk):
            row.themes.add(theme)
    return found


def _partner() -> Organisation:
    partner = Organisation.objects.create(
        slug="zebra",
        name="Zebraföreningen",
        kind=Organisation.Kind.ASSOCIATION,
        municipality=Municipality.objects.get(name="Nora"),
        number="802400-3702",
        website="https://zebra.example",
        about_sv="Vi målar övergångsställen.",
        for_whom_en="For all who walk.",
        needs=["road-safety"],
        joined_on=date(2020, 1, 1),
        confirmed_on=date(2026, 1, 1),
        example=True,
    )
    for purpose, shown_to in (("Frågor", "everybody"), ("Styrelsen", "partners")):
        ContactRole.objects.create(
            organisation=partner,
            purpose_sv=purpose,
            email="fragor@zebra.example",
            shown_to=shown_to,
        )
    return partner


def _service(partner: Organisation) -> Service:
    return Service.objects.create(
        organisation=partner,
        slug="zebra",
        name_sv="Zebraråd",
        name_en="Zebra advice",
        for_whom_sv="För alla.",
        stages=["idea", "pilot"],
        contact_email="rad@example.org",
        example=True,
    )


def _talk(theme: Theme) -> Talk:
    return Talk.objects.create(
        slug="zebra",
        theme=theme,
        title_sv="Zebror i stan",
        title_en="Zebras in town",
        starts_at=datetime(2026, 5, 4, 12, tzinfo=UTC),
        ends_at=datetime(2026, 5, 4, 14, tzinfo=UTC),
        place_sv="Stadshuset",
        place_en="The town hall",
    )


def _call() -> Call:
    call = Call.objects.create(
        slug="zebra",
        programme="Zebraprogrammet",
        cutoffs=[{"on": "2026-02-01", "at": "17:00", "zone": "Europe/Brussels"}],
        windows=[["01-01", "02-01"]],
        share=Decimal("72.50"),
        needed_kinds=["municipality"],
        funder="Zebrafonden",
        title_sv="Pengar till zebror",
        title_en="Money for zebras",
        summary_en="For stripes.",
        level=Call.Level.EUROPEAN,
        opens_on=date(2026, 1, 1),
        closes_on=date(2026, 2, 1),
        paused_months=[7],
        amount_min=1_000,
        amount_max=2_000,
        currency="EUR",
        cofinancing_sv="Hälften.",
        applicants=["association"],
        applicants_text_sv="Föreningar.",
        url="https://example.org/zebra",
        example=True,
    )
    source = CallSource.objects.create(slug="zebra", name="Zebrakällan", succeeded_at=CHANGED)
    Record.objects.create(source=source, call=call, identifier="zebra")
    return call


def _idea() -> Idea:
    return Idea.objects.create(
        title="Zebra crossings",
        text="Let us paint the zebra crossing at the school in bright colours.",
        language="en",
        municipality=Municipality.objects.get(name="Nora"),
        email="hemlig@example.org",
        may_show=True,
        state=Idea.State.ADVISED,
        consent_at=CHANGED,
        sent_at=CHANGED,
        published_at=CHANGED,
    )
