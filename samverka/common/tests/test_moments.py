"""What the clock on the wall says, also on the days when it is changed."""

from datetime import date, time

from samverka.common.moments import moment_on


def test_an_hour_that_the_clock_leaves_out() -> None:
    """In Sweden the clock goes from two to three on the last Sunday of March."""
    assert moment_on(date(2027, 3, 28), time(2, 30)) is None
    spring, autumn = (
        moment_on(date(2027, 3, 28), time(3, 30)),
        moment_on(date(2027, 10, 31), time(2, 30)),
    )
    assert spring
    assert autumn
    assert [one.isoformat() for one in (spring, autumn)] == [
        *("2027-03-28T03:30:00+02:00", "2027-10-31T02:30:00+02:00"),
    ]
