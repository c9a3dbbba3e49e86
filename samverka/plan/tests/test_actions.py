"""A list from the draft to what came of it, and a year copied forward."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.plan import actions
from samverka.plan.actions.activities import Planned
from samverka.plan.days import are_whole_months, last_of, same_days_in
from samverka.plan.models import ActivityList, Goal, GoalIndicator, ListedActivity
from samverka.plan.rules import may_tell
from samverka.plan.telling import coming_for, when
from samverka.plan.tests.story import a_list, an_activity
from samverka.record.models import History

PLANNED = Planned("Odla", date(2026, 3, 1), date(2026, 3, 31))
YEARS = st.integers(2000, 2060)


def test_a_list_is_proposed_decided_and_done(cast: Cast, greenery: Organisation) -> None:
    listed = a_list()
    planned = replace(PLANNED, responsible=greenery)
    activity = actions.add_activity(activity_list=listed, planned=planned, by=cast.nils)
    gone = actions.add_activity(activity_list=listed, planned=planned, by=cast.nils)
    actions.remove_activity(activity=gone, by=cast.nils)
    actions.propose_list(activity_list=listed, by=cast.nils)

    listed = actions.decide_list(
        activity_list=listed, on=date(2026, 1, 9), reference="§ 3/2026", by=cast.elsa
    )
    activity.refresh_from_db()
    assert (listed.state, listed.decided_as, activity.state) == ("decided", "§ 3/2026", "decided")
    gone.refresh_from_db()
    assert gone.state == "proposed"
    assert activity in coming_for(greenery)

    actions.finish_activity(activity=activity, result={"sv": "Bra"}, reached=12, by=cast.amina)
    activity.refresh_from_db()
    assert (activity.state, activity.result_sv, activity.reached) == ("done", "Bra", 12)
    assert activity not in coming_for(greenery)
    actions.reopen_activity(activity=activity, by=cast.amina)
    actions.drop_activity(activity=activity, why={"sv": "Regn"}, by=cast.elsa)
    activity.refresh_from_db()
    assert (activity.state, activity.result_sv, activity.reached) == ("dropped", "Regn", None)
    verbs = [one.verb for one in History.objects.of(activity)]
    assert verbs == ["added", "done", "reopened", "dropped"]


def test_who_may_not_plan_is_refused(cast: Cast) -> None:
    listed = a_list(state="decided")
    activity = an_activity(listed)

    for person in (cast.kim, cast.petra, cast.olof, cast.amina, cast.rut):
        with pytest.raises(Refused):
            actions.add_activity(activity_list=listed, planned=PLANNED, by=person)
        with pytest.raises(Refused):
            actions.finish_activity(activity=activity, result={"sv": "x"}, reached=None, by=person)
    with pytest.raises(Refused):
        actions.publish_report(activity_list=listed, by=cast.nils)


def test_a_partner_that_has_left_tells_of_nothing(cast: Cast, greenery: Organisation) -> None:
    activity = an_activity(a_list(state="decided"), responsible=greenery)
    assert may_tell(cast.amina, activity)

    greenery.left_on = date.today()
    greenery.save()
    activity.refresh_from_db()

    assert not may_tell(cast.amina, activity)
    assert may_tell(cast.nils, activity)


def test_who_is_second_is_told_so(cast: Cast) -> None:
    activity = an_activity(a_list())
    actions.change_activity(activity=activity, planned=PLANNED, by=cast.elsa, seen=1)

    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.change_activity(activity=activity, planned=PLANNED, by=cast.nils, seen=1)


def test_a_list_with_nothing_on_it_is_not_proposed(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.propose_list(activity_list=a_list(), by=cast.elsa)


def test_a_decision_of_tomorrow_is_not_recorded(cast: Cast) -> None:
    listed = a_list(state="proposed")
    with pytest.raises(Refused, match="har inte kommit"):
        actions.decide_list(
            activity_list=listed, on=date.today() + timedelta(2), reference="§ 1", by=cast.elsa
        )


def test_a_goal_with_activities_stays(cast: Cast) -> None:
    goal = Goal.objects.exclude(activities=None)[0]
    empty = Goal.objects.create(field=goal.field, title_sv="Tomt")

    with pytest.raises(Refused):
        actions.remove_part(part=goal, by=cast.elsa)
    actions.remove_part(part=empty, by=cast.elsa)

    assert list(Goal.objects.filter(pk__in=[goal.pk, empty.pk])) == [goal]


def test_a_figure_is_told_once_a_year_and_never_for_what_is_counted(cast: Cast) -> None:
    told = GoalIndicator.objects.filter(counts="told", goal__field__plan__since=2021)[0]
    counted = GoalIndicator.objects.exclude(counts="told")[0]
    told.figures.all().delete()
    for value in (Decimal(1), Decimal(2)):
        actions.tell_figure(indicator=told, year=2026, value=value, source="", by=cast.nils)

    assert [(one.year, one.value) for one in told.figures.all()] == [(2026, Decimal(2))]
    for indicator, year in ((counted, 2026), (told, 2040)):
        with pytest.raises(Refused):
            actions.tell_figure(
                indicator=indicator, year=year, value=Decimal(1), source="", by=cast.nils
            )


def test_a_year_is_copied_forward_once(cast: Cast) -> None:
    ActivityList.objects.all().delete()
    listed = a_list(state="decided", year=2026)
    march, dropped = an_activity(listed, place=4), an_activity(listed, title_sv="Resa")
    lasting = Goal.objects.filter(field__plan__until=2032)[0]
    ended = Goal.objects.filter(field__plan__until=2026)[0]
    march.goals.set([ended, lasting])

    first = actions.copy_year(activity_list=listed, chosen=[march], by=cast.nils)
    second = actions.copy_year(activity_list=listed, chosen=[march, dropped], by=cast.nils)

    [copy] = first.made
    assert (copy.starts_on, copy.ends_on, copy.state) == (
        date(2027, 3, 1),
        date(2027, 3, 31),
        "proposed",
    )
    assert (copy.copied_from, copy.place, list(copy.goals.all())) == (march, 4, [lasting])
    assert (second.already, [one.title_sv for one in second.made]) == ([march], ["Resa"])
    assert ListedActivity.objects.filter(activity_list__year=2027).count() == 2


def test_nothing_is_copied_to_a_decided_list(cast: Cast) -> None:
    listed, _next = a_list(state="decided", year=2026), a_list(state="decided", year=2027)

    with pytest.raises(Refused, match="2027 är beslutad"):
        actions.copy_year(activity_list=listed, chosen=[an_activity(listed)], by=cast.elsa)


@given(st.dates(date(2000, 1, 1), date(2059, 12, 31)), st.integers(0, 365), YEARS)
def test_days_another_year_are_sensible(starts: date, length: int, year: int) -> None:
    ends = min(starts + timedelta(length), date(starts.year, 12, 31))

    first, last = same_days_in(year, starts, ends)

    assert first.year == last.year == year
    assert first <= last
    assert first.month == starts.month
    if are_whole_months(starts, ends):
        assert are_whole_months(first, last)
        assert last.month == ends.month
    else:
        assert first.weekday() == starts.weekday()
        assert abs(first.day - starts.day) < 8
        assert last - first == ends - starts or last == date(year, 12, 31)


@given(YEARS, st.integers(1, 12))
def test_a_month_stays_that_month_also_in_february(year: int, month: int) -> None:
    whole = date(2024, month, 1), last_of(2024, month)

    assert same_days_in(year, *whole) == (
        date(year, month, 1),
        date(year, month, monthrange(year, month)[1]),
    )


def test_the_29th_of_february_becomes_a_day_of_february() -> None:
    assert same_days_in(2025, date(2024, 2, 29), date(2024, 2, 29)) == (
        date(2025, 2, 27),
        date(2025, 2, 27),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "March"),
        (date(2026, 3, 1), date(2026, 4, 30), "March–April"),
        (date(2026, 3, 3), date(2026, 3, 3), "3 March"),
        (date(2026, 3, 3), date(2026, 3, 5), "3–5 March"),
        (date(2026, 3, 28), date(2026, 4, 2), "28 March–2 April"),
    ],
)
def test_when_in_words(starts: date, ends: date, told: str) -> None:
    with override("en"):
        assert when(starts, ends) == told
