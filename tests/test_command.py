"""The command line as people meet it: what it does, what it refuses, and that it stops well."""

import io
import json
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from samverka.cast import Cast
from samverka.command import export, match, partnership, provider
from samverka.command.arguments import KINDS, parser
from samverka.command.follow import follow_once
from samverka.command.index import OR_LEAVE_IT, WAIT, is_built, only_writer
from samverka.common.refusal import Refused
from samverka.partnership.models import Appointment, Partnership
from samverka.people.models import SignInProvider
from samverka.record.models import History
from samverka.suggest import find
from tests import own_data

ROOT = Path(__file__).resolve().parent.parent


def samverka(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "samverka.command", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=own_data.environment(**environment),
        capture_output=True,
        text=True,
        timeout=300,
    )


# ---- What can be said ----


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ([], "samverka: the following arguments are required: COMMAND; see samverka --help"),
        (
            ["demo", "--port", "x"],
            "samverka demo: argument --port: write a whole number from 1 to 65535;"
            " see samverka demo --help",
        ),
        (
            ["match", "hej", "--limit", "51"],
            "samverka match: argument --limit: write a whole number from 1 to 50;"
            " see samverka match --help",
        ),
    ],
)
def test_wrong_usage_is_answered_with_one_sentence(
    said: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(said)
    assert (left.value.code, capsys.readouterr().err) == (2, answer + "\n")


def test_the_kinds_on_the_command_line_are_those_of_the_pages() -> None:
    assert KINDS == find.KINDS


def test_what_belongs_to_djangos_management_is_passed_on() -> None:
    options = parser().parse_args(["manage", "makemigrations", "--check", "--dry-run"])
    assert (options.name, options.rest) == ("makemigrations", ["--check", "--dry-run"])


# ---- A partnership of one's own ----


def created(**told: Any) -> Partnership:
    usual: dict[str, Any] = {
        "slug": "vast",
        "name_sv": "Väst",
        "name_en": "West",
        "host": "",
        "is_default": False,
    }
    return partnership.create_partnership(**usual | {"coordinator": "Maja@Example.org"} | told)


def test_a_new_partnership_has_its_coordinator_and_a_history(cast: Cast) -> None:
    new = created(host="Vast.example")

    appointed = Appointment._base_manager.filter(partnership=new)
    history = History._base_manager.filter(partnership=new)
    assert [(one.person.email, one.until) for one in appointed] == [("maja@example.org", None)]
    assert [(one.verb, one.kind) for one in history] == [
        ("founded", "partnership"),
        *[("founded", "addressee")] * 4,
    ]
    assert partnership.address_of(new) == "http://vast.example/"
    assert partnership.address_of(cast.partnership) == "http://127.0.0.1:8000/"
    assert partnership.address_of(cast.neighbour) == "http://127.0.0.1:8000/p/grannlanet/"


def test_somebody_who_has_an_account_keeps_it(cast: Cast) -> None:
    new = created(coordinator="KIM@example.org")
    assert Appointment._base_manager.get(partnership=new).person == cast.kim


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"is_default": True}, "psi is the default already: leave --default out."),
        ({"slug": "psi"}, "--slug: "),
        ({"slug": "två ord"}, "--slug: "),
        ({"coordinator": "maja"}, "--coordinator maja: write a whole e-mail address, with @."),
    ],
)
def test_what_is_taken_or_unreadable_is_refused(
    cast: Cast, told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        created(**told)
    assert str(refusal.value).startswith(sentence)
    assert Partnership.objects.count() == 2


# ---- Matching ----


def asked(**told: Any) -> Namespace:
    usual = {"text": "unga som vill odla tillsammans", "kinds": None, "limit": 3}
    return Namespace(**usual | {"json": False, "partnership": None} | told)


@pytest.mark.usefixtures("indexed")
def test_match_answers_in_lines_and_as_the_api_does(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert match.run(asked()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert match.run(asked(json=True)) == 0
    answer = json.loads(capsys.readouterr().out)

    assert list(answer) == ["language", "themes", "matches"]
    assert answer["language"] == "sv"
    titles = [one["title"] for one in answer["matches"]]
    assert len(lines) == 3
    assert all(title in line for title, line in zip(titles, lines, strict=True))


@pytest.mark.usefixtures("indexed")
def test_match_says_what_to_do_without_index_or_partnership(cast: Cast) -> None:
    with pytest.raises(Refused, match="run samverka index"):
        match.run(asked(partnership="grannlanet"))
    with pytest.raises(Refused, match="Say --partnership with one of these: psi, grannlanet"):
        match.run(asked(partnership="nowhere"))


# ---- The index part ----


def test_following_builds_what_is_missing_and_one_writer_writes(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.INDEX_DIR = tmp_path
    (tmp_path / str(cast.neighbour.pk)).mkdir()
    (tmp_path / str(cast.neighbour.pk) / "meta.json").write_text("of another version")

    with only_writer(), pytest.raises(BlockingIOError), only_writer(WAIT | OR_LEAVE_IT):
        pass
    follow_once()

    assert is_built(cast.partnership)
    assert is_built(cast.neighbour)


# ---- As a process ----


@pytest.mark.slow
def test_errors_are_one_sentence_each(tmp_path: Path) -> None:
    data = {"SAMVERKA_DATA": str(tmp_path)}
    told = {
        "serve": samverka("serve", **data),
        "setting": samverka("serve", **data, SAMVERKA_PAGE_WORKERS="two"),
        "database": samverka("migrate", **data, DATABASE_URL="postgresql://x@127.0.0.1:1/x"),
        "key": samverka("serve", **data, SAMVERKA_PUBLIC_URL="https://samverka.example"),
        "check": samverka("check", **data),
    }
    assert {name: one.returncode for name, one in told.items()} == dict.fromkeys(told, 1)
    assert {name: (one.stdout, one.stderr.count("\n")) for name, one in told.items()} == (
        dict.fromkeys(told, ("", 1))
    )
    assert told["serve"].stderr == (
        "The database is not up to date: run samverka migrate, then try again.\n"
    )
    assert told["setting"].stderr == (
        "SAMVERKA_PAGE_WORKERS='two': write a whole number, 1 or more\n"
    )
    assert told["key"].stderr.startswith("Set SAMVERKA_SECRET_KEY to 50 random characters")


@pytest.mark.slow
def test_check_names_everything_that_stands_in_the_way_of_real_use(tmp_path: Path) -> None:
    data = {"SAMVERKA_DATA": str(tmp_path)}
    assert samverka("migrate", **data).returncode == 0
    assert samverka("check", **data).stdout == "Everything is in order.\n"
    bare = samverka("check", "--deploy", **data)
    assert bare.returncode == 1
    assert [line.split(":")[0].split(" to ")[0] for line in bare.stderr.splitlines()] == [
        "Set SAMVERKA_SECRET_KEY",
        "Set SAMVERKA_PUBLIC_URL",
        "Set SAMVERKA_MAIL_HOST",
        "Make a partnership",
    ]
    fit = data | {
        "SAMVERKA_SECRET_KEY": "".join(chr(33 + number) for number in range(60)),
        "SAMVERKA_PUBLIC_URL": "https://samverka.example",
        "SAMVERKA_HOSTS": "samverka.example",
        "SAMVERKA_BEHIND_PROXY": "true",
        "SAMVERKA_MAIL_HOST": "mail.example",
    }
    made = samverka(
        *("partnership", "create", "--slug", "vast", "--name-sv", "Väst", "--name-en", "West"),
        *("--default", "--coordinator", "maja@example.org"),
        **fit,
    )
    assert made.stdout.splitlines()[0].endswith(" is at https://samverka.example/")
    assert samverka("check", "--deploy", **fit).stdout == "Everything is in order.\n"


# ---- What is known about somebody, and whom to believe ----


def test_the_export_of_a_person_is_printed_or_written_to_a_new_file(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "amina.json"
    export.run(Namespace(email="Amina@Example.org", output=None))
    printed = json.loads(capsys.readouterr().out)
    export.run(Namespace(email="amina@example.org", output=str(path)))

    written = json.loads(path.read_text())
    assert [one["organisation"] for one in printed["organisations"]] == ["Föreningen Grönskan"]
    assert written | {"made_at": ""} == printed | {"made_at": ""}
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="cannot be written"):
        export.run(Namespace(email="amina@example.org", output=str(path)))


def test_nobody_at_an_address_is_told(cast: Cast) -> None:
    with pytest.raises(Refused, match="has no account here"):
        export.run(Namespace(email="nobody@example.org", output=None))


def test_a_provider_is_added_shown_and_removed(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("the secret\n"))
    said = ["provider", "add", "--name", "Work", "--issuer", "https://id.example/"]
    provider.run(parser().parse_args([*said, "--client-id", "us", "--domain", "work.example"]))
    added = capsys.readouterr().out
    provider.run(parser().parse_args(["provider", "list"]))
    shown = capsys.readouterr().out
    secret = SignInProvider.objects.get().secret
    provider.run(parser().parse_args(["provider", "remove", "--issuer", "https://id.example"]))

    assert "Addresses at work.example are signed in by Work." in added
    assert "http://127.0.0.1:8000/openid/back/" in added
    assert (shown, secret) == ("https://id.example  Work  work.example\n", "the secret")
    assert not SignInProvider.objects.exists()
