"""Approved minutes never change: tried by the rows, in one sweep, and in plain SQL."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.minutes.locks import KEPT, LOCKED, WAYS
from samverka.minutes.models import (
    Approval,
    Minutes,
    MinutesVersion,
    Objection,
    Paragraph,
    Resolution,
)
from samverka.minutes.tests.adjusted import locked, there, written
from samverka.minutes.triggers import (
    lift_for_new_tables,
    lift_guards,
    missing_guards,
    set_guards,
)

# By the rows themselves, by what stands on them, and where neither is asked, by the database.
REFUSED = (Refused, ProtectedError, IntegrityError)
EVERY_KIND = [kind for kind in WAYS if kind not in KEPT]


def row_of(kind: str) -> Model:
    found = apps.get_model("minutes", kind)._base_manager.first()
    assert isinstance(found, Model)
    return found


def with_history(minutes: Minutes) -> Minutes:
    """A version that Amina has approved, and Ruth not."""
    version = MinutesVersion.objects.create(minutes=minutes, number=1, content="{}", hash="a" * 64)
    Approval.objects.create(
        version=version, attendee=there("amina"), role="adjuster", hash=version.hash
    )
    Objection.objects.create(version=version, attendee=there("rut"), words="Fel dag")
    return minutes


def sql(statement: str, *told: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)


def refused_by_the_database(statement: str, *told: Any) -> bool:
    try:
        with transaction.atomic():
            sql(statement, *told)
    except IntegrityError as trouble:
        return "approved minutes never change" in str(trouble)
    return False


def a_column(kind: str) -> str:
    """Something that an update may name; the value stays as it is."""
    return "number" if kind == "BallotOption" else "id"


def test_the_word_for_locked_is_that_of_the_minutes() -> None:
    assert Minutes.State(LOCKED) is Minutes.State.LOCKED


def test_everything_that_belongs_to_minutes_is_guarded_or_left_out_on_purpose() -> None:
    left_out = {"Turn", "TakenUpAgain", "BallotCode"}

    found = {one.__name__ for one in apps.get_app_config("minutes").get_models()}

    assert found == {*WAYS, *left_out} - {"Motion_behind"}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_row_of_locked_minutes_can_neither_be_saved_nor_deleted(cast: Cast, kind: str) -> None:
    locked(cast)
    row = row_of(kind)
    with_same_words = {"Resolution": "words"}.get(kind)
    if with_same_words:
        setattr(row, with_same_words, "Annat")

    with pytest.raises(REFUSED), transaction.atomic():
        row.save()
    with pytest.raises(REFUSED), transaction.atomic():
        row.delete()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nor_can_many_at_once(cast: Cast, kind: str) -> None:
    locked(cast)
    rows = apps.get_model("minutes", kind)._base_manager.all()
    column = {"Resolution": "words", "Minutes": "changes"}.get(kind, a_column(kind))
    value = {"Resolution": "Annat", "Minutes": 7}.get(kind, getattr(row_of(kind), column))

    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        rows.filter(pk=row_of(kind).pk).update(**{column: value})
    with pytest.raises(REFUSED), transaction.atomic():
        rows.all().delete()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nor_in_plain_sql(cast: Cast, kind: str) -> None:
    locked(cast)
    table = apps.get_model("minutes", kind)._meta.db_table
    names = [one.column for one in apps.get_model("minutes", kind)._meta.concrete_fields]
    copied = ", ".join(name for name in names if name != "id")
    change = "words = 'Annat'" if kind == "Resolution" else "id = id"

    assert refused_by_the_database(f"UPDATE {table} SET {change}")
    assert refused_by_the_database(f"DELETE FROM {table}")
    if kind != "Minutes":
        assert refused_by_the_database(
            f"INSERT INTO {table} (id, {copied}) SELECT id + 1000, {copied} FROM {table}"
        )
    if connection.vendor == "sqlite":
        assert refused_by_the_database(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused_by_the_database(f"TRUNCATE {table} CASCADE")


def test_a_row_from_elsewhere_does_not_take_the_place_of_one_that_is_kept(cast: Cast) -> None:
    """SQLite can replace rows by the way; elsewhere the key itself is in the way."""
    mine = Paragraph.objects.filter(minutes=locked(cast)).first()
    assert mine
    other = Minutes.objects.create(meeting=cast_meeting(mine))
    stray = Paragraph.objects.create(
        minutes=other, item=other.meeting.items.all()[0], body=mine.body, year=1999, number=1
    )
    word = "OR REPLACE" if connection.vendor == "sqlite" else ""

    with pytest.raises(DatabaseError), transaction.atomic():
        sql(
            f"UPDATE {word} minutes_paragraph SET year = %s, number = %s WHERE id = %s",
            mine.year,
            mine.number,
            stray.pk,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("UPDATE minutes_paragraph SET minutes_id = %s WHERE id = %s", mine.minutes_id, stray.pk)

    assert Paragraph.objects.get(pk=mine.pk).item == mine.item


def cast_meeting(paragraph: Paragraph) -> Any:
    return type(paragraph.minutes.meeting).objects.upcoming()[0]


@pytest.mark.parametrize("kind", KEPT)
def test_versions_and_what_was_said_of_them_stand_from_the_first(cast: Cast, kind: str) -> None:
    """Long before anything is locked."""
    with_history(written(cast))
    model = apps.get_model("minutes", kind)
    table = model._meta.db_table

    with pytest.raises(Refused):
        row_of(kind).save()
    with pytest.raises(REFUSED), transaction.atomic():
        row_of(kind).delete()
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        model._base_manager.update(partnership=cast.partnership)
    assert refused_by_the_database(f"UPDATE {table} SET id = id")
    assert refused_by_the_database(f"DELETE FROM {table}")
    if connection.vendor == "sqlite":
        assert refused_by_the_database(f"REPLACE INTO {table} SELECT * FROM {table}")
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused_by_the_database(f"TRUNCATE {table} CASCADE")


def test_nothing_is_added_to_what_is_approved(cast: Cast) -> None:
    minutes = with_history(written(cast))
    Minutes.objects.filter(pk=minutes.pk).update(state=LOCKED)
    version = minutes.versions.get()
    late = Approval(version=version, attendee=there("rut"), role="adjuster", hash=version.hash)

    with pytest.raises(Refused):
        late.save()
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Approval.objects.bulk_create([late])
    with pytest.raises(Refused):
        Paragraph.objects.get(number=2).motions.get(words="Öppna dörren").behind.clear()


def test_what_becomes_of_a_decision_goes_on(cast: Cast) -> None:
    """Its task, its day of follow-up, and whoever leaves the house."""
    locked(cast)
    decided = Resolution.objects.standing().get()

    decided.follow_up_on = timezone.localdate()
    decided.save()
    Resolution.objects.update(follow_up_on=None)
    decided.task.state = "done"  # type: ignore[union-attr]
    decided.task.save()  # type: ignore[union-attr]
    amina = there("amina")
    amina.person = None
    amina.save()

    assert Resolution.objects.standing().get().follow_up_on is None


def test_what_is_being_written_changes_as_before(cast: Cast) -> None:
    minutes = written(cast)

    minutes.paragraphs.update(written="Nytt")
    minutes.paragraphs.filter(number=2).get().motions.all().delete()

    assert set(minutes.paragraphs.values_list("written", flat=True)) == {"Nytt"}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_database_is_migrated_while_it_holds_approved_minutes(cast: Cast) -> None:
    """Afterwards the test is tidied away, they too: only tests unlock for that."""
    locked(cast)
    lift_guards()

    call_command("migrate", verbosity=0, run_syncdb=True)

    assert missing_guards() == []
    assert refused_by_the_database("DELETE FROM minutes_minutes")


def test_sqlite_lets_go_before_its_tables_change_and_postgresql_never(
    cast: Cast, tried_again: None
) -> None:
    lift_for_new_tables(plan=[])
    assert missing_guards() == []

    lift_for_new_tables(plan=["a migration"])

    assert bool(missing_guards()) == (connection.vendor == "sqlite")


@pytest.fixture
def tried_again(cast: Cast) -> Iterator[None]:
    """Whatever a story does to the guards, they stand afterwards."""
    yield
    set_guards()


def test_the_guards_stand_and_may_be_set_again(cast: Cast, tried_again: None) -> None:
    assert missing_guards() == []

    set_guards()
    set_guards()

    assert missing_guards() == []
    lift_guards()
    lift_guards()
    assert len(missing_guards()) == len(WAYS) * (4 if connection.vendor == "postgresql" else 3)
