"""Community Talks, for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.common.atom import CONTENT_TYPE, feed
from samverka.common.calendar_files import calendar_answer
from samverka.common.tenancy import whole_address
from samverka.partnership.models import Partnership
from samverka.talks.actions.registering import seats_left
from samverka.talks.calendar_entries import entry_of
from samverka.talks.linked import linked_data, news
from samverka.talks.models import Outcome, Talk
from samverka.talks.rules import may_prepare_talk, may_prepare_talks
from samverka.talks.telling import since_last_time

A_PAGE = 50
MOST_NEWS = 100


def listing(request: HttpRequest) -> HttpResponse:
    public = Talk.objects.public()
    page = Paginator(public.past(), A_PAGE).get_page(request.GET.get("page"))
    upcoming = list(public.upcoming())
    prepares = may_prepare_talks(request.user)
    coming = [one for one in upcoming if not one.is_cancelled][:1]
    context = {
        "next": coming,
        "later": [one for one in upcoming if one not in coming],
        "page": page,
        "prepares": prepares,
        "drafts": Talk.objects.filter(state=Talk.State.DRAFT) if prepares else [],
    }
    return render(request, "talks/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    talk = find_talk(request, slug)
    takes = talk.is_open_for_registration
    speakers = list(talk.speakers.public().select_related("organisation"))
    partnership: Partnership = request.partnership  # type: ignore[attr-defined]
    context = {
        "talk": talk,
        "programme": talk.programme.prefetch_related("speakers__organisation"),
        "speakers": speakers,
        "linked": linked_data(talk, speakers, by=partnership),
        "prepares": may_prepare_talk(request.user, talk),
        "outcomes": talk.outcomes.public().with_listing() if talk.has_begun else [],
        "since_last": since_last_time(talk, Outcome.objects.public()),
        "takes": takes,
        "left": seats_left(talk) if takes else None,
    }
    return render(request, "talks/detail.html", context)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One talk, for the visitor's own calendar."""
    talk = find_talk(request, slug)
    return calendar_answer([entry_of(talk)], name=talk.title, file=talk.slug)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """What is new of talks: planned, moved, called off, told of afterwards."""
    talks = Talk.objects.public().order_by("-updated_at", "-pk")[:MOST_NEWS]
    partnership: Partnership = request.partnership  # type: ignore[attr-defined]
    content = feed(
        map(news, talks),
        name=_("Community Talks"),
        author=partnership.name,
        here=whole_address(request.path),
        page=whole_address(reverse("talks:list")),
    )
    return HttpResponse(content, content_type=CONTENT_TYPE)


def find_talk(request: HttpRequest, slug: str) -> Talk:
    """What is not published is there for those who prepare it alone."""
    rows = Talk.objects.select_related(
        "theme", "introduced_by", "activity", "municipality", "question_time"
    )
    talk = get_object_or_404(rows, slug=slug)
    if talk.state == Talk.State.DRAFT and not may_prepare_talk(request.user, talk):
        return get_object_or_404(rows.public(), slug=slug)
    return talk
