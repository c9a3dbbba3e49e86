"""Calls, for everybody: those with a last day first, then those that are always open."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls import rules
from samverka.calls.eligibility import may_apply
from samverka.calls.models import Call
from samverka.calls.pictures.timeline import timeline_of
from samverka.calls.shelf import Shelf, shelf
from samverka.calls.wanted import CHOICES, Wanted
from samverka.common.lists import Facet, Narrowing, facet
from samverka.partnership.facets import theme_facet
from samverka.partnership.rules import organisations_of

A_PAGE = 25


def listing(request: HttpRequest) -> HttpResponse:
    return list_page(request)


def list_page(request: HttpRequest, template: str = "calls/list.html", **more: Any) -> HttpResponse:
    """What everybody sees; apps that stand higher show `more` with a template of their own."""
    wanted, calls = Wanted.read(request.GET), shelf()
    page: Page[Any] = Paginator(calls.picked(wanted), A_PAGE).get_page(request.GET.get("page"))
    page.object_list = rows = _in_order(list(page.object_list))
    ours = organisations_of(request.user).order_by("name").first()
    context = {
        "wanted": wanted,
        "narrowing": Narrowing(_facets(request, wanted, calls), wanted.words),
        "page": page,
        "calls": [(call, may_apply(call, ours) if ours else None) for call in rows],
        "ours": ours,
        "looks_after": rules.may_look_after_calls(request.user),
        "exactly": calls.exactly(wanted),
        "timeline": timeline_of(rows, timezone.localdate()) if page.number == 1 else None,
        **more,
    }
    return render(request, template, context)


def _in_order(keys: list[int]) -> list[Call]:
    """What has been hidden since the shelf was read is left out."""
    rows = Call.objects.public().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _facets(request: HttpRequest, wanted: Wanted, calls: Shelf) -> list[Facet]:
    labels = {
        "status": _("Open or not"),
        "level": _("Level"),
        "deadline": _("Last day"),
        "applicants": _("Who may apply"),
        "amount": _("Amount"),
    }
    facets = [
        facet(request, name, label, CHOICES[name], calls.numbers(wanted, name))
        for name, label in labels.items()
    ]
    themes = theme_facet(request, calls.numbers(wanted, "theme"))
    return [_short(one) for one in (*facets[:3], themes, *facets[3:])]


def _short(one: Facet) -> Facet:
    """Without answers that would lead nowhere; what is chosen stays."""
    return replace(one, options=[each for each in one.options if each.number or each.chosen])
