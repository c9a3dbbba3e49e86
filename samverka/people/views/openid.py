"""The door: a code by e-mail, or the organisation's own sign-in for its addresses."""

import logging
import secrets
from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samverka.common.access import closed_door
from samverka.common.languages import reader_language
from samverka.common.outgoing import Unreachable
from samverka.common.tenancy import whole_address
from samverka.common.text import clean_line
from samverka.common.visitors import is_too_often
from samverka.people import openid
from samverka.people.models import Person, SignInProvider

log = logging.getLogger("samverka.openid")

FLOWS, HINT = "openid_flows", "openid_hint"
MOST_FLOWS = 5
BACK = "/openid/back/"  # without language or partnership: providers know it letter by letter
TRIES_A_MINUTE = 20


def door(request: HttpRequest) -> HttpResponseBase:
    """allauth's page for the address. Where an organisation signs in its own, it leads there."""
    email = clean_line(request.POST.get("email", ""))
    provider = openid.provider_for(email) if request.method == "POST" else None
    if provider and "code" not in request.POST and not request.user.is_authenticated:
        request.session[HINT] = email  # not in the address, which is written down by many
        context = {"provider": provider, "email": email, "next": _next(request, request.POST)}
        return render(request, "people/openid_door.html", context)
    answer: HttpResponseBase = allauth.request_login_code(request)
    return answer


@never_cache
@require_GET
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember what we asked, and lead to the provider."""
    provider = get_object_or_404(SignInProvider, pk=pk)
    if is_too_often(request, what="openid", a_minute=TRIES_A_MINUTE):
        return render(request, "429.html", status=429)
    flow = openid.begin(
        provider,
        back=whole_address(BACK),
        next=_next(request, request.GET),
        language=reader_language(),
    )
    state = secrets.token_urlsafe(24)
    try:
        hint = request.session.pop(HINT, "")
        address = openid.where_to(provider, flow, state=state, email=hint)
    except (Unreachable, openid.NotBelieved) as trouble:
        return _trouble(request, provider, trouble)
    flows = dict(list(request.session.get(FLOWS, {}).items())[-MOST_FLOWS + 1 :])
    request.session[FLOWS] = flows | {state: flow}
    return redirect(address)


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """From the provider. What it says counts once, and only in the browser that asked."""
    flow = _take_flow(request)
    with translation.override(flow["language"] if flow else reader_language()):
        if flow is None or openid.is_too_old(flow):
            return _refuse(
                request,
                _("This sign-in has been used already, or took too long. Begin again."),
            )
        return _come_in(request, flow)


def _come_in(request: HttpRequest, flow: openid.Flow) -> HttpResponse:
    provider = get_object_or_404(SignInProvider, pk=flow["provider"])
    name = {"provider": provider.name}
    if request.GET.get("error") == "access_denied":
        return _refuse(request, _("You said no at %(provider)s, so nobody is signed in.") % name)
    if "error" in request.GET:
        return _trouble(request, provider, openid.NotBelieved(request.GET["error"][:80]))
    try:
        email = openid.proven_address(provider, flow, request.GET.dict())
    except openid.NotVerified:
        sentence = _(
            "%(provider)s has not verified an e-mail address of its own for you. Nobody is"
            " signed in. Ask for a code by e-mail instead."
        )
        return _refuse(request, sentence % name)
    except (Unreachable, openid.NotBelieved) as trouble:
        return _trouble(request, provider, trouble)
    person = Person.objects.filter(email=email).first()
    if person is None:
        return _newcomer(request, email)
    if not person.is_active:
        return redirect("account_inactive")
    record_authentication(request, person, "openid", provider=provider.pk)
    answer: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=flow["next"] or None
    )
    return answer


def _newcomer(request: HttpRequest, email: str) -> HttpResponse:
    """No account: to the open invitation where there is one, and nowhere else."""
    if invitation := import_string(settings.WAY_IN_FOR_INVITED)(email):
        return redirect(invitation)
    sentence = _(
        "%(email)s has no account here, and nobody has invited it. Ask somebody in your"
        " organisation, or a coordinator, for an invitation."
    )
    return _refuse(request, sentence % {"email": email})


def _take_flow(request: HttpRequest) -> openid.Flow | None:
    """What we remembered under the state, which is then forgotten."""
    flows = request.session.get(FLOWS, {})
    flow: openid.Flow | None = flows.pop(request.GET.get("state", ""), None)
    request.session[FLOWS] = flows
    return flow


def _next(request: HttpRequest, told: Any) -> str:
    """Where the person was on the way to, if it is a page of ours."""
    path = str(told.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if is_ours else ""


def _trouble(request: HttpRequest, provider: SignInProvider, trouble: Exception) -> HttpResponse:
    """What is wrong stands in the log, for those who can mend it."""
    log.warning("signing in at %s did not work: %s", provider.issuer, clean_line(str(trouble)))
    sentence = _(
        "The sign-in at %(provider)s does not work just now. It is not your fault. Try again in a"
        " while, or ask for a code by e-mail."
    )
    return _refuse(request, sentence % {"provider": provider.name}, status=503)


def _refuse(request: HttpRequest, sentence: str, status: int = 403) -> HttpResponse:
    context = {"sentence": sentence, "door": reverse("account_login")}
    return closed_door(render(request, "people/openid_refused.html", context, status=status))
