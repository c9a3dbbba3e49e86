"""The year ends: what the members of the committee leave to those who come after."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.refusal import Refused
from samverka.ideas.actions import hand_over_ideas
from samverka.ideas.forms import PassOnForm
from samverka.ideas.models import Idea
from samverka.minutes.models import Resolution
from samverka.partnership.actions.committee import write_handover
from samverka.partnership.forms.committee import HandoverForm
from samverka.partnership.models import Seat
from samverka.partnership.models.committee import HANDING_OVER
from samverka.partnership.rules import may_care_for_ideas, may_hand_over, people_who_care
from samverka.people.models import Person, PersonRequest
from samverka.tasks.models import Task


@only_for(may_hand_over)
def handover(request: PersonRequest) -> HttpResponse:
    return _page(request)


@only_for(may_hand_over)
@require_POST
def write(request: PersonRequest, pk: int) -> HttpResponse:
    """What somebody leaves behind in their seat."""
    seat = get_object_or_404(Seat.objects.of(request.user), pk=pk)
    form = HandoverForm(request.POST, auto_id=f"seat-{seat.pk}-%s")
    if not form.is_valid():
        return _page(request, status=422, written=(seat.pk, form))
    write_handover(seat=seat, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Saved. Those who come after you can read it now."))
    return redirect("home:handover")


@only_for(may_care_for_ideas)
@require_POST
def pass_on(request: PersonRequest) -> HttpResponse:
    """All ideas that somebody looks after go to somebody else."""
    form = PassOnForm(request.POST, people=_others(request))
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            number = hand_over_ideas(of=request.user, to=to, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            said = ngettext(
                "%(name)s looks after %(number)s idea more now.",
                "%(name)s looks after %(number)s ideas more now.",
                number,
            )
            messages.success(request, said % {"name": to, "number": number})
            return redirect("home:handover")
    return _page(request, status=422, form=form)


def _page(
    request: PersonRequest,
    status: int = 200,
    written: tuple[int, HandoverForm] | None = None,
    form: PassOnForm | None = None,
) -> HttpResponse:
    today, near = timezone.localdate(), timedelta(days=HANDING_OVER)
    seats = Seat.objects.overlapping(today - near, today + near).with_people()
    own = [seat for seat in seats if request.user in (seat.person, seat.deputy)]
    mine = [seat for seat in own if not seat.is_coming]
    forms = {seat.pk: _form(seat) for seat in mine} | dict([written] if written else [])
    context = {
        "mine": [(seat, forms[seat.pk]) for seat in mine],
        "left": [seat for seat in seats if seat.handover and seat not in own],
        "next": [seat for seat in seats if seat.is_coming],
        "next_year": today.year + 1,
        "ideas": Idea.objects.open().filter(responsible=request.user).with_listing(),
        "decisions": _open_decisions(request.user),
        "unclaimed": Idea.objects.under_way().without_care().with_listing(),
        "form": form or PassOnForm(people=_others(request)),
        "cares": may_care_for_ideas(request.user),
    }
    return render(request, "home/handover.html", context, status=status)


def _open_decisions(person: Person) -> list[Resolution]:
    """What the meetings wait for from this person, and from those who sit with them."""
    mine = Task.objects.open().for_person(person).not_taken_by_others(person)
    rows = Resolution.objects.open().filter(task__in=mine).with_listing()
    return list(rows.order_by(F("task__due_on").asc(nulls_last=True), "pk"))


def _others(request: PersonRequest) -> list[Person]:
    return [person for person in people_who_care() if person != request.user]


def _form(seat: Seat) -> HandoverForm:
    return HandoverForm(initial={"text": seat.handover}, auto_id=f"seat-{seat.pk}-%s")
