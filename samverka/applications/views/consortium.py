"""Who applies together: the page of them all, whom to ask, and what they answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.consortium import InviteForm, OutsideForm
from samverka.applications.models import Application, Asked, Commitment, Member
from samverka.applications.rules import Standing
from samverka.applications.telling.company import candidates
from samverka.applications.views.doors import for_leaders, for_readers
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.common.lists import words_sought
from samverka.common.text import clean_text
from samverka.people.models import PersonRequest


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: Form
) -> HttpResponse:
    standing, words = Standing(request.user), words_sought(request)
    leads = standing.may_lead(application)
    near, found = candidates(application, words) if leads else ([], [])
    rows = list(application.members.with_organisation().lead_first().prefetch_related("places"))
    brings: dict[int, list[Commitment]] = {}
    for one in Commitment.objects.filter(member__application=application):
        brings.setdefault(one.member_id, []).append(one)
    context = {
        "application": application,
        "leads": leads,
        "members": [(one, brings.get(one.pk, [])) for one in rows if one.is_in],
        "invited": [one for one in rows if one.state == Member.State.INVITED],
        "gone": [one for one in rows if one.state in (Member.State.LEFT, Member.State.DECLINED)],
        "asked": application.asked.exclude(state=Asked.State.ACCEPTED) if leads else [],
        "own": standing.keys,
        "words": words,
        "near": near,
        "found": found,
        "invite_form": InviteForm(),
        "outside_form": OutsideForm(initial={"language": application.language}),
        **bound,
    }
    return render(request, "applications/who.html", context, status=status)


def _address(application: Application) -> str:
    return reverse("applications:who", args=[application.pk])


@for_leaders
@require_POST
def invite(request: PersonRequest, application: Application) -> HttpResponse:
    form = InviteForm(request.POST)
    tried(
        form,
        lambda told: actions.invite_member(application=application, by=request.user, **told),
    )
    if form.is_valid():
        messages.success(request, _("Asked. You get a letter when they answer."))
        return redirect(_address(application))
    return _page(request, application, status=422, invite_form=form)


@for_leaders
@require_POST
def outside(request: PersonRequest, application: Application) -> HttpResponse:
    form = OutsideForm(request.POST)
    tried(
        form,
        lambda told: actions.ask_outside(
            application=application, letter=form.letter, by=request.user
        ),
    )
    if form.is_valid():
        messages.success(request, _("The letter is on its way. They need no account to answer."))
        return redirect(_address(application))
    return _page(request, application, status=422, outside_form=form)


@for_leaders
@require_POST
def withdraw(request: PersonRequest, application: Application, asked: int) -> HttpResponse:
    found = get_object_or_404(application.asked, pk=asked)
    return pressed(
        request,
        lambda: actions.withdraw_asked(asked=found, by=request.user),
        _("Taken back. The address in the letter leads nowhere any more."),
        _address(application),
    )


@for_readers
@require_POST
def accept(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _own(request, application, member)
    return pressed(
        request,
        lambda: actions.accept_invitation(member=found, by=request.user),
        _("You take part. The others know."),
        application.get_absolute_url(),
    )


@for_readers
@require_POST
def decline(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found, words = _own(request, application, member), _words(request)
    return pressed(
        request,
        lambda: actions.decline_invitation(member=found, words=words, by=request.user),
        _("You have said no. Those who lead know."),
        reverse("applications:list"),
    )


@for_readers
@require_POST
def leave(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found, words = _own(request, application, member), _words(request)
    return pressed(
        request,
        lambda: actions.leave_application(member=found, words=words, by=request.user),
        _("You have left. The others know."),
        reverse("applications:list"),
    )


@for_leaders
@require_POST
def remove(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found, words = _member(application, member), _words(request)
    return _led(
        request,
        application,
        lambda: actions.remove_member(member=found, words=words, by=request.user),
        _("Taken out. Its people cannot open the application any more; you can undo it."),
    )


@for_leaders
@require_POST
def bring_back(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _member(application, member)
    return _led(
        request,
        application,
        lambda: actions.bring_back(member=found, by=request.user),
        _("In again, with the places and the sections it had."),
    )


@for_leaders
@require_POST
def lead(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _member(application, member)
    return _led(
        request,
        application,
        lambda: actions.change_lead(member=found, by=request.user),
        _("They lead from now on. The others know."),
    )


def _led(
    request: PersonRequest, application: Application, action: Callable[[], object], said: str
) -> HttpResponse:
    return pressed(request, action, said, _address(application))


def _member(application: Application, member: int) -> Member:
    return get_object_or_404(application.members.with_organisation(), pk=member)


def _own(request: PersonRequest, application: Application, member: int) -> Member:
    """Those of the organisation itself; to the others the button does not exist."""
    found = _member(application, member)
    if not Standing(request.user).may_speak_for(found):
        raise Http404
    return found


def _words(request: PersonRequest) -> str:
    return clean_text(request.POST.get("words", ""))[:2000]
