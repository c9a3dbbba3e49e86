"""The plan: lines are written, refused, moved, taken away and back; pictures show them all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.applications import actions
from samverka.applications.models import Activity, Application, Effort, Member, WorkPackage
from samverka.applications.pictures.gantt import LABELS, WIDTH, cut, gantt, gantt_of
from samverka.applications.pictures.scale import Scale
from samverka.applications.pictures.theory import in_rows, theory, theory_of
from samverka.applications.planning.gathering import efforts_of, plan_of
from samverka.applications.planning.state import plan_state
from samverka.applications.planning.telling import plan_story
from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.common.lettering import width_of
from samverka.common.refusal import Outdated, Refused
from samverka.documents.pdf import check_svg
from samverka.partnership.models import Organisation

DAY = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.fixture
def application(cast: Cast) -> Application:
    return begun(cast)


def written(application: Application, cast: Cast, what: str, **facts: object) -> int:
    row = actions.add_to_plan(application=application, kind=what, facts=facts, by=cast.amina)
    return int(row.pk)


def lines(application: Application) -> list[str]:
    return [f"{number} {one.title}" for number, one in plan_of(application).activities]


def test_a_small_plan_is_three_lines(cast: Cast, application: Application, client: Client) -> None:
    client.force_login(cast.amina)
    path = f"/en/applications/{application.pk}/plan/"
    lead = application.members.get()
    for n, title in enumerate(["Dig", "Sow", "Harvest"], 1):
        told = {"title": title, "lead": lead.pk, "starts_on": f"2027-0{n}-01"}
        client.post(f"{path}quick/", told | {"ends_on": f"2027-0{n}-20"})

    assert lines(application) == ["1 Dig", "2 Sow", "3 Harvest"]
    assert plan_state(application) == []
    page = client.get(path).content.decode()
    assert 'aria-label="2 Sow: 1 February 2027 – 20 February 2027"' in page
    assert [told.sentence.partition(" added ")[2] for told in plan_story(application)] == [
        "an activity."
    ] * 3


def test_days_that_cannot_be_are_told_at_the_field(
    cast: Cast, application: Application, client: Client
) -> None:
    Application.objects.filter(pk=application.pk).update(ends_on=date(2028, 6, 30))
    client.force_login(cast.amina)
    path = f"/en/applications/{application.pk}/plan/quick/"

    def errors(**days: str) -> dict[str, list[str]]:
        answer = client.post(path, {"title": "Dig", **days})
        assert answer.status_code == 422
        assert 'value="Dig"' in answer.content.decode()
        return dict(answer.context["quick_form"].errors)

    assert errors(starts_on="2027-11-01", ends_on="2027-03-01") == {
        "ends_on": ["The last day lies before the first. Should it be 2028?"]
    }
    assert errors(starts_on="2029-01-01") == {
        "starts_on": [
            "The project ends 30 June 2028. Choose a day until then, or let it go on longer."
        ]
    }
    assert errors(ends_on="0202-01-01") == {"ends_on": ["That is too far away. Look at the year."]}
    assert not Activity.objects.exists()


def test_two_at_once_and_taking_back(cast: Cast, application: Application) -> None:
    first, second = (written(application, cast, "activity", title=one) for one in ("Dig", "Sow"))
    row = Activity.objects.get(pk=first)
    actions.change_in_plan(row=row, facts={"title": "Dig deep"}, by=cast.amina, seen=1)
    with pytest.raises(Outdated):
        actions.change_in_plan(row=row, facts={"title": "Rake"}, by=cast.amina, seen=1)
    actions.move_in_plan(row=row, earlier=False, by=cast.amina)
    assert lines(application) == ["1 Sow", "2 Dig deep"]
    sow = Activity.objects.get(pk=second)
    actions.remove_from_plan(row=sow, by=cast.amina, seen=sow.version)
    assert lines(application) == ["1 Dig deep"]
    actions.restore_to_plan(row=sow, by=cast.amina)
    assert lines(application) == ["1 Sow", "2 Dig deep"]
    with pytest.raises(Refused):
        actions.add_to_plan(
            application=application, kind="activity", facts={"title": "x"}, by=cast.elsa
        )


def test_a_package_takes_what_is_in_it_away_and_back(cast: Cast, application: Application) -> None:
    package = WorkPackage.objects.get(pk=written(application, cast, "package", title="Garden"))
    written(application, cast, "activity", title="Dig", package=package)
    assert lines(application) == ["1.1 Dig"]
    assert [one.code for one in plan_state(application)] == ["no_lead", "no_days", "no_days"]
    actions.remove_from_plan(row=package, by=cast.amina, seen=1)
    assert lines(application) == []
    actions.restore_to_plan(row=package, by=cast.amina)
    assert lines(application) == ["1.1 Dig"]


def test_person_months(cast: Cast, application: Application, client: Client) -> None:
    package = written(application, cast, "package", title="Garden")
    lead = application.members.get()
    client.force_login(cast.amina)
    path = f"/en/applications/{application.pk}/plan/efforts/"
    cell = f"m{package}_{lead.pk}"

    answer = client.post(path, {cell: "1000000", f"was_{cell}": "0"})
    assert answer.context["form"].errors[cell] == [
        "At most 9999.99 person-months. Is a zero too many?"
    ]
    assert not Effort.objects.exists()
    client.post(path, {cell: "2.5", f"was_{cell}": "0"})
    assert efforts_of(plan_of(application)).total == Decimal("2.50")
    answer = client.post(path, {cell: "4", f"was_{cell}": "0"})
    assert answer.status_code == 422
    assert efforts_of(plan_of(application)).total == Decimal("2.50")


def test_a_plan_is_copied_with_its_days_moved(cast: Cast, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(starts_on=date(2027, 1, 1))
    application.refresh_from_db()
    later = begun(cast)
    Application.objects.filter(pk=later.pk).update(starts_on=date(2028, 1, 1))
    lead = application.members.get()
    package = WorkPackage.objects.get(
        pk=written(application, cast, "package", title="Garden", lead=lead)
    )
    written(application, cast, "activity", title="Dig", package=package, starts_on=date(2027, 2, 1))
    effect = written(application, cast, "step", title="Work", kind="effect")
    written(application, cast, "step", title="Courses", leads_to=[effect])

    actions.copy_plan(source=application, into=later, by=cast.amina)

    plan = plan_of(later)
    assert [(n, one.title, one.lead) for n, one in plan.packages] == [
        ("1", "Garden", later.members.get())
    ]
    assert [(n, one.starts_on) for n, one in plan.activities] == [("1.1", date(2028, 2, 1))]
    assert [[to.title for to in one.leads_to.all()] for one in plan.steps] == [[], ["Work"]]
    with pytest.raises(Refused):
        actions.copy_plan(source=application, into=later, by=cast.amina)


def test_pictures_stand_alone_on_paper(cast: Cast, application: Application) -> None:
    assert (gantt(application), theory(application)) == ("", "")
    written(application, cast, "milestone", title="Open <b>&", on=date(2027, 5, 1))
    written(application, cast, "step", title="Young people without work", kind="problem")
    drawn = gantt(application), theory(application)
    for svg in drawn:
        check_svg(svg)
        assert "var(" not in svg
        assert "<a " not in svg
    assert "M1 Open &lt;b&gt;&amp;" in drawn[0]
    assert "1 step. 1 leads nowhere yet." in drawn[1]


@pytest.mark.parametrize("path", ["", "theory/", "efforts/", "copy/", "add/risk/", "add/step/"])
def test_pages_cost_the_same_for_one_line_and_for_many(
    cast: Cast,
    application: Application,
    client: Client,
    path: str,
    greenery: Organisation,
    workshop: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Member.objects.create(application=application, organisation=workshop)
    client.force_login(cast.amina)
    address = f"/en/applications/{application.pk}/plan/{path}"
    _big(application, packages=1, tasks=1)
    client.get(address)
    with django_assert_max_num_queries(60) as small:
        client.get(address)
    _big(application, packages=11, tasks=10)
    with django_assert_max_num_queries(len(small)):
        assert client.get(address).status_code == 200


def _big(application: Application, *, packages: int, tasks: int) -> None:
    member = application.members.all()[0]
    for n in range(packages):
        package = WorkPackage.objects.create(
            application=application, title=f"P{n}", place=n, lead=member
        )
        Effort.objects.create(package=package, member=member, months=1)
        for m in range(tasks):
            row = Activity.objects.create(
                application=application,
                title=f"Task {m}",
                package=package,
                lead=member,
                starts_on=date(2027, 1 + m, 1),
                ends_on=date(2027, 2 + m, 20),
            )
            row.members.set([member])
        for kind, facts in (
            ("milestones", {"package": package}),
            ("deliverables", {"package": package}),
            ("risks", {}),
            ("changesteps", {}),
            ("indicators", {}),
        ):
            getattr(application, f"plan_{kind}").create(title=kind, **facts)


@given(DAY, st.integers(0, 4000), st.data())
def test_a_scale_keeps_within_its_frame_and_its_labels_apart(
    first: date, length: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    scale = Scale(first, last, LABELS, 616)
    day = first + timedelta(days=data.draw(st.integers(0, length)))
    assert LABELS <= scale.x(first) <= scale.x(day) <= scale.x(last) <= LABELS + 616
    for ticks in scale.ticks():
        told = [tick for tick in ticks if tick.label]
        ends = [tick.x + 5 + width_of(tick.label) for tick in told]
        assert all(end <= tick.x + 5 for end, tick in zip(ends, told[1:], strict=False))
        assert all(end <= WIDTH for end in ends)


@given(st.text(max_size=300), st.integers(60, 330))
def test_labels_have_room(words: str, room: int) -> None:
    assert width_of(cut(words, room)) <= room
    assert all(width_of(line) <= room for line in in_rows(words, room))
    assert len(in_rows(words, room)) <= 4


def test_every_bar_lies_within_the_picture(cast: Cast, application: Application) -> None:
    written(
        application,
        cast,
        "activity",
        title="x",
        starts_on=date(2027, 1, 1),
        ends_on=date(2033, 1, 1),
    )
    written(application, cast, "step", title="one two " * 20)
    plan = plan_of(application)
    drawing, other = gantt_of(plan, date(2030, 1, 1)), theory_of(plan)
    assert drawing
    assert other
    [item] = drawing.items
    assert item.shapes[0].path.startswith("M330 ")
    assert (drawing.height, other.width) == (110.0, WIDTH)
