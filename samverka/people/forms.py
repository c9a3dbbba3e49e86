"""The forms of the account; those that allauth asks for are its own, in our words and manner."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import EmailField, Form, LineField
from samverka.common.languages import ENGLISH, SWEDISH

NAME_LENGTH = 120


class CodeField(LineField):
    """A code from a letter or an app: number keys on a phone, and the device may fill it in."""

    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    default_error_messages = {"required": _("Write the code")}


class PasskeyNameField(LineField):
    default_error_messages = {"required": _("Write what you want to call the passkey")}


class AddressForm(Form, RequestLoginCodeForm):
    email = EmailField(
        label=_("Your e-mail"),
        error_messages={"required": _("Write the e-mail address you use here")},
    )


class LetterCodeForm(Form, ConfirmLoginCodeForm):
    code = CodeField(label=_("The code in the letter"), help_text=_("Eight digits."))


class SecondStepForm(Form, AuthenticateForm):
    code = CodeField(
        label=_("Code"), help_text=_("Six digits from your app, or one of your recovery codes.")
    )


class ConfirmForm(Form, ReauthenticateForm):
    code = CodeField(
        label=_("Code"), help_text=_("Six digits from your app, or one of your recovery codes.")
    )


class AppForm(Form, ActivateTOTPForm):
    code = CodeField(label=_("The code that the app shows"), help_text=_("Six digits."))


class NewPasskeyForm(Form, AddWebAuthnForm):
    name = PasskeyNameField(
        label=_("What do you want to call it?"),
        help_text=_("So that you recognise it later. For example: My phone."),
        max_length=NAME_LENGTH,
        required=False,
    )
    # Every passkey may sign in by itself, so the device must have asked who holds it.
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class RenamePasskeyForm(Form, EditWebAuthnForm):
    name = PasskeyNameField(label=_("What do you want to call it?"), max_length=NAME_LENGTH)


class AccountForm(Form):
    name = LineField(
        label=_("Your name"),
        help_text=_("Those you work with see it. Without a name they see your e-mail address."),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Your language"),
        help_text=_("For letters to you, and for your desk when you sign in."),
        choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language")},
    )
