"""The table of a workshop, asked for every few seconds by every phone in the room."""

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverka.common.languages import reader_language
from samverka.common.polling import unless_seen
from samverka.support.cells import workshop_table
from samverka.support.models import Stage, Workshop

KEPT = 60  # seconds


def seen_mark(workshop: Workshop) -> str:
    """The same until somebody has written; as an ETag of the table in this language."""
    return f'"{workshop.pk}-{workshop.changes}-{reader_language()}"'


def table_answer(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The table is the same for everybody, so it is made once."""
    mark = seen_mark(workshop)

    def make() -> HttpResponse:
        key = f"workshop-table:{mark}"
        html = caches["process"].get(key)
        if html is None:
            context = {
                "workshop": workshop,
                "table": workshop_table(workshop),
                "stages": Stage.choices,
            }
            html = render(request, "support/workshop_table.html", context).content
            caches["process"].set(key, html, timeout=KEPT)
        return HttpResponse(html)

    return unless_seen(request, mark, make)
