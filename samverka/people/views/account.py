"""A person's own page, and the code by which they come in."""

from collections.abc import Callable
from functools import wraps

from allauth.account.views import ConfirmLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.refusal import Refused
from samverka.people.actions import change_person, give_consent, withdraw_consent
from samverka.people.forms import AccountForm
from samverka.people.models import Consent, Person, PersonRequest

View = Callable[[HttpRequest], HttpResponse]

_code_page = ConfirmLoginCodeView.as_view(
    extra_context={"minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}
)


def confirm_code(request: HttpRequest) -> HttpResponse:
    """allauth's page for the code. It is silent when a code has become too old; we say so."""
    said_before = len(messages.get_messages(request))
    response: HttpResponse = _code_page(request)
    sent_back = (
        request.method == "POST"
        and isinstance(response, HttpResponseRedirect)
        and response.url == reverse("account_login")
    )
    if sent_back and len(messages.get_messages(request)) == said_before:
        text = _("The code has become too old. Write your address, and you get a new one.")
        messages.error(request, text)
    return response


def with_passkeys(view: View, back: str) -> View:
    """A page of allauth's that takes passkeys. It takes for granted that what comes was made by a
    browser; whatever else comes leads `back`, to a page by its name."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except (LookupError, TypeError, ValueError, RecursionError):
            messages.error(request, _("The passkey did not work. Try again, or ask for a code."))
            return redirect(back)

    return guarded


@signed_in
def me(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = AccountForm(
        request.POST or None, initial={"name": person.name, "language": person.language}
    )
    if form.is_valid():
        person = change_person(person=person, by=person, **form.cleaned_data)
        with translation.override(person.language):
            messages.success(request, _("Saved."))
            return redirect("people:me")
    context = {
        "form": form,
        "memberships": person.memberships.current().select_related("organisation"),
        "consents": _consents(person),
    }
    return render(request, "people/me.html", context)


@signed_in
@require_POST
def consent(request: PersonRequest, purpose: str) -> HttpResponse:
    """Say yes to something, or take it back: one press each."""
    if purpose not in Consent.Purpose.values:
        raise Http404
    try:
        if request.POST.get("answer") == "yes":
            give_consent(person=request.user, purpose=purpose, how=Consent.How.ACCOUNT)
        else:
            withdraw_consent(person=request.user, purpose=purpose)
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect("people:me")


def _consents(person: Person) -> list[tuple[Consent.Purpose, Consent | None]]:
    """Every purpose, with the yes that stands for it."""
    standing = {one.purpose: one for one in person.consents.standing()}
    return [(purpose, standing.get(purpose)) for purpose in Consent.Purpose]
