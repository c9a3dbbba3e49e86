"""Every test plays with the same cast, made once; what a test changes is rolled back after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.test import Client
from django.urls import set_script_prefix
from django.utils import translation
from pytest_django import DjangoDbBlocker

from samverka.calls import shelf
from samverka.cast import Cast, find_cast, gather_cast
from samverka.common.tenancy import scope
from samverka.suggest import index


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
def indexed(cast: Cast, tmp_path: Path) -> Iterator[None]:
    """The matching index, built from the cast."""
    settings.INDEX_DIR, before = tmp_path / "index", settings.INDEX_DIR
    index.rebuild()
    yield
    settings.INDEX_DIR = before


@pytest.fixture
def client() -> Client:
    return Client()
