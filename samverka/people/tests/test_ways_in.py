"""An app, passkeys and recovery codes beside the code by e-mail; and the sessions they open."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from samverka.cast import Cast
from samverka.people.tests.test_signing_in import (
    CODE_PAGE,
    DOOR,
    ask_for_code,
    code_in,
    who_is_in,
)
from samverka.record.models import Letter

SECOND_STEP = "/sv/account/login/second-step/"
APP, PASSKEYS = "/sv/account/ways-in/app/add/", "/sv/account/ways-in/passkeys/"


def code_now(secret: str) -> str:
    """What an app shows this half minute."""
    _, now, _ = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def add_app(client: Client, language: str = "sv") -> str:
    """Read the key on the page, answer with the code that an app would show; where it leads."""
    path = f"/{language}/account/ways-in/app/add/"
    key = re.search(r"<b>([A-Z2-7 ]{39})</b>", client.get(path).content.decode())
    assert key
    return client.post(path, {"code": code_now(key[1].replace(" ", ""))})["Location"]


def sign_in(client: Client, email: str) -> None:
    client.post(CODE_PAGE, {"code": code_in(ask_for_code(client, email))})


@pytest.fixture
def secret(cast: Cast) -> str:
    """Elsa has an app."""
    key = str(generate_totp_secret())
    TOTP.activate(cast.elsa, key)
    return key


@pytest.mark.django_db(transaction=True)  # allauth tells when its transaction has ended
def test_an_app_is_added_and_the_owner_gets_a_letter_and_recovery_codes(
    client: Client, cast: Cast
) -> None:
    sign_in(client, "rut@example.org")
    picture = client.get("/en/account/ways-in/app/add/").content.decode()

    codes = add_app(client, "en")

    assert 'src="data:image/svg+xml;base64,' in picture
    assert codes == "/en/account/ways-in/recovery/"
    assert len(re.findall(r"<li>\d{8}</li>", client.get(codes).content.decode())) == 10
    letter = Letter.objects.get(subject="Codes from an app are now on")
    assert (letter.to, letter.language, letter.confidential) == ("rut@example.org", "en", True)
    assert "http://127.0.0.1:8000/en/account/ways-in/" in letter.body


def test_a_wrong_code_adds_no_app(client: Client, cast: Cast) -> None:
    sign_in(client, "elsa@example.org")

    answer = client.post(APP, {"code": "12345"})

    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_with_an_app_the_letter_alone_does_not_open_the_account(
    client: Client, cast: Cast, secret: str
) -> None:
    letter = ask_for_code(client, "elsa@example.org")
    first_step = client.post(CODE_PAGE, {"code": code_in(letter)})
    between = who_is_in(client)
    wrong = client.post(SECOND_STEP, {"code": "000000"})
    right = client.post(SECOND_STEP, {"code": code_now(secret)})

    assert (first_step["Location"], between) == (SECOND_STEP, None)
    assert client.get(DOOR).status_code == 302
    assert wrong.status_code == 200
    assert (right["Location"], who_is_in(client)) == ("/sv/desk/", str(cast.elsa.pk))


def test_the_same_code_from_the_app_does_not_work_twice(cast: Cast, secret: str) -> None:
    code = code_now(secret)
    first, second = Client(), Client()
    for client in (first, second):
        client.post(CODE_PAGE, {"code": code_in(ask_for_code(client, "elsa@example.org"))})
        client.post(SECOND_STEP, {"code": code})

    assert (who_is_in(first), who_is_in(second)) == (str(cast.elsa.pk), None)


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_stands_in_for_the_app_once(client: Client, cast: Cast) -> None:
    sign_in(client, "elsa@example.org")
    add_app(client)
    file = client.get("/sv/account/ways-in/recovery/file/")
    code = file.content.decode().split()[0]

    first, second = Client(), Client()
    for other in (first, second):
        other.post(CODE_PAGE, {"code": code_in(ask_for_code(other, "elsa@example.org"))})
        other.post(SECOND_STEP, {"code": code})

    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert (who_is_in(first), who_is_in(second)) == (str(cast.elsa.pk), None)


def test_who_has_an_app_is_asked_once_more_before_it_is_turned_off(
    client: Client, cast: Cast, secret: str
) -> None:
    off = "/sv/account/ways-in/app/remove/"
    client.force_login(cast.elsa)

    question = client.get(off)
    client.post(f"/sv/account/confirm/?next={off}", {"code": code_now(secret)})
    answer = client.post(off)

    assert question["Location"] == f"/sv/account/confirm/?next={off.replace('/', '%2F')}"
    assert answer["Location"] == "/sv/account/ways-in/"
    assert not Authenticator.objects.exists()
    assert Letter.objects.get().to == "elsa@example.org"


def test_what_is_no_passkey_opens_nothing(client: Client, cast: Cast) -> None:
    for credential in ("", "{}", "[]", "null", '{"response": {"userHandle": "MQ"}}', "\x00"):
        answer = client.post("/sv/account/login/passkey/", {"credential": credential})
        assert answer["Location"] == "/sv/account/login/"
    assert who_is_in(client) is None


def test_nobody_touches_the_passkeys_of_others(client: Client, cast: Cast) -> None:
    data = {"name": "Elsas telefon", "credential": {}}
    passkey = Authenticator.objects.create(
        user=cast.elsa, type=Authenticator.Type.WEBAUTHN, data=data
    )
    client.force_login(cast.kim)

    for way in ("edit", "remove"):
        assert client.post(f"{PASSKEYS}{passkey.pk}/{way}/", {"name": "x"}).status_code == 404


def test_signing_out_everywhere_ends_the_session_on_another_device(cast: Cast) -> None:
    at_home, at_work = Client(HTTP_USER_AGENT="Mozilla (iPhone) Safari"), Client()
    sign_in(at_home, "elsa@example.org")
    sign_in(at_work, "elsa@example.org")
    stranger = Client()
    sign_in(stranger, "nils@example.org")

    page = at_work.get("/en/account/sessions/").content.decode()
    at_work.post("/en/account/sessions/")

    assert "Safari on iPhone" in page
    assert "An unknown device" in page
    assert at_home.get("/sv/account/").status_code == 302
    assert at_work.get("/sv/account/").status_code == 200
    assert stranger.get("/sv/account/").status_code == 200


PAGES = [
    "",
    "sessions/",
    "logout/",
    "inactive/",
    "ways-in/",
    "ways-in/app/add/",
    "ways-in/passkeys/",
    "ways-in/passkeys/add/",
    "ways-in/recovery/new/",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_ours_also_for_somebody_without_name_or_language(
    client: Client, cast: Cast, page: str
) -> None:
    sign_in(client, "kim@example.org")

    answer = client.get(f"/en/account/{page}")

    assert answer.status_code == 200
    assert [one.name for one in answer.templates if "allauth" in one.origin.name] == []
    assert answer.content.decode().count("<h1>") == 1
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["", "sessions/", "ways-in/", "ways-in/passkeys/add/"])
def test_a_visitor_is_sent_to_sign_in(client: Client, cast: Cast, page: str) -> None:
    answer = client.get(f"/sv/account/{page}")

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{DOOR}?next=")


@pytest.mark.parametrize(
    "credential", ["", "[]", "null", "{}", '"x"', '{"id": 1}', '{"rawId": "x"}', "9" * 5000, "\x00"]
)
def test_what_is_no_passkey_is_told_and_stops_nothing(cast: Cast, credential: str) -> None:
    client = Client(raise_request_exception=False)
    client.get("/en/account/login/passkey/")

    answer = client.post("/en/account/login/passkey/", {"credential": credential})

    assert answer.status_code in (200, 302)
    assert who_is_in(client) is None


@pytest.mark.parametrize(
    "address", ["http://[::1", "//[", "/\\evil.example", "https://evil.example/"]
)
def test_what_is_no_page_of_ours_is_not_led_to(cast: Cast, address: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.amina)

    came, left = (
        client.post(f"/en/account/{way}/", {"next": address}) for way in ("login", "logout")
    )

    assert (came.status_code, left.status_code) == (302, 302)
    assert "[" not in came["Location"] + left["Location"]
    assert "evil" not in came["Location"] + left["Location"]
