"""The minutes: read, taken as a file, sent to those who check them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.common.papers import as_file
from samverka.meetings import rules as meetings
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.views.doors import for_those_who_see
from samverka.minutes import rules
from samverka.minutes.actions import adjusting as actions
from samverka.minutes.actions import coming_back
from samverka.minutes.adjusted import Shown, shown_before, shown_now
from samverka.minutes.document import minutes_paper
from samverka.minutes.forms.adjusting import AddressForm, WrongForm
from samverka.minutes.models import Minutes, Objection, Paragraph, TakenUpAgain
from samverka.minutes.reading import Item, Read, read
from samverka.minutes.views.doors import for_leaders
from samverka.people.models import PersonRequest

KINDS = ("docx", "pdf")


@for_those_who_see
def minutes(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    return minutes_page(request, shown_now(find_minutes(meeting)))


@for_those_who_see
def file(request: PersonRequest, meeting: Meeting, kind: str) -> HttpResponse:
    return given_minutes(shown_now(find_minutes(meeting)), kind)


@for_leaders
def version(request: PersonRequest, meeting: Meeting, number: int) -> HttpResponse:
    """As it was sent, and what was said of it."""
    found = find_minutes(meeting)
    row = get_object_or_404(found.versions, number=number)
    context = _told(shown_before(found, row), request)
    return render(request, "minutes/minutes_version.html", context)


@for_leaders
@require_POST
def send(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.send_to_adjusters(meeting=meeting, by=request.user),
        _("The minutes are sent. You see here who has approved them."),
        "minutes:minutes",
        meeting.pk,
    )


@for_leaders
@require_POST
def take_back(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.take_back(meeting=meeting, by=request.user),
        _("The minutes are taken back. Change them, and send them again."),
        "minutes:minutes",
        meeting.pk,
    )


@for_leaders
@require_POST
def address(request: PersonRequest, meeting: Meeting, officer: int) -> HttpResponse:
    """Where somebody can be written to who has to check the minutes."""
    found = find_minutes(meeting)
    row = get_object_or_404(found.officers, pk=officer)
    form = AddressForm(request.POST)
    tried(form, lambda told: actions.give_address(officer=row, by=request.user, **told))
    if form.is_valid():
        return redirect("minutes:minutes", meeting.pk)
    return minutes_page(request, shown_now(found), address_form=form, status=422)


def find_minutes(meeting: Meeting) -> Minutes:
    rows = Minutes.objects.select_related("meeting__municipality", "meeting__partnership")
    return get_object_or_404(rows, meeting=meeting)


def given_minutes(shown: Shown, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    found = as_file(minutes_paper(shown, timezone.now()), kind)
    return given(found.content, name=found.name, media_type=found.media_type)


def minutes_page(
    request: HttpRequest,
    shown: Shown,
    *,
    me: Attendee | None = None,
    wrong_form: WrongForm | None = None,
    address_form: AddressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Who came by their own address is `me`; who is signed in is found on the list."""
    meeting = shown.minutes.meeting
    by_key = me is not None
    me = me or meetings.attendee_of(request.user, meeting)
    leads = not by_key and rules.may_lead(request.user, meeting)
    corrects = leads and shown.minutes.is_locked
    objections = Objection.objects.filter(version__minutes=shown.minutes)
    context = {
        **_told(shown, request),
        "me": me,
        "by_key": by_key,
        "asked": bool(me and shown.version and not shown.minutes.is_locked and shown.lacks(me)),
        "leads": leads,
        "prepares": not by_key and meetings.may_prepare(request.user),
        "corrects": corrects,
        "coming": coming_back.to_correct_at(meeting) if corrects else [],
        "objections": objections.select_related("version", "attendee__organisation"),
        "last_day": actions.last_day_of_minutes(meeting),
        "wrong_form": wrong_form or WrongForm(),
        "address_form": address_form or AddressForm(),
    }
    return render(request, "minutes/minutes.html", context, status=status)


def _told(shown: Shown, request: HttpRequest) -> dict[str, Any]:
    told = read(shown.content)
    return {
        "meeting": shown.minutes.meeting,
        "minutes": shown.minutes,
        "shown": shown,
        "told": told,
        "items": list(_with_rows(told, shown.minutes)),
        "versions": list(shown.minutes.versions.defer("content")),
    }


def _with_rows(
    told: Read, minutes: Minutes
) -> Iterator[tuple[Item, Paragraph | None, list[TakenUpAgain]]]:
    """Each item as it reads, the paragraph that it is of, and where that came back."""
    paragraphs = {one.reference: one for one in minutes.paragraphs.exclude(number=None)}
    back = defaultdict(list)
    rows = TakenUpAgain.objects.standing().with_meetings()
    for one in rows.filter(paragraph__minutes=minutes):
        back[one.paragraph_id].append(one)
    for item in told.items:
        row = paragraphs.get(item.reference)
        yield item, row, back[row.pk] if row else []
