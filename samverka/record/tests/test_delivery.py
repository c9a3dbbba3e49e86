"""Letters leave: each once, again when the mail server says no, and seen when it fails for good."""

import gc
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.record import delivery
from samverka.record.delivery import FIRST_WAIT, TRIES, deliver_letters, send_again
from samverka.record.models import Letter
from samverka.record.tests.smtp import MailServer

State = Letter.State
SEEN = ("state", "tries", "trouble", "body")


def letter(**facts: Any) -> Letter:
    text = {"to": "anna@example.org", "language": "sv", "subject": "Svar på din idé"}
    return Letter.objects.create(**{**text, "body": "Hej från Örebro.\n", **facts})


def seen(one: Letter) -> tuple[Any, ...]:
    row: tuple[Any, ...] = Letter.objects.values_list(*SEEN).get(pk=one.pk)
    return row


def wait_is_over(one: Letter) -> timedelta:
    """How long the letter was to wait from now; then let the time pass."""
    due: datetime = Letter.objects.get(pk=one.pk).next_try_at
    Letter.objects.filter(pk=one.pk).update(next_try_at=timezone.now())
    return due - timezone.now()


def test_a_letter_leaves_whole_and_once(cast: Cast, post_office: MailServer) -> None:
    one = letter()

    assert (deliver_letters(), deliver_letters()) == (1, 0)

    [taken] = post_office.taken
    assert taken["To"] == "anna@example.org"
    assert taken["From"] == "Partnerskapet <post@psi.example>"
    assert taken["Subject"] == "Svar på din idé"
    assert taken["Content-Language"] == "sv"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["Message-ID"] == f"<{one.key}@psi.example>"
    assert taken.get_content().replace("\r\n", "\n") == "Hej från Örebro.\n"
    assert seen(one) == (State.SENT, 1, "", "Hej från Örebro.\n")
    assert Letter.objects.get(pk=one.pk).sent_at is not None


@pytest.mark.parametrize(
    ("verdict", "trouble"),
    [
        ("451 busy", "SMTPRecipientsRefused"),
        ("550 unknown", "SMTPRecipientsRefused"),
        ("421 closing", "SMTP"),
        ("hang up", "SMTPServerDisconnected"),
    ],
)
def test_a_refused_letter_waits_and_leaves_with_the_same_name(
    cast: Cast, post_office: MailServer, verdict: str, trouble: str
) -> None:
    one = letter()
    post_office.verdicts = [verdict]

    assert deliver_letters() == 1

    state, tries, told, body = seen(one)
    assert (state, tries, body) == (State.WAITING, 1, "Hej från Örebro.\n")
    assert told.startswith(trouble)
    assert deliver_letters() == 0  # it waits
    assert wait_is_over(one) > timedelta(seconds=50)
    assert deliver_letters() == 1
    assert seen(one) == (State.SENT, 2, "", "Hej från Örebro.\n")
    assert post_office.taken[0]["Message-ID"] == f"<{one.key}@psi.example>"


def test_the_waits_double_until_a_person_must_look(cast: Cast, post_office: MailServer) -> None:
    one = letter()
    post_office.verdicts = ["451 busy"] * TRIES
    waits = []

    for _ in range(TRIES):
        assert deliver_letters() == 1
        waits.append(wait_is_over(one))

    minutes = [round(wait / FIRST_WAIT) for wait in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128]
    assert seen(one)[:2] == (State.FAILED, TRIES)
    assert deliver_letters() == 0
    assert list(Letter.objects.in_trouble()) == [one]

    send_again(letter=one)
    assert deliver_letters() == 1
    assert seen(one) == (State.SENT, 1, "", "Hej från Örebro.\n")
    assert list(Letter.objects.in_trouble()) == []


def test_no_mail_server_is_trouble_too(cast: Cast, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    one = letter()

    deliver_letters()

    assert seen(one)[:3] == (
        State.WAITING,
        1,
        "ConnectionRefusedError: [Errno 111] Connection refused",
    )
    gc.collect()


def test_one_impossible_address_does_not_stop_the_others(
    cast: Cast, post_office: MailServer
) -> None:
    impossible, good = letter(to="a@" + "ö" * 80 + "..se"), letter()

    assert deliver_letters() == 2

    assert seen(impossible)[0] == State.WAITING
    assert seen(good)[0] == State.SENT


@pytest.mark.parametrize(("demo", "kept"), [(False, ""), (True, "Your code is 12345678.\n")])
def test_a_code_is_blotted_out_when_it_has_left_but_not_in_the_demo(
    cast: Cast, post_office: MailServer, settings: LazySettings, demo: bool, kept: str
) -> None:
    settings.DEMO = demo
    one = letter(confidential=True, body="Your code is 12345678.\n")
    post_office.verdicts = ["451 busy"]

    deliver_letters()
    assert seen(one)[3] == "Your code is 12345678.\n"
    wait_is_over(one)
    deliver_letters()

    assert "12345678" in post_office.taken[0].get_content()
    assert seen(one) == (State.SENT, 2, "", kept)


class MachineStopped(BaseException):
    """As when the power goes: nothing catches it."""


def test_a_crash_half_way_is_seen_and_never_sent_again_by_itself(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = letter(), letter(subject="The next")

    def stop(*args: object) -> None:
        raise MachineStopped

    with monkeypatch.context() as crash:
        crash.setattr(delivery, "_message", stop)
        with pytest.raises(MachineStopped):
            deliver_letters()
    assert seen(first)[:2] == (State.LEAVING, 1)
    assert seen(second)[:2] == (State.WAITING, 0)  # only one is in doubt

    assert deliver_letters() == 1
    assert [message.subject for message in mail.outbox] == ["The next"]
    assert list(Letter.objects.in_trouble()) == []
    an_hour_ago = timezone.now() - timedelta(minutes=61)
    Letter.objects.filter(pk=first.pk).update(next_try_at=an_hour_ago)
    assert list(Letter.objects.in_trouble()) == [first]
    assert deliver_letters() == 0

    send_again(letter=first)
    assert deliver_letters() == 1
    assert len(mail.outbox) == 2


def test_what_is_erased_while_it_leaves_does_not_come_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased, blotted = letter(), letter()
    as_ever = delivery._message

    def erase_meanwhile(one: Letter, connection: Any) -> Any:
        Letter.objects.filter(pk=erased.pk).delete()
        Letter.objects.filter(pk=blotted.pk).update(to="erased@invalid.invalid", body="")
        return as_ever(one, connection)

    monkeypatch.setattr(delivery, "_message", erase_meanwhile)
    deliver_letters()

    assert list(Letter.objects.values_list("to", "body")) == [("erased@invalid.invalid", "")]


@pytest.mark.parametrize("state", [State.WAITING, State.SENT, State.LEAVING])
def test_only_a_letter_in_trouble_is_sent_again(cast: Cast, state: str) -> None:
    one = letter(state=state, tries=3, next_try_at=timezone.now() + timedelta(minutes=4))
    before = seen(one)

    send_again(letter=one)

    assert seen(one) == before


def test_each_partnership_sends_its_own(cast: Cast, post_office: MailServer) -> None:
    here = letter()
    with scope(cast.neighbour.pk):
        there = letter(to="bo@example.org")
        assert deliver_letters() == 1

    assert [message["To"] for message in post_office.taken] == ["bo@example.org"]
    assert seen(here)[0] == State.WAITING
    assert there.partnership_id == cast.neighbour.pk


def test_the_oldest_leave_first_and_not_more_than_asked_for(
    cast: Cast, post_office: MailServer
) -> None:
    for n in range(5):
        letter(subject=f"Letter {n}")

    assert (deliver_letters(limit=2), deliver_letters(limit=2)) == (2, 2)

    subjects = [message["Subject"] for message in post_office.taken]
    assert subjects == ["Letter 0", "Letter 1", "Letter 2", "Letter 3"]
