"""What the product is measured against: a page that does nothing, and plain full-text search."""

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from samverka.common.tenancy import current_partnership_id
from samverka.matching import Match, Reason
from samverka.suggest import index
from samverka.suggest.views import suggestions

WORD = re.compile(r"\w{2,}")


def constant(request: HttpRequest) -> HttpResponse:
    """Through the same middleware as every page, and then nothing."""
    return HttpResponse("ok")


@csrf_exempt
def suggestions_by_full_text(request: HttpRequest) -> HttpResponse:
    """The real page of suggestions with SQLite FTS5 in the place of our matching."""
    engine = FullText.of(current_partnership_id())
    with patch("samverka.suggest.find.matcher", lambda: engine):
        return suggestions(request)


class FullText:
    """The documents of one partnership in an FTS5 table, asked for any of the words, by bm25."""

    def __init__(self) -> None:
        self.table = sqlite3.connect(":memory:", check_same_thread=False)
        self.table.execute(
            "CREATE VIRTUAL TABLE thing USING fts5(id UNINDEXED, kind UNINDEXED, text)"
        )
        self.table.executemany(
            "INSERT INTO thing VALUES (?, ?, ?)",
            ((one.id, one.kind, f"{one.title}\n{one.text}") for one in index.documents()),
        )

    @staticmethod
    @cache
    def of(partnership_id: int) -> "FullText":
        """One table for each partnership and worker."""
        return FullText()

    def match_each(
        self, text: str, kinds: Iterable[str], limit: int = 3, **unused: object
    ) -> list[Match]:
        """It cannot say why; without a reason nothing would be shown, so the text is its own."""
        why = (Reason("words", text, 1.0),)
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(WORD.findall(text)))
        if not words:
            return []
        rows = (
            row
            for kind in kinds
            for row in self.table.execute(
                "SELECT id, kind, -rank FROM thing WHERE thing MATCH ? AND kind = ?"
                " ORDER BY rank LIMIT ?",
                (words, kind, limit),
            )
        )
        found = [Match(id, kind, best / (1 + best), why) for id, kind, best in rows]
        return sorted(found, key=lambda one: -one.score)
