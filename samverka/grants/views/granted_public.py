"""What was granted and why, for everybody: the list, one grant, figures, tables."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from samverka.grants.bars import bars_of, parts_of
from samverka.grants.models import Grant, GrantReport
from samverka.grants.rules import Standing
from samverka.grants.shown import (
    HEADER,
    as_row,
    figures,
    granted,
    narrowed,
    rounds_with_money,
)
from samverka.partnership.views.exchange import CSV, JSON, XLSX, as_file

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    narrowing, found = narrowed(request)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "grants/granted_list.html", {"narrowing": narrowing, "page": page})


def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One grant: why, how much, how far it is, and what was learned where they let us tell."""
    grant = get_object_or_404(granted(), application__number=number)
    context = {
        "grant": grant,
        "application": grant.application,
        "turn": grant.application.round,
        "themes": grant.application.themes.all(),
        "lessons": _lessons(grant),
        "handles": Standing(request.user).opens(grant.application),
    }
    return render(request, "grants/granted.html", context)


def statistics(request: HttpRequest) -> HttpResponse:
    """By theme, municipality and kind; and where the money of each round is."""
    asked = {
        "theme": _("By theme"),
        "municipality": _("By municipality"),
        "kind": _("By kind of organisation"),
    }
    tables: list[dict[str, Any]] = []
    for question, title in asked.items():
        found = figures(question)
        tables.append({"name": question, "title": title, "figures": found, "bars": bars_of(found)})
    rounds = [
        {"turn": turn, "money": money, "bars": parts_of(money)}
        for turn, money in rounds_with_money()
    ]
    context = {"tables": tables, "rounds": rounds, "number": Grant.objects.count()}
    return render(request, "grants/statistics.html", context)


def table(request: HttpRequest, form: str) -> HttpResponse:
    """All of it as CSV, XLSX or JSON."""
    cells = map(as_row, granted().order_by("pk"))
    return as_file(form, ("grants", _("Grants")), HEADER, cells, [CSV, XLSX, JSON])


def _lessons(grant: Grant) -> str:
    shown = grant.reports.filter(
        kind=GrantReport.Kind.FINAL, state=GrantReport.State.APPROVED, shows_lessons=True
    ).first()
    return str(shown.answers.get("learned", "")) if shown else ""
