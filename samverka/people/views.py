from allauth.account.views import ConfirmLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.common.access import signed_in
from samverka.people.actions import change_person
from samverka.people.forms import AccountForm
from samverka.people.models import PersonRequest

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
    return render(request, "people/me.html", {"form": form})
