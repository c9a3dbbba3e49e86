"""Those who keep the installation running ask how it is."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.partnership.models import Partnership
from samverka.suggest import index

ALL_WELL = {"database": "ok", "index": "ok", "jobs": "ok", "live": "ok"}
Beat = Callable[[float], None]


@pytest.fixture
def beat(settings: LazySettings, tmp_path: Path) -> Beat:
    """The jobs and live editing touched their files so many seconds ago."""
    settings.DATA_DIR = tmp_path

    def touch(seconds_ago: float) -> None:
        then = time.time() - seconds_ago
        for part in ("jobs", "live"):
            path = tmp_path / f"{part}.heartbeat"
            path.touch()
            os.utime(path, (then, then))

    return touch


def states(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_alive_without_asking_the_database(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert client.head("/healthz").status_code == 200


@pytest.mark.usefixtures("indexed")
def test_ready_when_everything_answers(client: Client, beat: Beat) -> None:
    beat(5)

    assert states(client) == (200, ALL_WELL)


@pytest.mark.usefixtures("indexed")
def test_neither_jobs_nor_live_editing_run(client: Client, beat: Beat) -> None:
    neither = ALL_WELL | {"jobs": "not running", "live": "not running"}
    assert states(client) == (503, neither)

    beat(61)

    assert states(client) == (503, neither)


def test_the_index_has_not_been_built(
    client: Client, cast: Cast, beat: Beat, settings: LazySettings, tmp_path: Path
) -> None:
    settings.INDEX_DIR = tmp_path / "empty"
    beat(0)

    assert states(client) == (503, ALL_WELL | {"index": "not built yet"})


def test_the_index_cannot_be_read(
    client: Client, cast: Cast, beat: Beat, settings: LazySettings, tmp_path: Path
) -> None:
    settings.INDEX_DIR = tmp_path / "broken"
    index.folder().mkdir(parents=True)
    (index.folder() / index.MARK).write_text("0")
    (index.folder() / "meta.json").write_text("this is no index")
    beat(0)

    assert states(client) == (503, ALL_WELL | {"index": "cannot be read"})


@pytest.mark.usefixtures("indexed")
def test_the_database_does_not_answer(
    client: Client, beat: Beat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    beat(0)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        found = states(client)

    assert found == (
        503,
        ALL_WELL | {"database": "does not answer", "index": "not known without the database"},
    )


def test_an_installation_without_a_partnership(client: Client, db: None, beat: Beat) -> None:
    Partnership.objects.all().update(is_default=False)
    beat(0)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json().keys() == ALL_WELL.keys()
