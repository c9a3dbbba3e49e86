"""Themes: the thread that ties what the partnership does together."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.calls.documents import CALLS
from samverka.calls.models import Call
from samverka.ideas.documents import IDEAS
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme
from samverka.projects.documents import PROJECTS
from samverka.projects.models import Project
from samverka.suggest.sources import PARTNERS, Card, Row, Source
from samverka.support.documents import SERVICES
from samverka.support.models import Service
from samverka.talks.documents import TALKS
from samverka.talks.models import Talk

AT_MOST = 12  # of each kind; more stand in the list of that kind


@dataclass(frozen=True)
class Strand:
    """What of one kind hangs on a theme. `more` leads to the rest, where there are more."""

    kind: str
    title: str
    icon: str
    cards: list[Card]
    more: str


def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "home/themes.html", {"themes": Theme.objects.all()})


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    strands = _strands_of(theme)
    context = {
        "theme": theme,
        "strands": [strand for strand in strands if strand.cards],
        "missing": [strand.title for strand in strands if not strand.cards],
    }
    return render(request, "home/theme.html", context)


def _strands_of(theme: Theme) -> list[Strand]:
    return [
        _strand(
            TALKS,
            Talk.objects.filter(theme=theme).order_by("-starts_at"),
            _("Community Talks"),
            "message-circle",
            reverse("talks:list"),
        ),
        _strand(
            PROJECTS,
            Project.objects.filter(themes=theme),
            _("Projects"),
            "sprout",
            _on("projects:list", theme),
        ),
        _strand(
            CALLS,
            Call.objects.not_closed().soonest_first().filter(themes=theme),
            _("Money to apply for"),
            "banknote",
            _on("calls:list", theme),
        ),
        _strand(
            SERVICES,
            Service.objects.active().with_listing().filter(themes=theme),
            _("Advice and support"),
            "hand-helping",
            reverse("support:list"),
        ),
        _strand(
            IDEAS,
            Idea.objects.public().newest_first().filter(themes=theme),
            _("Ideas"),
            "lightbulb",
            reverse("ideas:list"),
        ),
        _strand(
            PARTNERS,
            Organisation.objects.partners().filter(themes=theme),
            _("Partners"),
            "users",
            _on("partnership:partners", theme),
        ),
    ]


def _on(name: str, theme: Theme) -> str:
    """The list of that name, narrowed to the theme."""
    return f"{reverse(name)}?theme={theme.slug}"


def _strand(
    source: Source[Row], rows: QuerySet[Row], title: str, icon: str, whole_list: str
) -> Strand:
    found = list(rows[: AT_MOST + 1])
    cards = [source.card(row) for row in found[:AT_MOST]]
    return Strand(source.kind, title, icon, cards, whole_list if len(found) > AT_MOST else "")
