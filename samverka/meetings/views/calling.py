"""The notice goes out, or the meeting is called off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common.acting import tried
from samverka.meetings.actions import calling as actions
from samverka.meetings.actions.inviting import nobody_to_write_to, who_is_asked
from samverka.meetings.agenda import timed
from samverka.meetings.forms.calling import CancelForm, NoticeForm
from samverka.meetings.models import Body, Meeting
from samverka.meetings.sources import waiting_for
from samverka.meetings.views.doors import for_its_preparers
from samverka.people.models import PersonRequest


@for_its_preparers
def notice(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Everything that the notice says and to whom, before it is sent; later to whoever is new."""
    posted = request.POST if request.method == "POST" else None
    last = actions.last_day_of_notice(meeting)
    is_late = timezone.localdate() > last
    form = NoticeForm(posted, is_late=is_late and not meeting.is_called)
    sent = tried(
        form,
        lambda told: (
            actions.call_newcomers(meeting=meeting, by=request.user)
            if meeting.is_called
            else actions.call_meeting(meeting=meeting, by=request.user, late_why=told["late_why"])
        ),
    )
    if sent is not None:
        said = ngettext(
            "The notice is sent: %(n)s letter.", "The notice is sent: %(n)s letters.", sent
        )
        messages.success(request, said % {"n": sent})
        return redirect(meeting)
    asked = who_is_asked(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "asked": asked,
        "reached": len({one.address.lower() for one in asked if one.address}),
        "unreached": nobody_to_write_to() if meeting.body == Body.ASSEMBLY else [],
        "agenda": timed(meeting.items.all(), meeting.starts_at),
        "waiting": [] if meeting.is_called else waiting_for(meeting),
        "last_day": last,
        "is_late": is_late,
    }
    return render(
        request, "meetings/notice.html", context, status=422 if posted is not None else 200
    )


@for_its_preparers
def cancel(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = CancelForm(posted)
    done = tried(
        form,
        lambda told: actions.cancel_meeting(meeting=meeting, why=told["why"], by=request.user),
    )
    if done:
        messages.success(request, _("The meeting is called off."))
        return redirect(meeting)
    context = {"meeting": meeting, "form": form}
    return render(
        request, "meetings/cancel.html", context, status=422 if posted is not None else 200
    )
