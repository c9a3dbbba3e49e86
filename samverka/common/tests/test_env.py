"""Settings from the environment: what cannot be understood stops the start and is named."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from samverka.common.env import flag, folder, model, number, text, words
from samverka.settings import database

NAME = "SAMVERKA_TESTED"


def test_what_is_absent_has_its_default(tmp_path: Path) -> None:
    assert text(NAME, "a") == "a"
    assert words(NAME, "a, b,,c ") == ["a", "b", "c"]
    assert (flag(NAME, True), flag(NAME, False)) == (True, False)
    assert number(NAME, 7) == 7
    assert folder(NAME, tmp_path / "new" / "deep").is_dir()


@pytest.mark.parametrize(("written", "read"), [("true", True), ("FALSE", False), ("True", True)])
def test_a_flag_is_true_or_false(monkeypatch: pytest.MonkeyPatch, written: str, read: bool) -> None:
    monkeypatch.setenv(NAME, written)

    assert flag(NAME, not read) is read


@pytest.mark.parametrize("written", ["", "1", "yes", "ja", " true"])
def test_a_flag_that_is_neither_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv(NAME, written)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME}=.*write true or false"):
        flag(NAME, True)


@pytest.mark.parametrize("written", ["", "-1", "2.5", "٣", "²", "many", "1e3", " 4", "1"])
def test_a_number_that_is_none_or_too_small_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv(NAME, written)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME}=.*2 or more"):
        number(NAME, 5, least=2)


def test_a_folder_that_cannot_be_made_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(NAME, str(tmp_path / "file" / "folder"))

    with pytest.raises(ImproperlyConfigured, match=f"{NAME}=.*not a usable folder"):
        folder(NAME, tmp_path)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a@b/c", "postgresql://h:port/x", "://"])
def test_a_database_that_is_not_understood_stops_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


@pytest.mark.parametrize("url", ["sqlite:///x.sqlite3", "postgresql://a@b/c"])
def test_the_two_databases(url: str) -> None:
    assert database(url)["NAME"]


def test_a_model_is_a_folder_or_an_address_or_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert model(NAME) == ""
    for written in ("", "http://127.0.0.1:8080/v1#small", str(tmp_path)):
        monkeypatch.setenv(NAME, written)
        assert model(NAME) == written


@pytest.mark.parametrize("written", ["http://127.0.0.1/v1", "https:///v1#small", "/no/such/folder"])
def test_a_model_that_is_neither_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv(NAME, written)

    with pytest.raises(ImproperlyConfigured, match=f"{NAME}="):
        model(NAME)
