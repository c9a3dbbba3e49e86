"""Which tests the whole suite runs in each of its rounds."""

import pytest

from samverka.cast import Cast
from samverka.people.models import Person
from tests import run


def test_who_asks_for_no_database_gets_none_and_is_left_out_of_the_second_round(
    request: pytest.FixtureRequest,
) -> None:
    with pytest.raises(RuntimeError, match=r"^Database access not allowed"):
        Person.objects.exists()

    assert request.node.get_closest_marker("database") is None


def test_who_asks_for_it_by_a_fixture_of_ours_runs_in_both(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    assert request.node.get_closest_marker("database")


@pytest.mark.django_db
def test_so_does_who_asks_for_it_by_a_mark(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


def test_no_test_is_in_no_round() -> None:
    assert {one.name: one.marks for one in run.ROUNDS} == {
        "SQLite": "not browser",
        "PostgreSQL": "database and not browser",
        "browser": "browser",
    }
