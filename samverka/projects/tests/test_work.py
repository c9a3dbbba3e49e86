"""Those who take part write what they do, and everybody sees what is for everybody."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.projects import actions, work
from samverka.projects.models import Contribution, Project, ProjectPartner, Role
from samverka.projects.models.results import share_of_the_way
from samverka.projects.tests.story import (
    ABF,
    GREENERY,
    PDF,
    WORKSHOP,
    document,
    filled,
    kitchen,
    line,
    organisation,
)
from samverka.record.models import History


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def verbs_of(project: Project) -> list[str]:
    return list(History.objects.of(project).order_by("pk").values_list("verb", flat=True))


def test_a_project_is_written_down_by_hand(cast: Cast) -> None:
    client = signed_in(cast.amina)
    lead = organisation(GREENERY)

    answer = client.post("/en/projects/new/", {"title": "Grow more", "lead": lead.pk})

    project = Project.objects.get(slug="grow-more")
    assert (answer.status_code, answer["Location"]) == (302, "/en/projects/grow-more/inside/")
    assert [(one.organisation, one.role) for one in project.takers.all()] == [(lead, "lead")]
    assert (project.origin, project.state, verbs_of(project)) == ("by_hand", "unknown", ["begun"])


def test_a_project_is_led_by_a_partner_where_one_works(cast: Cast) -> None:
    told = {"title": "Grow more", "lead": organisation(WORKSHOP).pk}
    assert signed_in(cast.amina).post("/en/projects/new/", told).status_code == 422
    assert signed_in(cast.elsa).post("/en/projects/new/", told).status_code == 302
    assert not Project.objects.filter(slug="grow-more-2").exists()


def test_no_project_takes_the_address_of_another_page(cast: Cast) -> None:
    assert kitchen(cast, title="New").slug == "new-2"


def test_two_taps_write_hours(cast: Cast) -> None:
    project = kitchen(cast)
    client = signed_in(cast.amina)
    assert "+ 4 h" in client.get(f"/en/projects/{project.slug}/inside/").content.decode()

    client.post(f"/en/projects/{project.slug}/inside/hours/", {"hours": "4"})
    client.post(f"/en/projects/{project.slug}/inside/hours/", {"hours": "400"})

    [row] = Contribution.objects.filter(project=project)
    assert (row.partner.organisation.slug, row.hours, row.written_by, row.month) == (
        *(GREENERY, Decimal(4), cast.amina),
        timezone.localdate().replace(day=1),
    )


@pytest.mark.parametrize(
    ("month", "why"),
    [
        (date(2060, 1, 1), "That month has not come yet."),
        (date(2024, 12, 1), "That is more than a year before the project begins."),
        (date(2025, 1, 1), None),
    ],
)
def test_what_was_put_in_lies_near_the_project_and_not_ahead(
    cast: Cast, month: date, why: str | None
) -> None:
    project = kitchen(cast, starts_on=date(2026, 1, 1))
    partner = project.takers.get()
    told = {"partner": partner.pk, "month": f"{month:%Y-%m}", "kind": "hours", "hours": "2"}

    answer = signed_in(cast.amina).post(
        f"/en/projects/{project.slug}/inside/add/contribution/", told
    )

    wrong = [("id_month", why)] if why else []
    assert answer.status_code == (422 if why else 302)
    assert (answer.context["form"].error_links if why else []) == wrong
    assert partner.contributions.count() == (0 if why else 1)


def test_a_project_that_has_not_begun_cannot_end(cast: Cast) -> None:
    project = kitchen(cast, starts_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused, match="har inte börjat än"):
        actions.move_project(project=project, to="ended", by=cast.amina)
    assert actions.move_project(project=project, to="stopped", by=cast.amina).state == "stopped"


def test_hours_are_worth_what_they_were_worth_before(cast: Cast) -> None:
    project = filled(cast)

    signed_in(cast.amina).post(f"/en/projects/{project.slug}/inside/hours/", {"hours": "2"})

    takers = work.takers_of(project)
    [put_in] = work.put_in_by(takers, work.contributions_of(project))
    assert (put_in.hours, put_in.worth, put_in.total) == (
        *(Decimal(14), Decimal(14 * 330)),
        Decimal(14 * 330),
    )
    translation.activate("en")
    table = work.table_of([put_in])
    assert [str(head) for head in table.heads] == ["Hours", "Worth"]
    assert table.rows == [(put_in.partner, [put_in.hours, put_in.worth])]


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 744, places=2, allow_nan=False),
            st.none() | st.decimals(0, 10_000, places=2, allow_nan=False),
        ),
        max_size=8,
    ),
    st.lists(st.decimals(0, 10**11, places=2, allow_nan=False), max_size=8),
)
def test_what_is_put_in_is_the_sum_of_whole_cents(
    hours: list[tuple[Decimal, Decimal | None]], amounts: list[Decimal]
) -> None:
    partner = ProjectPartner(pk=1)
    rows = [
        Contribution(partner=partner, kind="hours", hours=number, hour_value=value)
        for number, value in hours
    ] + [Contribution(partner=partner, kind="cash", amount=amount) for amount in amounts]

    found = work.put_in_by([partner], rows)

    assert len(found) == bool(rows)
    for one in found:
        assert one.hours == sum(number for number, _value in hours)
        assert one.cash == sum(amounts)
        assert abs(one.worth - sum(n * (v or 0) for n, v in hours)) <= Decimal("0.005") * len(hours)
        assert one.worth == one.worth.quantize(Decimal("0.01"))


@given(st.decimals(-1000, 1000, places=2), st.none() | st.integers(-50, 50), st.integers(-50, 50))
def test_the_way_to_a_goal_goes_from_nothing_to_all_of_it(
    value: Decimal, baseline: int | None, target: int
) -> None:
    first = None if baseline is None else Decimal(baseline)
    way = share_of_the_way(value, first, Decimal(target))
    if target == (baseline or 0):
        assert way is None
    else:
        assert way is not None
        assert 0 <= way <= 1
        assert share_of_the_way(Decimal(target), first, Decimal(target)) == 1


def test_a_line_is_changed_taken_away_and_taken_back(cast: Cast) -> None:
    project = kitchen(cast)
    risk = line(project, "risk", cast.amina, title="Rain")
    address = f"/en/projects/{project.slug}/inside/risk/{risk.pk}/"
    client = signed_in(cast.amina)

    told = {"title": "Snow", "likelihood": "high", "seen": "1"}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 422  # seen before it was changed
    client.post(f"{address}remove/")
    assert client.get(address).status_code == 404
    assert "Take it back" in client.get(f"/en/projects/{project.slug}/inside/").content.decode()
    client.post(f"{address}restore/")

    risk.refresh_from_db()
    assert (risk.title, risk.likelihood, risk.removed_at) == ("Snow", "high", None)
    assert verbs_of(project) == [
        *("begun", "line_added", "line_changed", "line_removed", "line_restored"),
    ]


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    project = kitchen(cast)
    risk = line(project, "risk", cast.amina, title="Rain")
    actions.change_row(row=risk, facts={"title": "Snow"}, by=cast.elsa, seen=1)

    with pytest.raises(Outdated):
        actions.change_row(row=risk, facts={"title": "Hail"}, by=cast.amina, seen=1)
    with pytest.raises(Outdated):
        actions.edit_project(project=project, facts={"title_sv": "X"}, by=cast.amina, seen=9)


def test_a_line_points_at_nothing_of_another_project(cast: Cast) -> None:
    one, other = kitchen(cast), kitchen(cast)
    indicator = line(one, "indicator", cast.amina, title="Who come")
    facts = {"indicator": indicator, "value": Decimal(1), "on": date(2026, 10, 1)}

    with pytest.raises(Refused):
        actions.add_row(project=other, kind="measurement", facts=facts, by=cast.amina)


def test_strangers_write_nothing(cast: Cast) -> None:
    project = filled(cast)
    with pytest.raises(Refused):
        line(project, "risk", cast.rut, title="Rain")
    with pytest.raises(Refused):
        actions.move_project(project=project, to="ended", by=cast.nils)
    assert signed_in(cast.rut).get(f"/en/projects/{project.slug}/inside/").status_code == 404


def test_who_has_left_writes_no_more(cast: Cast) -> None:
    project = kitchen(cast)
    actions.add_partner(project=project, organisation=organisation(WORKSHOP), by=cast.amina)
    line(project, "risk", cast.rut, title="Rain")
    taker = project.takers.get(organisation__slug=WORKSHOP)
    gone = {"role": "partner", "since": None, "until": date(2026, 1, 31)}
    actions.change_partner(taker=taker, facts=gone, by=cast.rut)

    with pytest.raises(Refused):
        line(project, "risk", cast.rut, title="Hail")


def test_one_partner_leads(cast: Cast) -> None:
    project = filled(cast)
    taker = project.takers.get(organisation__slug=ABF)
    told = {"role": Role.LEAD, "since": None, "until": None}

    actions.change_partner(taker=taker, facts=told, by=cast.amina)
    found = [(one.organisation.slug, one.role) for one in work.takers_of(project)]
    assert found == [(ABF, "lead"), (GREENERY, "partner")]

    actions.add_outsider(project=project, name="The Region", role=Role.LEAD, by=cast.amina)
    assert {one.role for one in work.takers_of(project)} == {"partner"}
    assert [(one.name, one.role) for one in work.outsiders_of(project)] == [
        ("The Region", "lead"),
        ("The Baker", "partner"),
    ]


def test_who_has_put_something_in_is_not_taken_away(cast: Cast) -> None:
    project = filled(cast)
    with pytest.raises(Refused, match="lagt något"):
        actions.remove_partner(project=project, organisation=organisation(GREENERY), by=cast.amina)
    actions.remove_partner(project=project, organisation=organisation(ABF), by=cast.amina)
    assert [one.organisation.slug for one in work.takers_of(project)] == [GREENERY]


def test_a_report_is_sent_and_accepted_and_both_can_be_undone(cast: Cast) -> None:
    project = filled(cast)
    report = project.reportdues.get()
    client, today = signed_in(cast.amina), timezone.localdate()
    told = []
    for to in ("sent", "accepted", "sent", "open", "accepted"):
        address = f"/en/projects/{project.slug}/inside/reports/{report.pk}/move/"
        client.post(address, {"to": to})
        report.refresh_from_db()
        told.append((report.state, report.sent_on, report.accepted_on))
    assert told == [
        ("sent", today, None),
        ("accepted", today, today),
        ("sent", today, None),
        ("open", None, None),
        ("open", None, None),
    ]


def test_a_milestone_is_reached_in_one_press_and_was_not_after_all(cast: Cast) -> None:
    project = filled(cast)
    milestone = project.projectmilestones.get()
    client, today = signed_in(cast.amina), timezone.localdate()
    before = len(verbs_of(project))
    told = []
    for reached in ("yes", "yes", "no"):
        address = f"/en/projects/{project.slug}/inside/milestone/{milestone.pk}/reached/"
        client.post(address, {"reached": reached})
        milestone.refresh_from_db()
        told.append(milestone.reached_on)

    assert told == [today, today, None]
    assert verbs_of(project)[before:] == ["line_changed", "line_changed"]


def test_a_document_is_known_by_what_it_holds(cast: Cast) -> None:
    project = kitchen(cast)
    client, address = signed_in(cast.amina), f"/en/projects/{project.slug}/inside/add/document/"
    script = SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>")
    told = {"title": "Our plan", "is_public": "on"}

    assert client.post(address, {**told, "file": script}).status_code == 422
    good = SimpleUploadedFile("../plan.exe", PDF)
    assert client.post(address, {**told, "file": good}).status_code == 302

    kept = project.projectdocuments.get()
    answer = Client().get(f"/en/projects/{project.slug}/files/{kept.pk}/")
    assert (kept.name, kept.size) == ("plan.pdf", len(PDF))
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        *(PDF, "application/pdf"),
        "nosniff",
    )
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'


def test_everybody_sees_what_is_for_everybody(cast: Cast) -> None:
    project = filled(cast)
    secret = {"kind": "own", "funder": "A friend", "amount": Decimal(777), "is_public": False}
    line(project, "funding", cast.amina, **secret)
    document(project, cast.amina, is_public=True)

    page = Client().get(f"/en/projects/{project.slug}/").content.decode()
    inside = signed_in(cast.amina).get(f"/en/projects/{project.slug}/inside/").content.decode()

    for told in ("SEK\xa0250,000", "The Fund", "It is open", "Who come", "The Baker", "Running"):
        assert told in page
    for kept in ("A friend", "777", "Nobody comes", "Half-way"):
        assert kept not in page
        assert kept in inside
    assert page.count("/files/") == 1
    assert inside.count("/files/") == 2


def with_lines(cast: Cast, number: int) -> Project:
    project = filled(cast)
    partner, indicator = project.takers.get(role="lead"), project.projectindicators.get()
    for n in range(number - 1):
        month = date(2026, 1, 1)
        line(project, "milestone", cast.amina, title=f"M{n}")
        line(project, "report", cast.amina, title=f"R{n}", to="F", due_on=month)
        line(project, "risk", cast.amina, title=f"S{n}")
        line(project, "indicator", cast.amina, title=f"I{n}")
        measured = {"indicator": indicator, "value": Decimal(n), "on": month}
        line(project, "measurement", cast.amina, **measured)
        put_in = {"partner": partner, "month": month, "kind": "cash", "amount": Decimal(n)}
        line(project, "contribution", cast.amina, **put_in)
        gone = line(project, "contribution", cast.amina, **put_in)
        actions.remove_row(row=gone, by=cast.amina)
        line(project, "funding", cast.amina, amount=Decimal(n), organisation=partner.organisation)
        document(project, cast.amina, is_public=True)
        actions.add_outsider(project=project, name=f"O{n}", by=cast.amina)
        other = organisation(("coompanion", "ideverkstaden")[n])
        actions.add_partner(project=project, organisation=other, by=cast.amina)
    return project


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("room", "queries"), [("", 14), ("inside/", 27), ("who/", 9)])
def test_a_page_costs_the_same_however_much_stands_in_it(
    cast: Cast,
    room: str,
    queries: int,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = with_lines(cast, number)
    client = signed_in(cast.amina) if room else Client()
    with django_assert_num_queries(queries):
        client.get(f"/en/projects/{project.slug}/{room}")


def test_rows_are_named_with_numbers_and_months_as_people_write_them(cast: Cast) -> None:
    project = kitchen(cast)
    meals = line(project, "indicator", cast.amina, title="Meals")
    eaten = line(
        project,
        "measurement",
        cast.amina,
        indicator=meals,
        on=date(2026, 3, 1),
        value=Decimal("1200.00"),
    )
    given = Contribution(
        partner=ProjectPartner.objects.get(project=project), month=date(2026, 10, 1)
    )
    with translation.override("sv"):
        assert (str(eaten), str(given)) == (
            "Meals: 1\N{NO-BREAK SPACE}200",
            "Föreningen Grönskan, oktober 2026",
        )
