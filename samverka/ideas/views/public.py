"""Published ideas, for everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from samverka.ideas import rules
from samverka.ideas.models import Idea
from samverka.ideas.telling import story_for_everybody
from samverka.ideas.views.beside import fitting
from samverka.partnership.rules import stands_for_a_partner

A_PAGE = 20
BESIDE = ("service", "project", "talk", "call", "partner")


def idea_list(request: HttpRequest) -> HttpResponse:
    ideas = Idea.objects.public().with_listing().newest_first()
    page = Paginator(ideas, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "ideas/list.html", {"page": page})


def idea_detail(request: HttpRequest, pk: int) -> HttpResponse:
    idea = get_object_or_404(Idea.objects.with_listing(), pk=pk, erased_at=None)
    if not rules.may_read(request.user, idea):
        raise Http404
    # What was added afterwards nobody has looked at yet.
    additions = idea.additions.filter(at__lte=idea.published_at or timezone.now())
    context = {
        "idea": idea,
        "additions": additions,
        "story": story_for_everybody(idea),
        "found": fitting(idea, kinds=BESIDE, each=1),
        "may_care": rules.may_care_for_ideas(request.user),
        "may_seek": idea.is_open and stands_for_a_partner(request.user),
    }
    return render(request, "ideas/detail.html", context)
