"""How often somebody hears from us is theirs to say, signed in or from a letter."""

import re
from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.record.actions import change_rhythm, rhythm_of
from samverka.record.models import Rhythm

TYPED = {"every": "week", "hour": "9", "quiet_from": "18", "quiet_until": "8"}


def chosen(email: str) -> tuple[Any, ...]:
    one = rhythm_of(email)
    return (one.every, one.hour, one.quiet_from, one.quiet_until)


def made(email: str) -> Rhythm:
    return change_rhythm(email=email, every="day", hour=7, quiet_from=20, quiet_until=7)


def test_a_person_chooses_and_finds_it_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    before = client.get("/en/desk/rhythm/").content.decode()
    client.post("/en/desk/rhythm/", TYPED)
    after = client.get("/en/desk/rhythm/").content.decode()

    [day] = re.findall(r'<input[^>]*value="day"[^>]*>', before)
    assert "checked" in day
    assert chosen(cast.amina.email) == ("week", 9, 18, 8)
    assert '<option value="9" selected>' in after


def test_nothing_is_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    answer = client.post("/en/desk/rhythm/", {"hour": "9"})

    assert answer.status_code == 422
    assert "Choose how often" in answer.content.decode()
    assert chosen(cast.amina.email) == ("day", 7, 20, 7)


def test_whoever_has_the_letter_may_change_it_without_signing_in(
    client: Client, cast: Cast
) -> None:
    key = made(cast.amina.email).key

    page = client.get(f"/en/letters/{key}/")
    client.post(f"/en/letters/{key}/", TYPED)

    assert page["Cache-Control"] == "private, no-store"
    assert chosen(cast.amina.email) == ("week", 9, 18, 8)


def test_a_mail_program_ends_it_in_one_press(cast: Cast) -> None:
    """It comes from elsewhere, without cookies and without having seen the page."""
    key = made(cast.amina.email).key
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"/en/letters/{key}/", {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert chosen(cast.amina.email) == ("never", 7, 20, 7)


@pytest.mark.parametrize("key", ["nobody", "0" * 40])
def test_a_wrong_key_opens_nothing(client: Client, cast: Cast, key: str) -> None:
    assert client.get(f"/en/letters/{key}/").status_code == 404
