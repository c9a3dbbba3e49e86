"""Every test plays with the same cast, made once; what a test changes is rolled back after it."""

import gc
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import Max
from django.test import Client
from django.urls import set_script_prefix
from django.utils import translation
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker

from samverka.calls import shelf
from samverka.cast import Cast, find_cast, gather_cast
from samverka.common.tenancy import scope
from samverka.minutes.triggers import lift_guards
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.models import History
from samverka.suggest import index

# The whole suite looks for odd input with all patience, the fast one with a few examples. How
# long one takes says more about the machine than about us.
hypothesis.register_profile("whole", deadline=None)
hypothesis.register_profile("fast", deadline=None, max_examples=10)
hypothesis.load_profile("whole")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a database; to everybody else pytest-django refuses it."""
    for item in items:
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What has been imported and collected stays: nobody need look through it for garbage again.

    What tests leave is looked through seldom: most of it is gone before, without being looked for.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def a_place_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each test process has its own folder, and never touches data that somebody works with."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA_DIR, settings.INDEX_DIR = folder, folder / "index"
    settings.INDEX_DIR.mkdir()
    return folder


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Templates name style sheets by their plain names; nothing has been collected."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, a_place_of_its_own: Path
) -> None:
    """SQLite in a file, as in earnest: several connections wait for each other's writes there."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(a_place_of_its_own / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        gather_cast()


@pytest.fixture(scope="session", autouse=True)
def emptied_by_tests_alone() -> Iterator[None]:
    """A test without rollback empties the database after it, of approved minutes too: for this
    they are unlocked. Django sends `post_migrate` afterwards, which locks again.

    PostgreSQL takes the rows out, as SQLite does: TRUNCATE would make each of some hundred tables
    and all their indexes anew as files, for a few rows.
    """
    empty = flush.Command.handle

    def unlocked(self: flush.Command, **options: Any) -> None:
        lift_guards(using=options["database"])
        empty(self, **options)

    def by_rows(self: DatabaseOperations, style: Any, tables: list[str], **how: Any) -> list[str]:
        assert not how.get("reset_sequences")
        return ["; ".join(f"DELETE FROM {self.quote_name(one)}" for one in tables)]

    with (
        patch.object(flush.Command, "handle", unlocked),
        patch.object(DatabaseOperations, "sql_flush", by_rows),
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """What a test may change for the whole process besides the database."""
    caches["process"].clear()
    shelf.forget()
    yield
    set_script_prefix("/")
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The people of the demonstration partnership, with their partnership in scope.

    They are gathered again where a test without rollback (`transaction=True`) has emptied the
    database before; pytest-django runs those last, so it is seldom needed.
    """
    found = find_cast() or gather_cast()
    cache.clear()
    with scope(found.partnership.pk):
        yield found


@pytest.fixture
def amina(cast: Cast) -> Person:
    """Works at Föreningen Grönskan, and reads English so that the stories can quote her letters."""
    cast.amina.language = "en"
    cast.amina.save()
    return cast.amina


@pytest.fixture
def greenery(cast: Cast) -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


@pytest.fixture
def workshop(cast: Cast) -> Organisation:
    """Where rut works."""
    return Organisation.objects.get(slug="ideverkstaden")


@pytest.fixture(scope="session")
def indexes() -> dict[tuple[int, int | None], Path]:
    """Folders with an index, by partnership and the last thing that had happened there."""
    return {}


@pytest.fixture
def indexed(
    cast: Cast, tmp_path: Path, indexes: dict[tuple[int, int | None], Path]
) -> Iterator[None]:
    """The matching index, built from the cast; once for each state of it, then copied."""
    settings.INDEX_DIR, before = tmp_path / "index", settings.INDEX_DIR
    state = cast.partnership.pk, History.objects.aggregate(latest=Max("pk"))["latest"]
    if state in indexes:
        copytree(indexes[state], settings.INDEX_DIR)
    else:
        index.rebuild()
        indexes[state] = copytree(settings.INDEX_DIR, tmp_path / "kept")
    yield
    settings.INDEX_DIR = before


@pytest.fixture
def client() -> Client:
    return Client()
