"""What the demo suggests for each text; runs in a process of its own, see `bench.everyday`.

Reads a list of `{"language", "text"}` on standard input. Writes what can be found, each by the
names it goes by, and the answers of each engine, best first.
"""

import json
import sys
from collections.abc import Iterator
from typing import TypedDict
from unittest.mock import patch

from django.utils import translation

from bench.baselines import FullText
from samverka.command.demo import prepare
from samverka.common.languages import LANGUAGES
from samverka.common.tenancy import current_partnership_id
from samverka.common.text import clean_text
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership
from samverka.suggest.find import KINDS, SHORTEST, find
from samverka.suggest.sources import sources
from samverka.suggest.views import SHOWN

NAMED = {"service": "name", "partner": "name"}  # the rest have a title


class Asked(TypedDict):
    language: str
    text: str


class Answers(TypedDict):
    """`names` leads from “kind: title” in either language to the id of a document."""

    names: dict[str, str]
    ours: list[list[str]]
    full: list[list[str]]


def main() -> None:
    asked: list[Asked] = json.load(sys.stdin)
    prepare()
    with working_for(Partnership.objects.get(is_default=True)):
        told = Answers(names=dict(_names()), ours=_answer(asked), full=_answer_by_words(asked))
    json.dump(told, sys.stdout)


def _names() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for row in sources()[kind].rows():
            for language in LANGUAGES:
                with translation.override(language):
                    title = getattr(row, NAMED.get(kind, "title"))
                yield f"{kind}: {title}", sources()[kind].id_of(row.pk)


def _answer(asked: list[Asked]) -> list[list[str]]:
    return [_shown(**one) for one in asked]


def _answer_by_words(asked: list[Asked]) -> list[list[str]]:
    """The same page with SQLite FTS5 in the place of our matching."""
    engine = FullText.of(current_partnership_id())
    with patch("samverka.suggest.find.matcher", lambda: engine):
        return _answer(asked)


def _shown(language: str, text: str) -> list[str]:
    """Ids of the suggestions that the page in this language shows beside the text."""
    text = clean_text(text)
    if len(text) < SHORTEST:
        return []
    with translation.override(language):
        return [one.id for one in find(text, limit=SHOWN).suggestions]
