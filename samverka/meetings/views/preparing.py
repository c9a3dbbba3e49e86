"""Planning a meeting: a new one, and changing when and where it is."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY
from samverka.meetings.actions import preparing
from samverka.meetings.forms.preparing import MeetingForm, plan_as_told
from samverka.meetings.models import Body, Meeting
from samverka.meetings.views.doors import for_its_preparers, for_preparers
from samverka.people.models import PersonRequest
from samverka.plan.models import ListedActivity

AHEAD = timedelta(days=28)  # a meeting is planned for then until somebody says otherwise


@for_preparers
def new(request: PersonRequest) -> HttpResponse:
    activity = _activity(request)
    posted = request.POST if request.method == "POST" else None
    form = MeetingForm(posted, is_new=True, initial=_usual(activity))
    begun = tried(
        form,
        lambda told: preparing.begin_meeting(
            body=told["body"], plan=form.plan, by=request.user, activity=activity
        ),
    )
    if begun:
        messages.success(request, _("The meeting is planned. Only you who prepare it see it yet."))
        return redirect(begun)
    context = {"form": form, "activity": activity}
    return render(request, "meetings/new.html", context, status=422 if posted is not None else 200)


@for_its_preparers
def edit(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = MeetingForm(posted, initial=plan_as_told(meeting))
    edited = tried(
        form,
        lambda told: preparing.edit_meeting(meeting=meeting, plan=form.plan, by=request.user),
    )
    if edited:
        moved = edited.sequence != meeting.sequence
        said = _("Saved. Everybody who was called is told.") if moved else _("Saved.")
        messages.success(request, said)
        return redirect(edited)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/edit.html", context, status=422 if posted is not None else 200)


@for_its_preparers
@require_POST
def copy(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The agenda of the last meeting of the same body instead of the usual one."""
    last = last_of(meeting.body, meeting)
    if last is None:
        raise Http404
    return pressed(
        request,
        lambda: preparing.copy_agenda(meeting=meeting, since=last, by=request.user),
        _("The agenda is that of the last meeting now. Change what is different."),
        meeting,
    )


def _activity(request: HttpRequest) -> ListedActivity | None:
    """The activity of the year's list that the address, or the form, speaks of."""
    asked = request.POST.get("activity") or request.GET.get("activity") or ""
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_KEY):
        return None
    return ListedActivity.objects.filter(pk=asked).first()


def _usual(activity: ListedActivity | None) -> dict[str, object]:
    on = timezone.localdate() + AHEAD
    told: dict[str, object] = {
        "body": Body.ASSEMBLY,
        "on": on,
        "begins": "13:00",
        "ends": "16:00",
        "answer_by": on - timedelta(days=7),
        "offers_food": True,
    }
    if activity is None:
        return told
    named = {name: getattr(activity, name) for name in ("title_sv", "title_en")}
    when = {"on": activity.starts_on, "answer_by": activity.starts_on - timedelta(days=7)}
    return told | named | when | {"municipality": activity.municipality_id}


def last_of(body: str, but: Meeting) -> Meeting | None:
    """The meeting of the same body before this one, whose agenda may be taken over."""
    others = Meeting.objects.filter(body=body, starts_at__lt=but.starts_at).exclude(pk=but.pk)
    return others.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at").first()
