"""The first page of what partners know: one search over it all, and the latest of each kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.common.atom import CONTENT_TYPE, News, feed
from samverka.common.lists import words_sought
from samverka.common.tenancy import whole_address
from samverka.knowledge.finding import look_for
from samverka.knowledge.models import Course, Experience, Problem
from samverka.knowledge.rules import Standing
from samverka.partnership.models import Partnership

LATEST, MOST_NEWS = 5, 100


def home(request: HttpRequest) -> HttpResponse:
    standing, words = Standing(request.user), words_sought(request)
    context = {"standing": standing, "words": words}
    if words:
        found = look_for(words, standing)
        return render(request, "knowledge/found.html", {**context, "found": found})
    notes = standing.readable(Experience.objects.all()).with_listing().with_helped()
    courses = standing.readable(Course.objects.all()).with_listing()
    problems = standing.readable(Problem.objects.all()).with_listing()
    context |= {
        "notes": notes.newest_first()[:LATEST],
        "courses": courses.soonest_first()[:LATEST],
        "problems": problems.newest_first()[:LATEST],
    }
    return render(request, "knowledge/home.html", context)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """What partners have learned and everybody may read, the latest first."""
    rows = Experience.objects.public().with_listing().order_by("-updated_at", "-pk")[:MOST_NEWS]
    partnership: Partnership = request.partnership  # type: ignore[attr-defined]
    content = feed(
        map(_news, rows),
        name=_("What others have tried"),
        author=partnership.name,
        here=whole_address(request.path),
        page=whole_address(reverse("knowledge:experience_list")),
    )
    return HttpResponse(content, content_type=CONTENT_TYPE)


def _news(row: Experience) -> News:
    return News(
        key=f"experience/{row.pk}",
        title=row.title,
        address=row.get_absolute_url(),
        updated=row.updated_at,
        summary="\n".join(filter(None, (f"{row.organisation.name}.", row.advice))),
        published=row.written_at,
    )
