"""Who belongs to an organisation: seen and looked after by its own people and coordinators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import View, only_for, signed_in
from samverka.common.acting import pressed
from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.partnership import rules
from samverka.partnership.actions import belonging
from samverka.partnership.forms.people import CloseForm, InviteForm
from samverka.partnership.models import Invitation, Membership, Organisation
from samverka.people.actions import close_account
from samverka.people.models import Person, PersonRequest


def for_its_people(view: View) -> View:
    """The view gets the organisation; to everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **options: Any) -> HttpResponse:
        organisation = get_object_or_404(Organisation, slug=slug)
        if not rules.may_see_people(request.user, organisation):
            raise Http404
        return view(request, organisation, *args, **options)

    return signed_in(guarded)


@for_its_people
def people(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    return _page(request, organisation)


@for_its_people
@require_POST
def invite(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    form = InviteForm(request.POST)
    if form.is_valid():
        before = timezone.now()
        try:
            sent = belonging.invite(to=organisation, by=request.user, **form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            said = (
                _("An invitation is on its way to %(email)s.")
                if sent.sent_at >= before
                else _("%(email)s is invited already and has not answered yet.")
            )
            messages.success(request, said % {"email": sent.email})
            return redirect("partnership:people", organisation.slug)
    return _page(request, organisation, form)


@for_its_people
@require_POST
def invite_again(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk, organisation=organisation)
    return _act(
        request,
        organisation,
        lambda: belonging.invite_again(invitation=found, by=request.user),
        _("An invitation is on its way to %(who)s.") % {"who": found.email},
    )


@for_its_people
@require_POST
def withdraw(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk, organisation=organisation)
    return _act(
        request,
        organisation,
        lambda: belonging.withdraw_invitation(invitation=found, by=request.user),
        _("The invitation to %(who)s is withdrawn.") % {"who": found.email},
    )


@for_its_people
@require_POST
def remove(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    found = _membership(pk, organisation)
    said = _("%(who)s no longer belongs to %(organisation)s. You can take it back below.")
    return _act(
        request,
        organisation,
        lambda: belonging.end_membership(membership=found, by=request.user),
        said % {"who": found.person, "organisation": organisation},
    )


@for_its_people
@require_POST
def take_back(request: PersonRequest, organisation: Organisation, pk: int) -> HttpResponse:
    found = _membership(pk, organisation)
    return _act(
        request,
        organisation,
        lambda: belonging.return_membership(membership=found, by=request.user),
        _("%(who)s belongs to %(organisation)s again.")
        % {"who": found.person, "organisation": organisation},
    )


def _membership(pk: int, organisation: Organisation) -> Membership:
    rows = Membership.objects.select_related("person", "organisation")
    return get_object_or_404(rows, pk=pk, organisation=organisation)


def _act(
    request: PersonRequest, organisation: Organisation, act: Callable[[], object], said: str
) -> HttpResponse:
    answer = pressed(request, act, said, "partnership:my_organisations")
    if rules.may_see_people(request.user, organisation):
        return redirect("partnership:people", organisation.slug)
    return answer


def _page(
    request: PersonRequest, organisation: Organisation, form: InviteForm | None = None
) -> HttpResponse:
    memberships = Membership.objects.filter(organisation=organisation).select_related("person")
    invitations = Invitation.objects.filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "memberships": memberships.current().order_by("person__name", "pk"),
        "left": memberships.ended_since(timezone.localdate() - rules.LEFT_LATELY),
        "invitations": invitations.unanswered().select_related("invited_by"),
        "form": form or InviteForm(initial={"language": reader_language()}),
    }
    status = 422 if form and form.errors else 200
    return render(request, "partnership/people.html", context, status=status)


@signed_in
def my_organisations(request: PersonRequest) -> HttpResponse:
    """Where the person belongs, and where they have lately left by themselves."""
    mine = Membership.objects.filter(person=request.user).select_related("organisation")
    lately = timezone.localdate() - rules.LEFT_LATELY
    current = list(mine.current())
    here = {one.organisation_id for one in current}
    left = mine.ended_since(lately).filter(ended_by=request.user).exclude(organisation__in=here)
    context = {"memberships": current, "left": left}
    return render(request, "partnership/my_organisations.html", context)


@signed_in
@require_POST
def leave(request: PersonRequest, pk: int) -> HttpResponse:
    return _for_myself(request, pk, belonging.end_membership, _("You have left %(organisation)s."))


@signed_in
@require_POST
def come_back(request: PersonRequest, pk: int) -> HttpResponse:
    said = _("You belong to %(organisation)s again.")
    return _for_myself(request, pk, belonging.return_membership, said)


def _for_myself(
    request: PersonRequest, pk: int, act: Callable[..., Membership], said: str
) -> HttpResponse:
    rows = Membership.objects.select_related("organisation", "person")
    found = get_object_or_404(rows, pk=pk, person=request.user)
    try:
        act(membership=found, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said % {"organisation": found.organisation})
    return redirect("partnership:my_organisations")


@only_for(rules.is_coordinator)
def close_for(request: PersonRequest) -> HttpResponse:
    """Somebody has asked a coordinator to erase their account."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        person = Person.objects.filter(email=email).first()
        try:
            if person is None or not rules.may_close_account_of(request.user, person):
                raise Refused(
                    _(
                        "Nobody who belongs to this partnership alone has this address. Somebody"
                        " who belongs to others too closes the account on their own page."
                    )
                )
            close_account(person=person, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            said = _("The account of %(who)s is closed. They have got a letter to undo it.")
            messages.success(request, said % {"who": person})
            return redirect("partnership:close_for")
    status = 422 if form.errors else 200
    return render(request, "partnership/close_for.html", {"form": form}, status=status)
