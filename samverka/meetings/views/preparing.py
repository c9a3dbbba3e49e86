"""Planning a meeting: a new one, and changing when and where it is."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY
from samverka.meetings.actions import preparing
from samverka.meetings.forms.preparing import MeetingForm
from samverka.meetings.models import Body, Meeting
from samverka.meetings.views.doors import for_preparers
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
