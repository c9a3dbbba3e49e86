"""The page that an invitation leads to: the address is the key, opened from a letter."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed
from samverka.common.forms import Form
from samverka.common.refusal import Refused
from samverka.common.visitors import is_too_often
from samverka.partnership.actions.belonging import accept_invitation, decline_invitation
from samverka.partnership.forms.people import AcceptForm
from samverka.partnership.models import Invitation
from samverka.people.models import Person

TRIES_A_MINUTE = 30


def invited(request: HttpRequest, key: str) -> HttpResponse:
    """Opening the page changes nothing: some mail programs open every link by themselves."""
    if is_too_often(request, what="invited", a_minute=TRIES_A_MINUTE):
        return render(request, "429.html", status=429)
    invitation = _find(key)
    account = Person.objects.filter(email=invitation.email).first()
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        known=bool(account and account.name and account.language),
        initial={"name": account.name if account else "", "language": invitation.language},
    )
    if request.method == "POST" and _must_sign_in(request, account):
        return _page(request, invitation, account, form, status=403)
    if form.is_valid():
        told = form.cleaned_data
        try:
            membership = accept_invitation(
                invitation=invitation,
                name=told.get("name", ""),
                language=told.get("language", ""),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return _welcome(request, membership.person, invitation)
    return _page(request, invitation, account, form, status=422 if form.errors else 200)


@require_POST
def decline(request: HttpRequest, key: str) -> HttpResponse:
    invitation = _find(key)
    return pressed(request, lambda: decline_invitation(invitation=invitation), "", invitation)


def _must_sign_in(request: HttpRequest, account: Person | None) -> bool:
    """The key makes an account and opens it once. One that is there is opened as always: it may
    have a second step, and a letter lies in a mailbox for longer than a code works."""
    return request.user != account if account else request.user.is_authenticated


def _welcome(request: HttpRequest, person: Person, invitation: Invitation) -> HttpResponse:
    with translation.override(person.letter_language):
        said = _("Welcome. You belong to %(organisation)s now.")
        messages.success(request, said % {"organisation": invitation.organisation})
    if request.user == person:
        return closed_door(redirect("home:desk"))
    record_authentication(request, person, "invitation")
    answer: HttpResponse = perform_login(request, person, email_verification="none")
    return closed_door(answer)


def _find(key: str) -> Invitation:
    rows = Invitation.objects.select_related("organisation", "invited_by")
    return get_object_or_404(rows, key=key)


def _page(
    request: HttpRequest,
    invitation: Invitation,
    account: Person | None,
    form: Form,
    status: int = 200,
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "form": form,
        "account": account,
        "must_sign_in": _must_sign_in(request, account),
    }
    page = render(request, "partnership/invited.html", context, status=status)
    return closed_door(page, referrer="same-origin")
