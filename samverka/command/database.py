"""Is the database there, and is it up to date?"""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samverka.common.refusal import Refused


def is_up_to_date() -> bool:
    """Raises Django's `OperationalError` when the database cannot be reached."""
    executor = MigrationExecutor(connection)
    migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    shared_cache = settings.CACHES["default"]["LOCATION"]
    return migrated and shared_cache in connection.introspection.table_names()


def need_up_to_date() -> None:
    if not is_up_to_date():
        raise Refused("The database is not up to date: run samverka migrate, then try again.")


def bring_up_to_date(*, verbosity: int) -> None:
    """`verbosity` is Django's: 0 says nothing, 1 names every step."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
