"""A vote: those who lead open and count it, each votes on a page of their own, or with a code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY, Form
from samverka.common.tenancy import whole_address
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.views.answering import by_key, find_by_key
from samverka.minutes import ballots
from samverka.minutes.actions import voting as actions
from samverka.minutes.forms.voting import (
    BallotForm,
    ChoiceForm,
    CodeForm,
    SecretVoteForm,
    SlipsForm,
)
from samverka.minutes.models import Ballot, Minutes
from samverka.minutes.views.doors import for_leaders
from samverka.people.models import PersonRequest

# A room full of phones often has one address. A code has 39 random bits: nobody guesses one.
VOTES_A_MINUTE = 240


@for_leaders
def open_ballot(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.select_related("meeting"), meeting=meeting)
    form = BallotForm(request.POST) if request.method == "POST" else None
    if form:
        opened = tried(
            form,
            lambda told: actions.open_ballot(meeting=meeting, question=form.put, by=request.user),
        )
        if opened:
            return redirect("minutes:now", meeting.pk)
    context = ballots.for_leader(minutes, form)
    return render(request, "minutes/ballot_open.html", context, status=422 if form else 200)


@for_leaders
def ballot(request: PersonRequest, meeting: Meeting, ballot: int) -> HttpResponse:
    return _leaders_page(request, meeting, _find(meeting, ballot))


@for_leaders
@require_POST
def count(request: PersonRequest, meeting: Meeting, ballot: int) -> HttpResponse:
    found = _find(meeting, ballot)
    return pressed(
        request,
        lambda: actions.count_ballot(ballot=found, by=request.user),
        _("The votes are counted."),
        "minutes:now",
        meeting.pk,
    )


@for_leaders
@require_POST
def stop(request: PersonRequest, meeting: Meeting, ballot: int) -> HttpResponse:
    found = _find(meeting, ballot)
    return pressed(
        request,
        lambda: actions.stop_ballot(ballot=found, by=request.user),
        _("The vote is stopped and counts for nothing."),
        "minutes:now",
        meeting.pk,
    )


@for_leaders
@require_POST
def slips(request: PersonRequest, meeting: Meeting, ballot: int) -> HttpResponse:
    """The codes stand on this answer alone; loaded again it says that they have been given."""
    found = _find(meeting, ballot)
    form = SlipsForm(request.POST, ballot=found)
    codes = tried(
        form,
        lambda told: actions.print_slips(
            ballot=found, attendees=list(told["attendees"]), by=request.user
        ),
    )
    if codes is None:
        return _leaders_page(request, meeting, found, form, status=422)
    context = {
        "meeting": meeting,
        "ballot": found,
        "options": found.options.all(),
        "codes": codes,
        "door": whole_address(reverse("minutes:vote")).partition("://")[2],
    }
    return render(request, "minutes/ballot_slips.html", context)


@by_key
def my_ballot(request: HttpRequest, key: str, ballot: int) -> HttpResponse:
    """One's own page of a vote; an open one takes the vote here."""
    me = find_by_key(key)
    found = _find(me.meeting, ballot)
    if request.method != "POST":
        return _own_page(request, me, found)
    form = ChoiceForm(request.POST, ballot=found)
    tried(form, lambda told: actions.vote_openly(attendee=me, option=told["option"]))
    if form.is_valid():
        return redirect("minutes:mine", me.key)
    return _own_page(request, me, found, form, status=422)


@by_key
@require_POST
def code(request: HttpRequest, key: str, ballot: int) -> HttpResponse:
    """The code stands on this answer alone: it is kept nowhere, and cannot be shown again."""
    me = find_by_key(key)
    found = _find(me.meeting, ballot)
    form = Form(request.POST)
    given = tried(form, lambda told: actions.get_code(attendee=me, ballot=found))
    if given is None:
        return _own_page(request, me, found, form, status=422)
    context = {
        "attendee": me,
        "meeting": me.meeting,
        "ballot": found,
        "code": given,
        "form": SecretVoteForm(ballot=found, initial={"code": given}),
    }
    return closed_door(render(request, "minutes/ballot_code.html", context))


@by_key  # whoever has a code votes: who they are is not asked, so no cookie can be borrowed
def vote(request: HttpRequest) -> HttpResponse:
    """First the code, then the answers; or both at once, from a page that shows the answers."""
    if request.method != "POST":
        return _vote_page(request, CodeForm())
    if is_too_often(request, what="vote", a_minute=VOTES_A_MINUTE):
        return too_often(request)
    form = CodeForm(request.POST)
    found = tried(form, lambda told: actions.find_ballot(told["code"]))
    if found is None:
        if form.is_valid():
            form.add_error("code", actions.not_valid())
        return _vote_page(request, form, status=422)
    if "options" in request.POST:
        return _vote_page(request, SecretVoteForm(initial=form.cleaned_data, ballot=found), found)
    filled = SecretVoteForm(request.POST, ballot=found)
    tried(filled, lambda told: actions.vote_secretly(code=told["code"], option=told["option"]))
    if filled.is_valid():
        at = found.paragraph.minutes.meeting_id
        return redirect(f"{reverse('minutes:voted')}?meeting={at}")
    return _vote_page(request, filled, found, status=422)


def voted(request: HttpRequest) -> HttpResponse:
    """The same page for everybody who has voted in secret: it knows at which meeting, which stands
    in its address, and nothing of who they are."""
    at = request.GET.get("meeting", "")
    is_key = at.isascii() and at.isdecimal() and len(at) <= LONGEST_KEY
    context = {"meeting_key": int(at) if is_key else None}
    return closed_door(render(request, "minutes/ballot_voted.html", context))


def _find(meeting: Meeting, ballot: int) -> Ballot:
    rows = Ballot.objects.select_related("paragraph__item", "paragraph__minutes__meeting")
    return get_object_or_404(rows.filter(paragraph__minutes__meeting=meeting), pk=ballot)


def _leaders_page(
    request: PersonRequest,
    meeting: Meeting,
    found: Ballot,
    form: SlipsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "meeting": meeting,
        "paragraph": found.paragraph,
        "ballot": found,
    }
    if found.is_open:
        context |= ballots.open_for_leader(found)
        context |= {"slips_form": form} if form else {}
    elif found.is_counted:
        context["results"] = [ballots.result_of(found)]
    return render(request, "minutes/ballot.html", context, status=status)


def _own_page(
    request: HttpRequest,
    me: Attendee,
    found: Ballot,
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"meeting": me.meeting, "attendee": me, "ballot": found}
    context |= ballots.own_part(me, found) | {"form": form}
    if found.is_counted:
        context["results"] = [ballots.result_of(found)]
    elif isinstance(form, ChoiceForm) and "vote_form" in context:
        context["vote_form"] = form
    return closed_door(render(request, "minutes/ballot_mine.html", context, status=status))


def _vote_page(
    request: HttpRequest, form: CodeForm, found: Ballot | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "ballot": found}
    return closed_door(render(request, "minutes/ballot_vote.html", context, status=status))
