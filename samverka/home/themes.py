"""Themes: the thread that ties what the partnership does together."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.documents import CALLS
from samverka.calls.models import Call
from samverka.ideas.documents import IDEAS
from samverka.ideas.models import Idea
from samverka.knowledge.documents import COURSES, EXPERIENCE
from samverka.knowledge.models import Course, Experience
from samverka.partnership.models import Organisation, Theme
from samverka.partnership.rules import is_coordinator
from samverka.plan.models import ListedActivity
from samverka.plan.rules import activities_for
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
    cards: list[Card]
    more: str


def listing(request: HttpRequest) -> HttpResponse:
    """Those who coordinate see also what has been retired."""
    coordinates = is_coordinator(request.user)
    retired = Theme.objects.exclude(retired_at=None) if coordinates else ()
    context = {"themes": Theme.objects.current(), "retired": retired, "coordinates": coordinates}
    return render(request, "home/themes.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    strands = _strands_of(theme)
    context = {
        "theme": theme,
        "activities": _activities_of(request, theme),
        "strands": [strand for strand in strands if strand.cards],
        "missing": [strand.title for strand in strands if not strand.cards],
        "coordinates": is_coordinator(request.user),
    }
    return render(request, "home/theme.html", context)


def _activities_of(request: HttpRequest, theme: Theme) -> QuerySet[ListedActivity]:
    """What is planned on the theme; what has been stands on the pages of its years."""
    to_come = activities_for(request.user).filter(theme=theme, ends_on__gte=timezone.localdate())
    ended = (ListedActivity.State.DONE, ListedActivity.State.DROPPED)
    return to_come.exclude(state__in=ended).select_related("activity_list")[:AT_MOST]


def _strands_of(theme: Theme) -> list[Strand]:
    talks = Talk.objects.public().filter(theme=theme).order_by("-starts_at")
    projects = Project.objects.filter(themes=theme)
    calls = Call.objects.not_closed().soonest_first().filter(themes=theme)
    services = Service.objects.active().with_listing().filter(themes=theme)
    ideas = Idea.objects.public().newest_first().filter(themes=theme)
    notes = Experience.objects.public().with_listing().newest_first().filter(themes=theme)
    courses = Course.objects.public().with_listing().soonest_first().filter(themes=theme)
    partners = Organisation.objects.partners().filter(themes=theme)
    on_theme = f"?theme={theme.slug}"
    return [
        _strand(TALKS, _("Community Talks"), talks, reverse("talks:list")),
        _strand(PROJECTS, _("Projects"), projects, reverse("projects:list") + on_theme),
        _strand(
            EXPERIENCE,
            _("What others have tried"),
            notes,
            reverse("knowledge:experience_list") + on_theme,
        ),
        _strand(CALLS, _("Money to apply for"), calls, reverse("calls:list") + on_theme),
        _strand(
            COURSES,
            _("Courses and study visits"),
            courses,
            reverse("knowledge:course_list") + on_theme,
        ),
        _strand(SERVICES, _("Advice and support"), services, reverse("support:list")),
        _strand(IDEAS, _("Ideas"), ideas, reverse("ideas:list")),
        _strand(PARTNERS, _("Partners"), partners, reverse("partnership:partners") + on_theme),
    ]


def _strand(source: Source[Row], title: str, rows: QuerySet[Row], whole_list: str) -> Strand:
    found = list(rows[: AT_MOST + 1])
    cards = [source.card(row) for row in found[:AT_MOST]]
    return Strand(source.kind, title, cards, whole_list if len(found) > AT_MOST else "")
