"""Is the database there, and is it up to date?"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

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
    if not connection.introspection.table_names():
        create_tables()
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)


def create_tables() -> None:
    """Fill an empty database with the tables as they are today, all or none.

    The migrations lead there too, step by step, and need ten times as long; a test compares where
    both arrive. Every migration is noted as done.
    """
    with connection.schema_editor(atomic=True) as editor:
        for model in _models():
            editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(connection).graph.nodes:
            recorder.record_applied(app, name)


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.can_migrate(connection):
            yield model
