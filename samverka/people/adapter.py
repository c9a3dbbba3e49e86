"""What we tell allauth: nobody signs up alone, its mail becomes our letters, its words ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import reader_language
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter

WRONG_CODE = _("This is not the right code. Look once more, or ask for a new one.")
TOO_OFTEN = _("That was many tries in a short time. Wait a few minutes, then ask for a new code.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter instead; in the language of the page where the person has chosen none."""
        person = Person.objects.filter(email=email.lower()).first()
        language = person.language if person else ""
        post_letter(
            to=Receiver(email, language or reader_language()),
            template=f"{template_prefix}.txt",
            confidential=True,
            minutes=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            **context,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whoever gets a new way in, or loses one, hears of it: perhaps they did not do it."""
        self.send_mail(template_prefix, user.email, context or {})

    def is_safe_url(self, url: str | None) -> bool:
        """Also when it is no address at all, such as `http://[`."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the person's own language."""
        person = request.user
        language = person.language if isinstance(person, Person) else ""
        with translation.override(language or reader_language()):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """allauth's, in our words; the first is asked for, and a passkey is the least trouble."""
        words = {
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
            "mfa_reauthenticate": gettext("Use a code from your app, or a recovery code"),
        }
        methods = {one["id"]: one for one in super().get_reauthentication_methods(user)}
        return [methods[id] | {"description": words[id]} for id in words if id in methods]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


@receiver(authenticator_added)
def remember_that_it_was_them(request: HttpRequest, user: Person, **facts: Any) -> None:
    """Whoever has just added an app or a passkey has used it: they are not asked again at once."""
    record_authentication(request, user, "mfa", reauthenticated=True)
