"""Tools for telling stories: a fresh idea, and everything that an act changed in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext

from samverka.common.secrets import unguessable
from samverka.ideas.actions import send_idea
from samverka.ideas.models import Idea, Message, Routing
from samverka.record.models import History, Letter
from samverka.support.models import Service

OWNER = "owner@example.org"
ADVISOR = "radgivare@ideverkstaden.example"
TITLE = "A café in the station"
TEXT = (
    "The old station stands empty. I want us to run a café there, with young people without work."
)
NOW = "now"

TOLD = (
    Idea,
    Routing,
    Message,
    History,
    Letter,
)  # read as they are meant; of others, what stands there
TABLES = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]

Row = dict[str, Any]
Photo = dict[str, dict[Any, Row]]


@dataclass
class Everything:
    """Every row of every table, of all partnerships; `tables` holds them as the database does."""

    told: Photo
    tables: dict[str, list[str]]


def sent(**facts: Any) -> Idea:
    """An idea that has just come in, in English and with an e-mail address."""
    told = {"title": TITLE, "text": TEXT, "language": "en", "email": OWNER, "sender_mark": "door"}
    return send_idea(**{**told, "sending_key": unguessable(), **facts})


def in_state(state: str, **facts: Any) -> Idea:
    """An idea in that state, however it came there."""
    idea = sent()
    Idea.objects.filter(pk=idea.pk).update(state=state, **facts)
    idea.refresh_from_db()
    return idea


def workshop() -> list[Service]:
    """Two services whose advisor can be written to."""
    return list(Service.objects.filter(contact_email=ADVISOR).order_by("pk")[:2])


def unreachable() -> Service:
    """A service whose address nobody knows."""
    return Service.objects.get(slug="coompanion-social-innovation")


def in_swedish(msgid: str, **facts: Any) -> str:
    with translation.override("sv"):
        return gettext(msgid) % facts


def photograph() -> Everything:
    return Everything({model._meta.label: _rows(model) for model in TOLD}, _tables())


def _rows(model: type[Model]) -> dict[Any, Row]:
    return {row[model._meta.pk.attname]: row for row in model._base_manager.values()}


def _tables() -> dict[str, list[str]]:
    """Without models: this is asked some hundred times for every change of the suite."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@dataclass
class Happened:
    """What an act changed: columns of the idea, whole new rows elsewhere, each as a short tuple.

    Moments that are this very minute read `NOW`. `elsewhere` names other tables that changed.
    """

    idea: Row = field(default_factory=dict)
    routings: dict[str, Row] = field(default_factory=dict)
    said: list[tuple[str, str, Any]] = field(default_factory=list)
    history: list[tuple[str, str, Any, Row]] = field(default_factory=list)
    letters: list[tuple[str, str, str]] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)


@contextmanager
def what_happens(idea: Idea) -> Iterator[Happened]:
    """Compare the whole database before and after the block."""
    happened = Happened()
    pictures = [photograph()]
    yield happened
    pictures.append(photograph())
    before, after = (picture.told for picture in pictures)
    happened.idea = _changed(before, after, Idea)[idea.pk]
    names = dict(Service.objects.values_list("pk", "slug"))
    happened.routings = {
        names[after[Routing._meta.label][pk]["service_id"]]: row
        for pk, row in _changed(before, after, Routing).items()
    }
    happened.said = [
        (row["voice"], row["text"], row["author_id"] or row["service_id"])
        for row in _new(before, after, Message)
    ]
    happened.history = [
        (row["verb"], row["role"], row["actor_id"], row["detail"])
        for row in _new(before, after, History)
    ]
    happened.letters = [
        (row["to"], row["language"], row["subject"]) for row in _new(before, after, Letter)
    ]
    happened.elsewhere = _elsewhere(*(picture.tables for picture in pictures))


def _elsewhere(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    told = {model._meta.db_table for model in TOLD}
    return {table for table in after if before[table] != after[table]} - told


@contextmanager
def nothing_happens() -> Iterator[None]:
    """Not one row of the database is another after the block."""
    before = photograph()
    yield
    assert photograph() == before


def _changed(before: Photo, after: Photo, model: type[Model]) -> dict[Any, Row]:
    """The columns that are other than before, for each row that was there or is new."""
    name = model._meta.label
    told = {}
    for pk, row in after[name].items():
        old = before[name].get(pk, {})
        told[pk] = {
            column: _moment(value)
            for column, value in row.items()
            if value != old.get(column) and column not in ("updated_at", "id", "key")
        }
    return told if model is Idea else {pk: row for pk, row in told.items() if row}


def _new(before: Photo, after: Photo, model: type[Model]) -> list[Row]:
    name = model._meta.label
    return [row for pk, row in sorted(after[name].items()) if pk not in before[name]]


def _moment(value: Any) -> Any:
    is_now = isinstance(value, datetime) and abs(timezone.now() - value) < timedelta(minutes=1)
    return NOW if is_now else value
