"""When one can apply: today, later, not just now, or never more."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverka.calls.models import Call
from samverka.calls.opening import Opening, opening

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)
NOVEMBER = date(2026, 11, 24)
AROUND_NEW_YEAR = (("11-01", "02-15"),)
LEAP_DAYS = [date(2028, 2, 28), date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1)]

days = st.dates(date(2025, 1, 1), date(2029, 12, 31)) | st.sampled_from(LEAP_DAYS)
of_the_year = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")
openings = st.builds(
    Opening,
    opens_on=st.none() | days,
    closes_on=st.none() | days,
    cutoffs=st.lists(days, max_size=4).map(lambda found: tuple(sorted(found))),
    windows=st.lists(st.tuples(of_the_year, of_the_year), max_size=2).map(tuple),
    paused_months=st.frozensets(st.integers(1, 12), max_size=3) | st.just(frozenset(range(1, 13))),
)


@pytest.mark.parametrize(
    ("known", "stands", "opens", "stops"),
    [
        (Opening(), "open", NOVEMBER, None),
        (Opening(closes_on=NOVEMBER), "open", NOVEMBER, NOVEMBER),
        (Opening(closes_on=date(2026, 11, 23)), "closed", None, None),
        (
            Opening(opens_on=date(2027, 1, 11), closes_on=date(2027, 3, 1)),
            *("coming", date(2027, 1, 11), date(2027, 3, 1)),
        ),
        (
            Opening(cutoffs=(date(2026, 10, 1), date(2027, 2, 1)), closes_on=date(2027, 2, 1)),
            *("open", NOVEMBER, date(2027, 2, 1)),
        ),
        (
            Opening(cutoffs=(date(2026, 12, 1), date(2027, 2, 1)), closes_on=date(2027, 2, 1)),
            *("open", NOVEMBER, date(2026, 12, 1)),
        ),
        (Opening(paused_months=frozenset({7, 12})), "open", NOVEMBER, date(2026, 11, 30)),
        (Opening(paused_months=frozenset({11, 12})), "paused", date(2027, 1, 1), None),
        (Opening(paused_months=frozenset(range(1, 13))), "paused", None, None),
        (Opening(windows=AROUND_NEW_YEAR), "open", NOVEMBER, date(2027, 2, 15)),
        (Opening(windows=(("03-01", "05-31"),)), "coming", date(2027, 3, 1), date(2027, 5, 31)),
        (Opening(windows=(("02-29", "02-29"),)), "coming", date(2028, 2, 29), date(2028, 2, 29)),
        (Opening(windows=(("02-01", "02-29"),)), "coming", date(2027, 2, 1), date(2027, 2, 28)),
        (
            Opening(windows=(("03-01", "05-31"),), closes_on=date(2026, 12, 31)),
            *("closed", None, None),
        ),
    ],
)
def test_where_a_call_stands_and_which_days_come(
    known: Opening, stands: str, opens: date | None, stops: date | None
) -> None:
    told = known.on(NOVEMBER), known.next_first(NOVEMBER), known.next_stop(NOVEMBER)
    assert told == (stands, opens, stops)


def test_all_last_days_that_come_and_the_times_between_them() -> None:
    known = Opening(
        cutoffs=(date(2026, 12, 1), date(2027, 2, 1)),
        closes_on=date(2027, 9, 15),
        paused_months=frozenset({7}),
    )

    until = date(2027, 12, 31)
    assert list(known.stops(NOVEMBER, until)) == [
        *(date(2026, 12, 1), date(2027, 2, 1), date(2027, 6, 30), date(2027, 9, 15)),
    ]
    assert list(known.runs(NOVEMBER, until)) == [
        (NOVEMBER, date(2027, 6, 30)),
        (date(2027, 8, 1), date(2027, 9, 15)),
    ]
    assert list(known.stops(NOVEMBER, date(2027, 1, 31))) == [date(2026, 12, 1)]


def test_a_call_says_so_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: NOVEMBER)
    call = Call(windows=[["03-01", "05-31"]], cutoffs=[{"on": "2027-04-01"}])

    assert call.opening == opening(
        opens_on=None,
        closes_on=None,
        cutoffs=[{"on": "2027-04-01", "at": "17:00"}],
        windows=[("03-01", "05-31")],
        paused_months=[],
    )
    assert (call.stands, call.opens_next, call.next_stop, call.days_left, call.is_soon) == (
        *("coming", date(2027, 3, 1), date(2027, 4, 1), 128, False),
    )


@example(Opening(windows=(("01-01", "05-07"),)), date(2028, 2, 28))  # the last of 800 ends a run
@given(openings, days)
def test_the_days_that_are_told_are_those_found_by_looking_at_each(
    known: Opening, day: date
) -> None:
    each = [day + timedelta(days=n) for n in range(800)]
    open_days = [one for one in each if known.takes(one)]
    first = known.next_first(day)
    if open_days:
        assert first == open_days[0]
    else:
        assert first is None or first > each[-1]

    *seen, beyond = each  # a run that ends on the very last day is not told apart from a longer one
    ends = {one for one in seen if known.takes(one) and not known.takes(one + ONE_DAY)}
    assert {last for _, last in known.runs(day, seen[-1]) if last and last < beyond} == ends


@given(openings, days)
def test_the_state_agrees_with_the_days(known: Opening, day: date) -> None:
    stands, first = known.on(day), known.next_first(day)

    assert (stands == "open") == known.takes(day) == (first == day)
    if stands == "closed":
        assert first is None
    if stands == "coming":
        assert first
        assert first > day


@given(openings, days)
def test_last_days_come_in_order_and_each_is_a_day_when_one_can_apply_or_a_cut_off(
    known: Opening, day: date
) -> None:
    stops = list(known.stops(day, day + A_YEAR))

    assert stops == sorted(set(stops))
    assert all(known.takes(one) or one in known.cutoffs for one in stops)
    if stops and (stop := known.next_stop(day)):
        assert stop == stops[0]


@given(openings, st.dates(date(1, 1, 1), date(9990, 1, 1)))
def test_any_day_of_any_year_can_be_asked_about(known: Opening, day: date) -> None:
    assert known.on(day) in ("open", "coming", "paused", "closed")
    assert len(list(known.stops(day, day + A_YEAR))) <= 800
