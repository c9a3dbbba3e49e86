"""The day by which an answer is promised, whatever days people write."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samverka.references.clock import ANSWER_DAYS, after_waiting, promised

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
FORTNIGHT = timedelta(days=ANSWER_DAYS)


@given(sent_on=DAYS, wanted_on=st.none() | DAYS)
def test_within_two_weeks_or_by_their_own_day_and_never_before_it_came(
    sent_on: date, wanted_on: date | None
) -> None:
    due_on = promised(sent_on, wanted_on)

    assert sent_on <= due_on <= sent_on + FORTNIGHT
    if wanted_on is not None and sent_on <= wanted_on <= sent_on + FORTNIGHT:
        assert due_on == wanted_on
    if wanted_on is None or wanted_on > sent_on + FORTNIGHT:
        assert due_on == sent_on + FORTNIGHT


@given(sent_on=DAYS, wanted_on=st.none() | DAYS, began=st.integers(0, 30), days=st.integers(0, 90))
def test_while_we_wait_for_them_the_day_moves_as_many_days_but_not_past_their_own(
    sent_on: date, wanted_on: date | None, began: int, days: int
) -> None:
    due_on = promised(sent_on, wanted_on)
    since = sent_on + timedelta(days=began)
    moved = after_waiting(due_on, since, since + timedelta(days=days), wanted_on)

    assert due_on <= moved <= due_on + timedelta(days=days)
    if wanted_on is None:
        assert moved == due_on + timedelta(days=days)
    else:
        assert moved <= max(due_on, wanted_on)


@given(due_on=DAYS, days=st.integers(1, 90))
def test_a_clock_that_went_backwards_moves_nothing(due_on: date, days: int) -> None:
    assert after_waiting(due_on, due_on, due_on - timedelta(days=days), None) == due_on
