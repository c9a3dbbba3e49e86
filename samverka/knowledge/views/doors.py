"""Who comes in where: to everybody else the page does not exist."""

from typing import TypeVar

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from samverka.common.access import only_for
from samverka.knowledge.models import Shared
from samverka.knowledge.rules import Standing

Row = TypeVar("Row", bound=Shared)

for_writers = only_for(lambda visitor: Standing(visitor).writes)
for_reporters = only_for(lambda visitor: Standing(visitor).reports)
for_insiders = only_for(lambda visitor: Standing(visitor).sees)
for_carers = only_for(lambda visitor: Standing(visitor).cares_for_ideas)


def find(request: HttpRequest, kind: type[Row], pk: int) -> Row:
    """What the visitor may read."""
    row = _row(kind, pk)
    if not Standing(request.user).may_read(row):
        raise Http404
    return row


def find_own(request: HttpRequest, kind: type[Row], pk: int) -> Row:
    """What the visitor may change."""
    row = _row(kind, pk)
    if not Standing(request.user).may_change(row):
        raise Http404
    return row


def _row(kind: type[Row], pk: int) -> Row:
    rows = kind._default_manager.select_related("organisation__municipality")
    return get_object_or_404(rows, pk=pk)
