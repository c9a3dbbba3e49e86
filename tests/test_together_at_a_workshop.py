"""Many phones at once: nothing that is written is lost, and nothing counts twice."""

from functools import partial

import pytest

from samverka.cast import Cast
from samverka.support.actions import entries
from samverka.support.cells import workshop_table
from samverka.support.models import Entry, Participant, Workshop
from samverka.support.tests.story import need, opened, pen
from tests.together import kinds, together

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


def write(writer: Participant, words: str) -> Entry:
    return entries.write_entry(
        participant=writer, need=need(), stage="idea", kind="missing", words=words
    )


def test_all_write_in_the_same_cell_at_the_same_moment(cast: Cast) -> None:
    workshop = opened()
    writers = [pen(workshop) for _n in range(CROWD)]

    results = together([partial(write, one, str(n)) for n, one in enumerate(writers)])

    assert kinds(results) == {"Entry": CROWD}
    assert workshop_table(workshop).number == CROWD
    assert Workshop.objects.get(pk=workshop.pk).changes == workshop.changes + CROWD


def test_a_phone_that_sends_twice_at_once_writes_once(cast: Cast) -> None:
    writer = pen(opened())

    results = together([partial(write, writer, "samma")] * 2)

    assert kinds(results) == {"Entry": 2}
    assert Entry.objects.count() == 1
