"""The life of a group: who is in it, meetings, hours, statements, its end."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.models import Letter
from samverka.references.actions import groups, life
from samverka.references.actions.triage import decline_request
from samverka.references.hours import hours_table, table_of
from samverka.references.models import Engagement, MemberHours, Statement
from samverka.references.tests.story import (
    PDF,
    SAID,
    a_group,
    a_meeting,
    greenery,
    requested,
    workshop,
)

LIST = "/en/references/engagements/"


def letters_to(name: str) -> list[str]:
    found = Letter.objects.filter(to=f"{name}@example.org")
    return list(found.order_by("pk").values_list("subject", flat=True))


def test_a_member_comes_goes_and_comes_back(cast: Cast) -> None:
    group = a_group(cast)
    member = groups.add_member(
        group=group, organisation=workshop(), person_name="Rut", role="Reads", by=cast.amina
    )
    assert (member.who, member.since, member.until) == (
        "Rut, Idéverkstaden",
        timezone.localdate(),
        None,
    )

    gone = groups.let_member_go(member=member, by=cast.amina)
    assert gone.until == timezone.localdate()
    with pytest.raises(Refused, match="has left already"):
        groups.let_member_go(member=member, by=cast.amina)
    assert groups.let_member_return(member=member, by=cast.elsa).until is None


@pytest.mark.parametrize("who", ["kim", "rut", "petra", "olof"])
def test_others_change_nothing(cast: Cast, who: str) -> None:
    group, by = a_group(cast), getattr(cast, who)
    for act in (
        lambda: groups.add_member(group=group, organisation=workshop(), by=by),
        lambda: groups.start_group(group=group, by=by),
        lambda: life.plan_meeting(group=group, facts={"starts_at": timezone.now()}, by=by),
        lambda: life.give_statement(group=group, facts=SAID, by=by),
    ):
        with pytest.raises(Refused, match="Only those in the group"):
            act()
    if who != "elsa":
        with pytest.raises(Refused, match="Only the working committee"):
            groups.write_down_group(facts={"title_sv": "X"}, state="running", by=by)


def test_those_in_the_group_hear_of_a_meeting_to_come_and_what_becomes_of_it(cast: Cast) -> None:
    group = a_group(cast)
    groups.add_member(group=group, organisation=workshop(), by=cast.amina)
    meeting = a_meeting(cast, group)
    life.change_meeting(meeting=meeting, facts={"notes": "Read the method first."}, by=cast.amina)
    moved = life.change_meeting(meeting=meeting, facts={"place": "ABF"}, by=cast.amina)
    life.call_off_meeting(meeting=meeting, by=cast.amina)
    with pytest.raises(Refused, match="called off already"):
        life.call_off_meeting(meeting=meeting, by=cast.amina)

    assert moved.sequence == 1
    assert [subject.split(" ")[0] for subject in letters_to("rut")] == [
        *("Meeting", "Changed:", "Called"),
    ]
    assert letters_to("amina") == []  # she wrote it down herself
    methods = [one.calendar.split("METHOD:")[1].split()[0] for one in Letter.objects.all()]
    assert methods == ["REQUEST", "REQUEST", "CANCEL"]
    back = life.hold_meeting_after_all(meeting=meeting, by=cast.amina)
    assert (back.cancelled, back.sequence) == (False, 3)


def test_a_meeting_that_somebody_worked_for_has_been_held(cast: Cast) -> None:
    group = a_group(cast)
    meeting = a_meeting(cast, group, in_days=-3)
    [member] = group.members.all()
    life.write_hours(meeting=meeting, hours={member.pk: Decimal(2)}, by=cast.amina)
    with pytest.raises(Refused, match="Hours are written down for it"):
        life.call_off_meeting(meeting=meeting, by=cast.amina)

    life.write_hours(meeting=meeting, hours={member.pk: None}, by=cast.amina)
    life.call_off_meeting(meeting=meeting, by=cast.amina)

    with pytest.raises(Refused, match="Nobody has worked for it"):
        life.write_hours(meeting=meeting, hours={member.pk: Decimal(2)}, by=cast.amina)
    [listed] = Engagement.objects.with_numbers()
    assert listed.meeting_count == 0


def test_nobody_is_in_a_group_twice(cast: Cast) -> None:
    group = a_group(cast)
    for name in ("Åsa", ""):
        groups.add_member(group=group, organisation=workshop(), person_name=name, by=cast.amina)
    with pytest.raises(Refused, match="åsa is in the group already"):
        groups.add_member(group=group, organisation=workshop(), person_name="åsa", by=cast.amina)


def test_of_a_meeting_that_has_been_nobody_hears(cast: Cast) -> None:
    meeting = a_meeting(cast, a_group(cast), in_days=-3)

    assert meeting.is_held
    assert not Letter.objects.exists()


def test_hours_are_summed_for_each_partner_and_year(cast: Cast) -> None:
    group = a_group(cast)
    other = groups.add_member(group=group, organisation=workshop(), by=cast.elsa)
    first = group.members.get(organisation=greenery())
    for year, mine, theirs in ((2025, "2.5", "1"), (2025, "1", None), (2026, "3", "0.25")):
        starts_at = datetime(year, 5, 5, 10, tzinfo=UTC)
        meeting = life.plan_meeting(group=group, facts={"starts_at": starts_at}, by=cast.elsa)
        told = {first.pk: Decimal(mine), other.pk: Decimal(theirs) if theirs else None}
        life.write_hours(meeting=meeting, hours=told, by=cast.amina)

    table = hours_table(MemberHours.objects.all())
    assert table.years == [2025, 2026]
    assert [(row.name, row.cells, row.total) for row in table.rows] == [
        ("Föreningen Grönskan", [Decimal("3.5"), Decimal(3)], Decimal("6.5")),
        ("Idéverkstaden", [Decimal(1), Decimal("0.25")], Decimal("1.25")),
    ]
    assert (table.totals, table.total) == ([Decimal("4.5"), Decimal("3.25")], Decimal("7.75"))
    life.write_hours(meeting=meeting, hours={first.pk: None}, by=cast.amina)
    assert hours_table(MemberHours.objects.all()).total == Decimal("4.75")


def test_hours_of_somebody_else_are_refused(cast: Cast) -> None:
    group, other = a_group(cast), a_group(cast, title_en="Another")
    meeting = a_meeting(cast, group)

    with pytest.raises(Refused, match="not in the group"):
        life.write_hours(meeting=meeting, hours={other.members.get().pk: Decimal(1)}, by=cast.elsa)


NAMES = st.sampled_from(["Abf", "Coompanion", "Grönskan"])
HOURS = st.decimals(0, 999, places=2)


@given(st.lists(st.tuples(NAMES, st.integers(2020, 2030), HOURS)))
def test_no_hour_is_lost_or_counted_twice(sums: list[tuple[str, int, Decimal]]) -> None:
    table = table_of(sums)

    given_in_all = sum((hours for _name, _year, hours in sums), Decimal(0))
    assert table.total == given_in_all
    assert sum(table.totals, Decimal(0)) == given_in_all
    assert [row.name for row in table.rows] == sorted({name for name, _year, _hours in sums})


def test_statements_are_words_or_a_file(cast: Cast) -> None:
    group = a_group(cast)
    with pytest.raises(Refused, match="or choose a file"):
        life.give_statement(group=group, facts={**SAID, "text": ""}, by=cast.amina)
    with pytest.raises(Refused, match="We take PDF"):
        life.give_statement(group=group, facts=SAID, file=("a.exe", b"MZ"), by=cast.amina)
    statement = life.give_statement(
        group=group, facts={**SAID, "text": ""}, file=("../said.pdf", PDF), by=cast.amina
    )
    changed = life.change_statement(statement=statement, facts={"public": True}, by=cast.elsa)

    assert (changed.name, changed.content_type, changed.public) == (
        *("said.pdf", "application/pdf", True),
    )
    assert Statement.objects.get().by == cast.amina


def test_a_statement_is_taken_back_and_put_back(cast: Cast, client: Client) -> None:
    group = a_group(cast, public=True)
    statement = life.give_statement(
        group=group, facts={**SAID, "public": True}, file=("a.pdf", PDF), by=cast.amina
    )
    page, file = f"{LIST}{group.pk}/", f"{LIST}{group.pk}/statements/{statement.pk}/file/"

    def seen_by(who: Person | None) -> tuple[bool, int]:
        client.logout()
        if who:
            client.force_login(who)
        told = "On the method" in client.get(page).content.decode()
        return told, client.get(file).status_code

    life.withdraw_statement(statement=statement, by=cast.amina)
    assert [seen_by(one) for one in (None, cast.rut, cast.amina)] == [
        *((False, 404), (False, 404), (True, 404)),
    ]
    life.return_statement(statement=statement, by=cast.elsa)
    assert [seen_by(one) for one in (None, cast.rut)] == [(True, 200), (True, 200)]


def test_it_ends_with_words_and_goes_on_after_all(cast: Cast) -> None:
    group = a_group(cast)
    end: dict[str, Any] = {"group": group, "by": cast.amina, "ends_on": timezone.localdate()}
    with pytest.raises(Refused, match="Write a few words on what came of it"):
        groups.end_group(**end, closing_sv=" ", closing_en="")
    ended = groups.end_group(**end, closing_sv="", closing_en="A method that works here too.")
    assert (ended.state, ended.ends_on, ended.members.get().until) == (
        "ended",
        timezone.localdate(),
        timezone.localdate(),
    )

    again = groups.reopen_group(group=group, by=cast.elsa)
    assert (again.state, again.ends_on, again.members.get().until) == ("running", None, None)


def test_whoever_saw_an_older_version_is_told(client: Client, cast: Cast) -> None:
    group = a_group(cast)
    page = f"{LIST}{group.pk}/edit/"
    client.force_login(cast.amina)
    seen = client.get(page).context["form"].initial["seen"]
    groups.change_group(group=group, facts={"title_en": "Theirs"}, by=cast.elsa)
    answer = client.post(page, {"title_en": "Mine", "kind": "group", "seen": seen})

    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.content.decode()
    assert "Mine" in answer.content.decode()


def test_everybody_sees_what_is_public_and_partners_all(client: Client, cast: Cast) -> None:
    hidden = a_group(cast)
    shown = a_group(cast, title_en="For everybody", public=True, starts_on=timezone.localdate())
    kept = life.give_statement(group=shown, facts=SAID, file=("a.pdf", PDF), by=cast.amina)
    life.give_statement(
        group=shown, facts={**SAID, "title": "Read by all", "public": True}, by=cast.amina
    )
    a_meeting(cast, shown)
    pages = {}
    for who in (None, cast.kim, cast.rut):
        if who:
            client.force_login(who)
        group_page = client.get(f"{LIST}{shown.pk}/").content.decode()
        pages[who and who.email] = (
            [one.title for one in client.get(LIST).context["page"]],
            client.get(f"{LIST}{hidden.pk}/").status_code,
            "Read by all" in group_page,
            "On the method" in group_page,
            "Amina Exempel" in group_page,
            "https://example.org/room" in group_page,
            client.get(f"{LIST}{shown.pk}/statements/{kept.pk}/file/").status_code,
        )

    outside = (["For everybody"], 404, True, False, False, False, 404)
    inside = (["For everybody", "A group of earlier years"], 200, True, True, True, True, 200)
    assert pages == {None: outside, "kim@example.org": outside, "rut@example.org": inside}


def test_the_list_is_narrowed_by_state_year_and_partner(client: Client, cast: Cast) -> None:
    a_group(cast, title_en="Old", starts_on=date(2021, 3, 1), ends_on=date(2022, 3, 1))
    a_group(cast, title_en="New", starts_on=date(2025, 3, 1))
    dropped = a_group(cast, title_en="Dropped")
    Engagement.objects.filter(pk=dropped.pk).update(state="dropped")
    client.force_login(cast.rut)
    found = {
        asked: [one.title for one in client.get(f"{LIST}?{asked}").context["page"]]
        for asked in (
            *("year=2022", "year=2025", "state=dropped", "year=2022&state=dropped"),
            *("partner=foreningen-gronskan&year=2021", "partner=abf", "year=1066"),
        )
    }

    everything = ["New", "Old", "Dropped"]
    assert found == {
        "year=2022": ["Old"],
        "year=2025": ["New"],
        "state=dropped": ["Dropped"],
        "year=2022&state=dropped": [],
        "partner=foreningen-gronskan&year=2021": ["Old"],
        "partner=abf": everything,
        "year=1066": everything,
    }


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_list_costs_the_same_for_any_number(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        group = a_group(cast, title_en=f"Group {n}", starts_on=timezone.localdate())
        groups.add_member(group=group, organisation=workshop(), by=cast.elsa)
        meeting = a_meeting(cast, group, in_days=-1)
        hours = {one.pk: Decimal(1) for one in group.members.all()}
        life.write_hours(meeting=meeting, hours=hours, by=cast.elsa)
    client.force_login(cast.rut)

    with django_assert_num_queries(14):
        page = client.get(LIST).context["page"]
    assert len(page) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_group_costs_the_same_for_any_number(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = a_group(cast)
    for n in range(number):
        groups.add_member(group=group, organisation=workshop(), person_name=f"{n}", by=cast.elsa)
        a_meeting(cast, group, in_days=n)
        life.give_statement(group=group, facts=SAID, by=cast.elsa)
    client.force_login(cast.rut)

    with django_assert_num_queries(17):
        client.get(f"{LIST}{group.pk}/")


def test_coordinators_take_every_hour_home_as_a_table(client: Client, cast: Cast) -> None:
    group = a_group(cast)
    groups.add_member(group=group, organisation=workshop(), person_name="=Rut", by=cast.elsa)
    meeting = a_meeting(cast, group, in_days=-1)
    member = group.members.get(organisation=greenery())
    life.write_hours(meeting=meeting, hours={member.pk: Decimal("2.5")}, by=cast.elsa)
    client.force_login(cast.elsa)
    rows = client.get(f"{LIST}table/csv/").content.decode("utf-8-sig").splitlines()

    day = timezone.localdate() - timedelta(days=1)
    assert [row.split(";")[7:9] + row.split(";")[-2:] for row in rows] == [
        ["partner", "person", "meeting", "hours"],
        ["Föreningen Grönskan", "Amina Exempel", f"{day}", "2.50"],
        ["Idéverkstaden", "'=Rut", "", ""],
    ]
    assert Organisation.objects.partners().filter(name="Idéverkstaden").exists()


@pytest.mark.parametrize(("hours", "shown"), [("3.50", "3,5"), ("10.00", "10"), ("2.25", "2,25")])
def test_hours_stand_in_the_form_as_one_writes_them(
    client: Client, cast: Cast, hours: str, shown: str
) -> None:
    group = a_group(cast)
    meeting = a_meeting(cast, group, in_days=-1)
    told = {group.members.get().pk: Decimal(hours)}
    life.write_hours(meeting=meeting, hours=told, by=cast.amina)
    client.force_login(cast.amina)

    page = client.get(f"/sv/references/engagements/{group.pk}/meetings/{meeting.pk}/")

    assert f'value="{shown}"' in page.content.decode()


def test_a_request_that_is_answered_says_not_that_somebody_will_be_asked(
    client: Client, cast: Cast
) -> None:
    request = requested()
    client.force_login(cast.nils)
    path = f"/en/references/requests/{request.pk}/"
    assert "Nobody has been asked yet." in client.get(path).content.decode()

    decline_request(request=request, words="No time.", by=cast.nils)

    page = client.get(path).content.decode()
    assert "Nobody was asked." in page
    assert "Nobody has been asked yet." not in page
