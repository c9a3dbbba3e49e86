"""Coming in: a code by e-mail, and what those are told who have no account, or the wrong code."""

import re

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from samverka.cast import Cast
from samverka.record.delivery import deliver_letters
from samverka.record.models import Letter

DOOR, CODE_PAGE = "/sv/account/login/", "/sv/account/login/code/"
CODE = re.compile(r"^\d{4}-\d{4}$", re.MULTILINE)


def ask_for_code(client: Client, email: str, language: str = "sv") -> Letter:
    """Ask at the door, and give back the letter that this caused."""
    answer = client.post(f"/{language}/account/login/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/account/login/code/")
    return Letter.objects.latest("pk")


def code_in(letter: Letter) -> str:
    found = CODE.search(letter.body)
    assert found
    return found[0]


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_somebody_signs_in_with_the_code_in_the_letter(client: Client, cast: Cast) -> None:
    letter = ask_for_code(client, "Elsa@Example.org")
    answer = client.post(CODE_PAGE, {"code": code_in(letter)})

    assert (letter.to, letter.language, letter.confidential) == ("Elsa@Example.org", "sv", True)
    assert (answer.status_code, answer["Location"]) == (302, "/sv/desk/")
    assert who_is_in(client) == str(cast.elsa.pk)


def test_the_code_is_gone_from_the_letter_when_it_has_left(client: Client, cast: Cast) -> None:
    letter = ask_for_code(client, "elsa@example.org")

    deliver_letters()

    assert code_in(letter) in mail.outbox[0].body
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("sent", "")
    assert not re.search(r"\d", letter.subject)


def test_the_code_may_be_written_without_its_dash(client: Client, cast: Cast) -> None:
    letter = ask_for_code(client, "elsa@example.org")

    client.post(CODE_PAGE, {"code": code_in(letter).replace("-", " ")})

    assert who_is_in(client) == str(cast.elsa.pk)


def test_whoever_was_on_the_way_somewhere_comes_there(client: Client, cast: Cast) -> None:
    client.post(DOOR, {"email": "elsa@example.org", "next": "/sv/ideas/inbox/"})
    page = client.get(f"{CODE_PAGE}?next=/sv/ideas/inbox/").content.decode()
    code = code_in(Letter.objects.get())
    answer = client.post(CODE_PAGE, {"code": code, "next": "/sv/ideas/inbox/"})

    assert '<input type="hidden" name="next" value="/sv/ideas/inbox/">' in page
    assert answer["Location"] == "/sv/ideas/inbox/"


@pytest.mark.parametrize(
    ("email", "page", "letter"),
    [
        ("rut@example.org", "sv", "en"),  # has chosen English
        ("kim@example.org", "en", "en"),  # has chosen nothing: the language of the page
        ("stranger@example.org", "en", "en"),
        ("stranger@example.org", "sv", "sv"),
    ],
)
def test_the_letter_speaks_the_language_of_its_receiver(
    client: Client, cast: Cast, email: str, page: str, letter: str
) -> None:
    assert ask_for_code(client, email, page).language == letter


def test_the_desk_speaks_the_language_of_its_owner(client: Client, cast: Cast) -> None:
    letter = ask_for_code(client, "rut@example.org")

    assert client.post(CODE_PAGE, {"code": code_in(letter)})["Location"] == "/en/desk/"


def test_an_unknown_address_sees_the_same_and_reads_that_there_is_no_account(
    cast: Cast,
) -> None:
    known, unknown = Client(), Client()
    ask_for_code(known, "elsa@example.org", "en")
    letter = ask_for_code(unknown, "ella@example.org", "en")

    def page(client: Client) -> str:
        answer = client.get("/en/account/login/code/").content.decode()
        answer = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer)
        return answer.replace("ella@", "elsa@")

    assert page(unknown) == page(known)
    assert letter.to == "ella@example.org"
    assert letter.subject == "There is no account with this address"
    assert "It has no account here, so there is no code to send." in letter.body
    assert CODE.search(letter.body) is None
    assert letter.confidential


def test_somebody_whose_account_is_closed_is_a_stranger(client: Client, cast: Cast) -> None:
    cast.petra.is_active = False
    cast.petra.save()

    letter = ask_for_code(client, "petra@example.org", "en")

    assert CODE.search(letter.body) is None


def test_after_three_wrong_codes_the_right_one_does_not_help(client: Client, cast: Cast) -> None:
    code = code_in(ask_for_code(client, "elsa@example.org", "en"))
    page = "/en/account/login/code/"

    first, second = (client.post(page, {"code": "0000-0000"}) for _ in range(2))
    third = client.post(page, {"code": "0000-0000"})
    door = client.get(third["Location"]).content.decode()
    late = client.post(page, {"code": code})

    assert (first.status_code, second.status_code) == (200, 200)
    assert "This is not the right code" in first.content.decode()
    assert "<title>1 thing to mend. Write the code" in first.content.decode()
    assert third["Location"] == "/en/account/login/"
    assert "That was many tries in a short time" in door
    assert late["Location"] == "/en/account/login/"
    assert who_is_in(client) is None


def test_a_code_becomes_too_old_and_the_page_says_so(
    client: Client, cast: Cast, settings: LazySettings
) -> None:
    code = code_in(ask_for_code(client, "elsa@example.org", "en"))
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    answer = client.post("/en/account/login/code/", {"code": code})

    assert answer["Location"] == "/en/account/login/"
    assert "The code has become too old." in client.get(answer["Location"]).content.decode()
    assert who_is_in(client) is None


def test_a_code_opens_only_the_browser_that_asked_for_it(client: Client, cast: Cast) -> None:
    code = code_in(ask_for_code(client, "elsa@example.org"))
    other = Client()
    ask_for_code(other, "nils@example.org")

    other.post(CODE_PAGE, {"code": code})

    assert who_is_in(other) is None


def test_a_new_code_may_be_asked_for_and_the_old_one_stops_working(
    client: Client, cast: Cast
) -> None:
    old = code_in(ask_for_code(client, "elsa@example.org"))
    client.post(CODE_PAGE, {"action": "resend"})
    new = code_in(Letter.objects.latest("pk"))

    with_old = client.post(CODE_PAGE, {"code": old})
    client.post(CODE_PAGE, {"code": new})

    assert (with_old.status_code, Letter.objects.count()) == (200, 2)
    assert who_is_in(client) == str(cast.elsa.pk)


def test_a_mistyped_address_can_be_left_behind(client: Client, cast: Cast) -> None:
    ask_for_code(client, "esla@example.org")
    waiting = client.get(DOOR)
    client.post("/sv/account/logout/", {"next": DOOR})

    assert waiting["Location"] == CODE_PAGE
    assert client.get(DOOR).status_code == 200


def test_an_address_gets_no_more_than_three_letters_a_minute(client: Client, cast: Cast) -> None:
    for _ in range(3):
        ask_for_code(Client(), "elsa@example.org")

    answer = client.post("/en/account/login/", {"email": "elsa@example.org"})

    assert "That was many tries in a short time" in answer.content.decode()
    assert Letter.objects.count() == 3


@pytest.mark.parametrize("email", ["", "elsa", "elsa@", "a" * 300 + "@example.org", "\x00@b.se"])
def test_what_is_no_address_is_sent_back_with_a_reason(
    client: Client, cast: Cast, email: str
) -> None:
    answer = client.post("/en/account/login/", {"email": email})

    assert answer.status_code == 200
    assert "<title>1 thing to mend. Sign in" in answer.content.decode()
    assert Letter.objects.count() == 0


def test_the_door_has_no_password_and_no_script_of_its_own(client: Client, cast: Cast) -> None:
    answer = client.get(DOOR)
    page = answer.content.decode()

    assert 'type="password"' not in page
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) == [""]
    assert re.findall(r"\son\w+=|\sstyle=|javascript:", page) == []
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/reset/",
        "password/change/",
        "password/set/",
        "email/",
        "reauthenticate/",
    ],
)
def test_there_is_no_sign_up_and_no_password(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.elsa)

    assert client.get(f"/sv/account/{path}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_set_password", "account_reset_password", "account_email"],
)
def test_passwords_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_asks_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.kim)

    question = client.get("/sv/account/logout/")
    still_in = who_is_in(client)
    answer = client.post("/sv/account/logout/")

    assert "kim@example.org" in question.content.decode()
    assert still_in == str(cast.kim.pk)
    assert (answer["Location"], who_is_in(client)) == ("/sv/", None)
