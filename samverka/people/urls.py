"""Signing in, and the ways to do it.

Only what we use of allauth has an address: no sign-up, no passwords. The names are allauth's own,
because its code asks for them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path

from samverka.people.views import account as mine
from samverka.people.views import leaving, openid
from samverka.people.views.account import with_passkeys

MINE = [
    path("", mine.me, name="me"),
    path("consents/<slug:purpose>/", mine.consent, name="consent"),
    path("export/", leaving.export, name="export"),
    path("export/file/", leaving.export_file, name="export_file"),
    path("erase/", leaving.erase, name="erase"),
    path("erase/undo/<slug:key>/", leaving.undo, name="undo_erasure"),
    path("login/with/<int:pk>/", openid.start, name="openid_start"),
]
# One page to come in by. allauth knows it as three, and links to the third in a letter.
DOOR = [
    path("login/", openid.door, name=name)
    for name in ("account_login", "account_request_login_code", "account_signup")
]
SIGNING_IN = [
    path("login/code/", mine.confirm_code, name="account_confirm_login_code"),
    path(
        "login/passkey/",
        with_passkeys(passkeys.login_webauthn, "account_login"),
        name="mfa_login_webauthn",
    ),
    path(
        "login/second-step/",
        with_passkeys(mfa.authenticate, "mfa_authenticate"),
        name="mfa_authenticate",
    ),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
]
CONFIRMING = [
    path("confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        with_passkeys(passkeys.reauthenticate_webauthn, "mfa_reauthenticate"),
        name="mfa_reauthenticate_webauthn",
    ),
]
WAYS_IN = [
    path("", mfa.index, name="mfa_index"),
    path("app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path(
        "passkeys/add/",
        with_passkeys(passkeys.add_webauthn, "mfa_list_webauthn"),
        name="mfa_add_webauthn",
    ),
    path("passkeys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("", include((MINE, "people"))),
    *DOOR,
    *SIGNING_IN,
    *CONFIRMING,
    path("ways-in/", include(WAYS_IN)),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
]
