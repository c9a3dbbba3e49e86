"""The database itself refuses to change approved minutes, on SQLite and on PostgreSQL.

Made after every `migrate`, and after the tables are made at once: both send `post_migrate`.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from samverka.minutes.locks import APP, KEPT, LOCKED, STILL_MOVES, WAYS

SAYS: Final = "approved minutes never change"


class Guard(NamedTuple):
    """`when` is an SQL condition on OLD and NEW under which `event` is refused."""

    table: str
    event: str
    when: str

    @property
    def name(self) -> str:
        return f"kept_{self.table}_{self.event.lower()}"


def set_guards(*, using: str = "default", **told: Any) -> None:
    """Make them anew, where all the tables are there: half-way through old migrations they may
    not be."""
    connection = connections[using]
    tables = {kind._meta.db_table for kind in map(_kind, WAYS)}
    if not tables <= set(connection.introspection.table_names()):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in guards(connection.vendor):
            for statement in _made(guard, connection.vendor):
                cursor.execute(statement)


def lift_guards(*, using: str = "default") -> None:
    """For whatever empties or restores a whole database; `set_guards` comes after."""
    connection = connections[using]
    standing = _standing(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in guards(connection.vendor):
            if guard.name in standing:
                on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{guard.name}"{on}')


def lift_for_new_tables(*, using: str = "default", plan: Sequence[Any] = (), **told: Any) -> None:
    """SQLite makes a table anew to change it, and cannot while a trigger names it."""
    if plan and connections[using].vendor == "sqlite":
        lift_guards(using=using)


def missing_guards(using: str = "default") -> list[str]:
    """Names of those that should stand and do not, or are switched off."""
    connection = connections[using]
    standing = _standing(connection)
    return [guard.name for guard in guards(connection.vendor) if guard.name not in standing]


def guards(vendor: str) -> Iterator[Guard]:
    """Every one of them, as it stands in such a database."""
    for name, way in WAYS.items():
        kind = _kind(name)
        table, always = kind._meta.db_table, name in KEPT
        old, new = _locked(kind, "OLD", way), _locked(kind, "NEW", way)
        added = new if way else "FALSE"
        changed = f"({old} OR {new}) AND {_changed(kind, vendor)}" if way else old
        if vendor == "postgresql":
            yield Guard(table, "TRUNCATE", _any_of(table) if always else _any_of(*_LOCKED_MINUTES))
        else:
            # REPLACE takes rows away, and tells no trigger that watches for it.
            added += f" OR {_taken_over(kind, way, 'TRUE')}"
            changed += f" OR {_taken_over(kind, way, 'kept.id <> OLD.id')}"
        yield Guard(table, "INSERT", added)
        yield Guard(table, "UPDATE", "TRUE" if always else changed)
        yield Guard(table, "DELETE", "TRUE" if always else old)


_LOCKED_MINUTES: Final = (f"{APP}_minutes", f"WHERE state = '{LOCKED}'")


def _kind(name: str) -> type[Model]:
    return apps.get_model(APP, name)


def _any_of(table: str, where: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {table} {where})"


def _locked(kind: type[Model], row: str, way: tuple[str, ...]) -> str:
    """Does this row stand in minutes that are locked? Each step is a look-up by key."""
    found = ""
    for step in way:
        field: Any = kind._meta.get_field(step)
        table = kind._meta.db_table
        above = f"(SELECT {field.column} FROM {table} WHERE id = {found})"
        found = above if found else f"{row}.{field.column}"
        kind = field.related_model
    state = f"(SELECT state FROM {kind._meta.db_table} WHERE id = {found})"
    return f"{state if found else f'{row}.state'} = '{LOCKED}'"


def _changed(kind: type[Model], vendor: str) -> str:
    """Is anything different that may not be? Elsewhere not even the same may be written again."""
    may = STILL_MOVES.get(kind.__name__)
    if not may:
        return "TRUE"
    columns = [field.column for field in kind._meta.concrete_fields if field.name not in may]
    equals = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    same = " AND ".join(f"OLD.{one} {equals} NEW.{one}" for one in columns)
    return f"NOT ({same})"


def _taken_over(kind: type[Model], way: tuple[str, ...], other: str) -> str:
    """Would the new row take the place of a kept one, by a key that only one row may have?"""
    columns = {field.name: field.column for field in kind._meta.concrete_fields}
    keys = [[field.column] for field in kind._meta.concrete_fields if field.unique]
    rules = kind._meta.total_unique_constraints
    keys += [[columns[name] for name in rule.fields] for rule in rules]
    same = " OR ".join(
        "(" + " AND ".join(f"kept.{one} = NEW.{one}" for one in key) + ")" for key in keys
    )
    kept = "TRUE" if kind.__name__ in KEPT else _locked(kind, "kept", way)
    kept = f"({same}) AND {other} AND {kept}"
    return f"EXISTS (SELECT 1 FROM {kind._meta.db_table} AS kept WHERE {kept})"


def _standing(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgname LIKE 'kept_%%'"
    else:
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kept_%%'"
    with connection.cursor() as cursor:
        cursor.execute(asked, [])
        return {name for (name,) in cursor.fetchall()}


def _made(guard: Guard, vendor: str) -> Iterator[str]:
    if vendor != "postgresql":
        yield f'DROP TRIGGER IF EXISTS "{guard.name}"'
        yield (
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
            f" WHEN {guard.when} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        )
        return
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    goes_on = {"TRUNCATE": "NULL", "DELETE": "OLD"}.get(guard.event, "NEW")
    yield (
        f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql AS $$'
        f" BEGIN IF {guard.when} THEN RAISE EXCEPTION '{SAYS}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        f" RETURN {goes_on}; END $$"
    )
    yield (
        f'CREATE OR REPLACE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}"'
        f' FOR EACH {each} EXECUTE FUNCTION "{guard.name}"()'
    )
