"""One letter instead of many: gathered for those with a desk, sent in their own rhythm."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.record.actions import Receiver, change_rhythm, post_letter, rhythm_of
from samverka.record.delivery import deliver_letters
from samverka.record.digest import AT_MOST, send_digests
from samverka.record.models import Letter, Rhythm
from samverka.record.tests.smtp import MailServer

State = Letter.State
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock in Örebro
EVENING = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
HOURS = st.integers(0, 23)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def told(to: Receiver, title: str = "A café", *, due: bool = False) -> Letter:
    idea = {"title": title, "text": "Text", "care_url": "/en/ideas/inbox/1/"}
    letter = post_letter(to=to, template="ideas/letters/new.txt", idea=idea, due=due)
    assert letter is not None
    return letter


def written(letter: Letter, at: datetime) -> None:
    Letter.objects.filter(pk=letter.pk).update(written_at=at)


def elsa_of(cast: Cast) -> Receiver:
    return Receiver(cast.elsa.email, "en")


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_who_has_no_account_gets_each_letter_at_once(cast: Cast) -> None:
    assert told(Receiver("anna@example.org", "sv")).state == State.WAITING


def test_who_has_a_desk_gets_one_letter_a_day(cast: Cast) -> None:
    for n in range(3):
        written(told(elsa_of(cast), f"Idea {n}"), MONDAY - timedelta(hours=3))

    sent = [send_digests(now=MONDAY), send_digests(now=MONDAY)]

    *gathered, digest = Letter.objects.order_by("pk")
    assert sent == [1, 0]
    assert states() == [State.TOLD] * 3 + [State.WAITING]
    assert {one.digest for one in gathered} == {digest}
    assert (digest.to, digest.subject) == (cast.elsa.email, "3 things since last time")
    assert digest.body.count("http://127.0.0.1:8000/en/ideas/inbox/1/") == 3
    assert all(f"> New idea: Idea {n}" in digest.body for n in range(3))
    assert f"/en/letters/{rhythm_of(cast.elsa.email).key}/" in digest.body


def test_what_comes_after_the_hour_waits_until_tomorrow(cast: Cast) -> None:
    written(told(elsa_of(cast)), MONDAY)

    today = send_digests(now=MONDAY + timedelta(hours=6))
    tomorrow = send_digests(now=MONDAY + timedelta(days=1))

    assert (today, tomorrow) == (0, 1)


def test_a_single_thing_is_told_in_its_own_words(cast: Cast) -> None:
    one = told(elsa_of(cast))
    written(one, MONDAY - timedelta(days=1))

    send_digests(now=MONDAY)

    digest = Letter.objects.latest("pk")
    assert digest.subject == one.subject
    assert digest.body.startswith(one.body.strip())


def test_many_things_are_counted(cast: Cast) -> None:
    for n in range(AT_MOST + 2):
        written(told(elsa_of(cast), f"Idea {n}"), MONDAY - timedelta(hours=3))

    send_digests(now=MONDAY)

    digest = Letter.objects.latest("pk")
    assert digest.subject == "22 things since last time"
    assert "And 2 things more." in digest.body


@pytest.mark.parametrize(
    ("every", "days", "number"), [("week", 1, 0), ("week", 7, 1), ("never", 30, 0), ("day", 1, 1)]
)
def test_each_in_their_own_rhythm(cast: Cast, every: str, days: int, number: int) -> None:
    change_rhythm(email=cast.elsa.email, every=every, hour=7, quiet_from=20, quiet_until=7)
    written(told(elsa_of(cast)), MONDAY)

    assert send_digests(now=MONDAY + timedelta(days=days)) == number


def test_what_is_due_waits_only_for_the_quiet_hours(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: EVENING)

    letter = told(elsa_of(cast), due=True)

    assert letter.state == State.WAITING
    assert timezone.localtime(letter.next_try_at).strftime("%d %H:%M") == "24 07:00"


def test_the_digests_of_two_partnerships_keep_apart(cast: Cast) -> None:
    written(told(elsa_of(cast)), MONDAY - timedelta(hours=3))

    with scope(cast.neighbour.pk):
        assert send_digests(now=MONDAY) == 0
    assert states() == [State.GATHERED]


def test_the_mail_program_is_told_how_to_end_it(
    cast: Cast, post_office: MailServer, settings: LazySettings
) -> None:
    written(told(elsa_of(cast)), MONDAY - timedelta(hours=3))
    send_digests(now=MONDAY)

    deliver_letters()

    [taken] = post_office.taken
    key = rhythm_of(cast.elsa.email).key
    assert taken["List-Unsubscribe"].strip() == f"<{settings.PUBLIC_URL}/en/letters/{key}/>"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@given(every=st.sampled_from(["day", "week"]), hour=HOURS, now=MOMENTS)
def test_the_last_turn_is_past_and_the_next_within_a_rhythm(
    every: str, hour: int, now: datetime
) -> None:
    rhythm = Rhythm(partnership_id=1, email="a@b.se", every=every, hour=hour)

    turn = rhythm.last_turn(now)

    assert turn is not None
    step = timedelta(days=1 if every == "day" else 7)
    assert turn <= now < turn + step + timedelta(hours=2)  # two: a clock that is put back
    local = timezone.localtime(turn)
    assert every == "day" or local.weekday() == 0
    assert local.hour == hour or (hour, local.hour) == (2, 3)  # two does not exist one night


@given(quiet_from=HOURS, quiet_until=HOURS, now=MOMENTS)
def test_after_the_quiet_hours_it_is_never_quiet(
    quiet_from: int, quiet_until: int, now: datetime
) -> None:
    rhythm = Rhythm(
        partnership_id=1, email="a@b.se", quiet_from=quiet_from, quiet_until=quiet_until
    )

    then = rhythm.after_quiet_hours(now)

    assert now <= then <= now + timedelta(hours=25)
    assert rhythm.after_quiet_hours(then) == then


@pytest.mark.parametrize(
    "words",
    [
        "See https://evil.example/login now",
        "http://127.0.0.1:8000javascript:alert(1)//x",
        "one\nhttp://127.0.0.1:8000.evil.example/ two",
    ],
)
def test_a_letter_leads_where_we_say_and_never_where_the_quoted_words_do(
    cast: Cast, words: str
) -> None:
    idea = {"title": "A", "text": words, "care_url": "/en/ideas/inbox/1/"}

    letter = post_letter(to=elsa_of(cast), template="ideas/letters/new.txt", idea=idea)

    assert letter is not None
    assert letter.link == "http://127.0.0.1:8000/en/ideas/inbox/1/"
