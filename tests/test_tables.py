"""A new installation gets its tables at once, one that is older step by step: to the same place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_data import empty_database, environment

ROOT = Path(__file__).resolve().parent.parent
# Nobody uses it, and Django's own migrations never made its key as wide as the others are.
NARROW_KEY = "auth_group_permissions"
SHAPE = """
import json
from django.db import connection as now
from samverka.minutes.triggers import missing_guards
with now.cursor() as cursor:
    shape = {
        table: {
            "columns": sorted(
                [str(one.name), now.introspection.get_field_type(one.type_code, one),
                 one.null_ok, one.display_size]
                for one in now.introspection.get_table_description(cursor, table)
            ),
            "constraints": sorted(
                json.dumps([rule[key] for key in
                 ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders")
                 if key in rule], default=str)
                for rule in now.introspection.get_constraints(cursor, table).values()
            ),
        }
        for table in now.introspection.table_names(cursor)
    }
    cursor.execute("SELECT app, name FROM django_migrations")
    shape["lacks"] = missing_guards()
    shape["done"] = sorted(map(list, cursor.fetchall()))
print(json.dumps(shape))
"""


def run(url: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "samverka.command", *arguments],
        cwd=ROOT,
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        timeout=1200,  # rendering every state of every model takes a machine minutes
        check=True,
    )
    return done.stdout


def shape_of(url: str) -> dict[str, object]:
    """Tables with columns and rules, and which migrations are noted as done."""
    found: dict[str, object] = json.loads(run(url, "manage", "shell", "-v", "0", "-c", SHAPE))
    del found[NARROW_KEY]
    return found


@pytest.mark.slow
@pytest.mark.database
def test_tables_made_at_once_are_those_that_the_migrations_lead_to(tmp_path: Path) -> None:
    with empty_database("samverka_steps", tmp_path) as url:
        run(url, "manage", "migrate")
        run(url, "manage", "createcachetable")
        step_by_step = shape_of(url)
    with empty_database("samverka_at_once", tmp_path) as url:
        run(url, "migrate")
        at_once = shape_of(url)
    assert at_once == step_by_step
    assert at_once["lacks"] == []
