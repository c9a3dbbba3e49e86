"""The minutes go to those who check them, come back, are approved by all, and are locked."""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone
from django.utils.translation import override

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.actions.preparing import change_statutes
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.adjusting import (
    approve,
    give_address,
    last_day_of_minutes,
    remind_of_minutes,
    send_back,
    send_to_adjusters,
    take_back,
)
from samverka.minutes.actions.attendance import add_guest
from samverka.minutes.actions.opening import choose_officer, reopen_meeting, unchoose_officer
from samverka.minutes.content import canonical, content_of
from samverka.minutes.models import Minutes, MinutesVersion, Officer
from samverka.minutes.tests.adjusted import held, there, written
from samverka.record.models import Letter
from samverka.tasks.models import Task


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


ALL = ("nils", "elsa", "amina", "rut")


def sent(cast: Cast) -> MinutesVersion:
    return send_to_adjusters(meeting=written(cast).meeting, by=cast.elsa)


def approved_by(version: MinutesVersion, *names: str) -> Minutes:
    for name in names:
        approve(attendee=there(name), hash=version.hash)
    return Minutes.objects.get(pk=version.minutes_id)


def letters(minutes: Minutes) -> list[tuple[str, str]]:
    found = Letter.objects.about(minutes).order_by("id")
    return [(one.to.partition("@")[0], one.subject) for one in found]


def waits_for() -> dict[str, str]:
    tasks = Task.objects.open().filter(kind=Task.Kind.MINUTES).select_related("person")
    return {str(one.person).split()[0]: one.what_en for one in tasks}


AMINA = {"name": "Amina Exempel", "organisation": "Föreningen Grönskan"}
RUT = {"name": "Ruth Example", "organisation": "Idéverkstaden"}


def counted(**numbers: int) -> list[dict[str, object]]:
    return [{"words": one, "number": n, "abstains": False} for one, n in numbers.items()]


VOTES = [
    {
        "question": "Ja eller nej?",
        "secret": False,
        "entitled": 2,
        "options": counted(ja=1, nej=1),
        "votes": [{**AMINA, "choice": "ja"}, {**RUT, "choice": "nej"}],
    },
    {
        "question": "Vem?",
        "secret": True,
        "entitled": 0,
        "options": counted(Anna=2, Bo=0),
        "votes": [],
    },
]


def test_the_content_says_who_was_there_and_who_led(cast: Cast) -> None:
    minutes = written(cast)

    told = json.loads(canonical(content_of(minutes)))

    assert told["title"] == {"sv": "Stormöte om vägar in", "en": "Assembly meeting on ways in"}
    assert [(one["name"], one["votes"], one["arrived_under"]) for one in told["present"]] == [
        ("Amina Exempel", True, ""),
        ("Elsa Exempel", False, ""),
        ("Nils Exempel", False, ""),
        ("Ruth Example", True, f"§ 2/{held().starts_at.year}"),
    ]
    assert [(one["role"], one["name"]) for one in told["officers"]] == [
        ("chair", "Nils Exempel"),
        ("secretary", "Elsa Exempel"),
        ("adjuster", "Amina Exempel"),
        ("adjuster", "Ruth Example"),
    ]


def test_the_content_of_a_paragraph_is_all_that_the_minutes_say_of_it(cast: Cast) -> None:
    """What was withdrawn or struck is not in it, nor who voted how in secret."""
    [_first, told, _last] = content_of(written(cast))["paragraphs"]

    day = held().starts_at
    assert told == {
        "number": 2,
        "year": day.year,
        "kind": "discussion",
        "title": {"sv": "Hur får fler en väg in?", "en": "How do more people find a way in?"},
        "state": "done",
        "again": None,
        "papers": [],
        "conflicts": [{**RUT, "words": "Sitter i styrelsen"}],
        "heard": [],
        "written": "Alla fick säga sitt.",
        "motions": [{"words": "Öppna dörren", "by": AMINA, "behind": [RUT], "state": "carried"}],
        "ballots": VOTES,
        "resolutions": [
            {
                "words": "Dörren öppnas.",
                "how": "counted",
                "owner": {"name": "Amina Exempel", "organisation": "", "role": ""},
                "due_on": (timezone.localdate(day) + timedelta(days=30)).isoformat(),
                "reservations": [{**RUT, "words": "För tidigt"}],
            }
        ],
    }


def test_a_version_keeps_it_and_each_who_checks_gets_a_letter(cast: Cast) -> None:
    version = sent(cast)

    minutes = version.minutes
    assert version.content == canonical(content_of(minutes))
    assert version.hash == sha256(version.content.encode()).hexdigest()
    assert letters(minutes) == [
        ("nils", "Protokoll att justera: Stormöte om vägar in"),
        ("elsa", "Protokoll att justera: Stormöte om vägar in"),
        ("amina", "Protokoll att justera: Stormöte om vägar in"),
        ("rut", "Minutes to approve: Assembly meeting on ways in"),
    ]
    assert set(waits_for()) == {"Nils", "Elsa", "Amina", "Ruth"}
    body = Letter.objects.about(minutes).get(to="rut@example.org").body
    assert version.hash in body
    assert f"/en/meetings/answer/{there('rut').key}/minutes/" in body
    task = Task.objects.open().get(kind=Task.Kind.MINUTES, person=cast.amina)
    assert (task.due_on, task.address) == (
        timezone.localdate(held().starts_at) + timedelta(days=14),
        f"meetings/{held().pk}/minutes/",
    )


def test_when_all_stand_behind_the_same_it_is_locked_and_all_who_were_there_hear(
    cast: Cast,
) -> None:
    version = sent(cast)
    minutes = approved_by(version, "nils", "elsa", "amina")
    assert not minutes.is_locked
    Letter.objects.all().delete()

    minutes = approved_by(version, "amina", "rut")

    assert minutes.is_locked
    assert minutes.locked_at is not None
    assert list(version.approvals.values_list("role", "hash")) == [
        (role, version.hash) for role in ("chair", "secretary", "adjuster", "adjuster")
    ]
    assert sorted(letters(minutes)) == [
        ("amina", "Protokollet är justerat: Stormöte om vägar in"),
        ("elsa", "Protokollet är justerat: Stormöte om vägar in"),
        ("nils", "Protokollet är justerat: Stormöte om vägar in"),
        ("rut", "The minutes are approved: Assembly meeting on ways in"),
    ]
    assert waits_for() == {}


def test_another_hash_than_that_of_the_version_is_refused(cast: Cast) -> None:
    version = sent(cast)

    with pytest.raises(Refused, match="another version"):
        approve(attendee=there("amina"), hash="0" * 64)

    assert not version.approvals.exists()


def test_only_those_who_check_approve(cast: Cast) -> None:
    version = sent(cast)
    guest = Attendee.objects.create(meeting=held(), name="Gäst")

    with pytest.raises(Refused, match="Only the chair"):
        approve(attendee=guest, hash=version.hash)
    with pytest.raises(Refused, match="Only the chair"):
        send_back(attendee=guest, words="Nej")


def test_what_is_wrong_goes_back_and_approvals_count_for_nothing(cast: Cast) -> None:
    first = sent(cast)
    approved_by(first, "nils", "amina")
    Letter.objects.all().delete()

    send_back(attendee=there("rut"), words="Det var onsdag.")

    minutes = Minutes.objects.get(pk=first.minutes_id)
    assert minutes.may_be_written
    assert letters(minutes) == [
        ("elsa", "Något i protokollet är fel: Stormöte om vägar in"),
        ("nils", "Något i protokollet är fel: Stormöte om vägar in"),
    ]
    assert "Det var onsdag." in Letter.objects.about(minutes)[0].body
    assert waits_for() == {
        "Elsa": "Change the minutes and send them again: Assembly meeting on ways in"
    }
    with pytest.raises(Refused, match="being written"):
        approve(attendee=there("rut"), hash=first.hash)

    minutes.paragraphs.filter(number=2).update(written="Det var onsdag.")
    second = send_to_adjusters(meeting=held(), by=cast.elsa)

    assert (second.number, first.approvals.count(), second.approvals.count()) == (2, 2, 0)
    assert second.hash != first.hash
    with pytest.raises(Refused, match="another version"):
        approve(attendee=there("rut"), hash=first.hash)
    assert approved_by(second, *ALL).is_locked


def test_an_adjuster_who_approved_an_earlier_version_can_be_replaced(cast: Cast) -> None:
    first = sent(cast)
    approved_by(first, "rut")
    take_back(meeting=held(), by=cast.elsa)
    officer = Officer.objects.get(attendee=there("rut"))

    unchoose_officer(officer=officer, by=cast.elsa)
    with pytest.raises(Refused, match="1 adjuster more"):
        send_to_adjusters(meeting=held(), by=cast.elsa)
    change_statutes(
        body=held().body,
        notice_days=14,
        papers_days=7,
        minutes_days=10,
        quorum=None,
        adjusters=1,
        by=cast.elsa,
    )
    second = send_to_adjusters(meeting=held(), by=cast.elsa)

    assert approved_by(second, "nils", "elsa", "amina").is_locked
    assert first.approvals.get().attendee == there("rut")


def test_what_lacks_is_said_before_they_are_sent(cast: Cast) -> None:
    minutes = written(cast)
    meeting: Meeting = minutes.meeting
    chair = minutes.officers.get(role="chair")

    with pytest.raises(Refused, match="Only those who lead"):
        send_to_adjusters(meeting=meeting, by=cast.amina)
    unchoose_officer(officer=chair, by=cast.elsa)
    with pytest.raises(Refused, match="who was chair"):
        send_to_adjusters(meeting=meeting, by=cast.elsa)
    choose_officer(meeting=meeting, attendee=there("nils"), role="chair", by=cast.elsa)
    reopen_meeting(meeting=meeting, by=cast.elsa)
    with pytest.raises(Refused, match="goes on"):
        send_to_adjusters(meeting=meeting, by=cast.elsa)


def test_somebody_without_an_address_is_given_one_first(cast: Cast) -> None:
    meeting = written(cast).meeting
    guest = add_guest(meeting=meeting, name="Sven", organisation=None, by=cast.elsa).attendee
    officer = choose_officer(meeting=meeting, attendee=guest, role="adjuster", by=cast.elsa)

    with pytest.raises(Refused, match="Nobody can write to Sven"):
        send_to_adjusters(meeting=meeting, by=cast.elsa)
    give_address(officer=officer, email="sven@example.com", by=cast.elsa)
    version = send_to_adjusters(meeting=meeting, by=cast.elsa)

    assert ("sven", "Protokoll att justera: Stormöte om vägar in") in letters(version.minutes)
    with pytest.raises(Refused, match="with the adjusters"):
        give_address(officer=officer, email="other@example.com", by=cast.elsa)


def test_taken_back_they_wait_for_nobody(cast: Cast) -> None:
    version = sent(cast)
    approved_by(version, "rut")

    take_back(meeting=held(), by=cast.nils)

    assert waits_for() == {}
    with pytest.raises(Refused, match="being written"):
        take_back(meeting=held(), by=cast.nils)
    version = send_to_adjusters(meeting=held(), by=cast.nils)
    approved_by(version, *ALL)
    with pytest.raises(Refused, match="approved and locked"):
        take_back(meeting=held(), by=cast.nils)
    with pytest.raises(Refused, match="approved and locked"):
        send_back(attendee=there("rut"), words="För sent")


def test_those_who_have_not_approved_are_reminded_once_before_the_last_day(cast: Cast) -> None:
    version = sent(cast)
    today = timezone.localdate()
    Meeting.objects.filter(pk=held().pk).update(starts_at=timezone.now() - timedelta(days=4))
    approved_by(version, "nils", "elsa", "amina")
    Letter.objects.all().delete()
    last = last_day_of_minutes(held())

    assert [remind_of_minutes(today=last - timedelta(days=n)) for n in (4, 3, 0)] == [0, 1, 0]

    assert letters(version.minutes) == [
        ("rut", "The minutes wait for you: Assembly meeting on ways in")
    ]
    assert last == today + timedelta(days=10)
