"""Letters of commitment: made, given out, handed in signed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.sending import SignedForm
from samverka.applications.models import Application, Member, Pledge, SignedCopy
from samverka.applications.papers import (
    as_file,
    lead_name,
    letter_paper,
    members_with_letters,
)
from samverka.applications.papers.letter import mark_of
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_readers
from samverka.applications.views.files import PAPERS, given_file
from samverka.common.acting import tried
from samverka.common.files import given
from samverka.common.signed import LARGEST_FILE
from samverka.people.models import PersonRequest


@dataclass(frozen=True)
class Letter:
    """A member, how far its letter is, and the copies that were handed in, newest first."""

    member: Member
    pledge: Pledge
    copies: list[SignedCopy]
    is_old: bool  # the member has said something else since it was made
    may_handle: bool

    @property
    def current(self) -> SignedCopy | None:
        return next((copy for copy in self.copies if copy.replaced_at is None), None)

    @property
    def replaced(self) -> list[SignedCopy]:
        return [copy for copy in self.copies if copy.replaced_at is not None]


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


@for_readers
@require_POST
def make(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _member(request, application, member)
    actions.make_letter(member=found, by=request.user)
    messages.success(request, _("The letter is made. Print it, sign it and hand it in here."))
    return redirect("applications:letters", application.pk)


@for_readers
@require_POST
def hand_in(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _member(request, application, member)
    form = SignedForm(request.POST, request.FILES)
    tried(
        form,
        lambda told: actions.hand_in_signed(
            member=found, content=told["file"].read(), name=told["file"].name, by=request.user
        ),
    )
    if form.is_valid():
        messages.success(request, _("The signed letter is kept."))
        return redirect("applications:letters", application.pk)
    return _page(request, application, status=422, signed_form=form, handed_in=found.pk)


@for_readers
@require_POST
def set_aside(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _member(request, application, member)
    actions.set_signed_aside(member=found, by=request.user)
    messages.success(request, _("The letter waits to be signed again."))
    return redirect("applications:letters", application.pk)


@for_readers
def paper(request: PersonRequest, application: Application, member: int, kind: str) -> HttpResponse:
    """The letter of a member, to be printed and signed."""
    if kind not in PAPERS:
        raise Http404
    members = application.members.current().with_organisation().select_related("application__call")
    found = get_object_or_404(members, pk=member)
    letter = letter_paper(found, lead_name(application), timezone.now())
    return given_file(as_file(letter, kind))


@for_readers
def signed(request: PersonRequest, application: Application, copy: int) -> HttpResponse:
    """A signed letter as it was handed in."""
    copies = SignedCopy.objects.filter(pledge__member__application=application)
    found = get_object_or_404(copies, pk=copy)
    return given(bytes(found.content), name=found.name, media_type=found.kind)


def _member(request: PersonRequest, application: Application, pk: int) -> Member:
    """One whose letter they may handle; to others it is not there."""
    members = application.members.current().select_related("organisation", "application__call")
    found = get_object_or_404(members, pk=pk)
    if not application.is_being_written or not Standing(request.user).may_handle_letter(found):
        raise Http404
    return found


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: object
) -> HttpResponse:
    context = {
        "application": application,
        "letters": _letters(request, application),
        "signed_form": SignedForm(),
        "largest": LARGEST_FILE,
        **bound,
    }
    return render(request, "applications/letters.html", context, status=status)


def _letters(request: PersonRequest, application: Application) -> list[Letter]:
    standing = Standing(request.user)
    members = members_with_letters(application)
    lead = next((one.organisation.name for one in members if one.leads), "")
    leads, writes = standing.may_lead(application), application.is_being_written
    copies: dict[int, list[SignedCopy]] = {}
    for copy in SignedCopy.objects.listed().filter(pledge__member__application=application):
        copies.setdefault(copy.pledge_id, []).append(copy)
    found = []
    for member in members:
        pledge = getattr(member, "pledge", None) or Pledge(member=member)
        found.append(
            Letter(
                member=member,
                pledge=pledge,
                copies=copies.get(pledge.pk, []),
                is_old=bool(pledge.mark) and pledge.mark != mark_of(member, lead),
                may_handle=writes and (leads or standing.may_speak_for(member)),
            )
        )
    return found
