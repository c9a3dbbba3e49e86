"""Community Talks, for everybody."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.common.calendar_files import calendar_answer
from samverka.talks.actions.registering import seats_left
from samverka.talks.calendar_entries import entry_of
from samverka.talks.models import Talk
from samverka.talks.rules import may_prepare_talk, may_prepare_talks

A_PAGE = 50
MOST_ENTRIES = 200


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
    context = {
        "talk": talk,
        "programme": talk.programme.prefetch_related("speakers__organisation"),
        "speakers": talk.speakers.public().select_related("organisation"),
        "prepares": may_prepare_talk(request.user, talk),
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
def feed(request: HttpRequest) -> HttpResponse:
    """Every talk that comes and those of the last year, to follow."""
    since = timezone.now() - timedelta(days=366)
    talks = Talk.objects.public().filter(ends_at__gte=since).order_by("starts_at")
    entries = [entry_of(talk) for talk in talks[:MOST_ENTRIES]]
    return calendar_answer(entries, name=_("Community Talks"), file="calendar")


def find_talk(request: HttpRequest, slug: str) -> Talk:
    """What is not published is there for those who prepare it alone."""
    rows = Talk.objects.select_related("theme", "introduced_by", "activity", "municipality")
    talk = get_object_or_404(rows, slug=slug)
    if talk.state == Talk.State.DRAFT and not may_prepare_talk(request.user, talk):
        return get_object_or_404(rows.public(), slug=slug)
    return talk
