"""A visitor sends an idea: what is written down, who is told, and when we say no."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.ideas.actions import forget_senders
from samverka.ideas.actions.sending import CONSENT_VERSION
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import (
    OWNER,
    TEXT,
    TITLE,
    in_swedish,
    nothing_happens,
    photograph,
    sent,
)
from samverka.partnership.models import Municipality
from samverka.record.models import History, Letter


def letters() -> list[tuple[str, str, str]]:
    return list(Letter.objects.values_list("to", "language", "subject"))


def test_an_idea_is_taken_in_its_owner_thanked_and_the_coordinators_told(cast: Cast) -> None:
    nora = Municipality.objects.get(name="Nora")

    idea = sent(municipality=nora, may_show=True, sending_key="press-1")

    row: dict[str, Any] = {**Idea.objects.filter(pk=idea.pk).values().get()}
    moments = {row.pop(name) for name in ("consent_at", "sent_at")} | {row.pop("updated_at")}
    assert all(abs(timezone.now() - moment) < timedelta(seconds=20) for moment in moments)
    assert len(row.pop("tracking_key")) == 32
    assert row == {
        "id": idea.pk,
        "partnership_id": cast.partnership.pk,
        "title": TITLE,
        "text": TEXT,
        "language": "en",
        "municipality_id": nora.pk,
        "email": OWNER,
        "may_show": True,
        "talk_id": None,
        "consent_version": CONSENT_VERSION,
        "state": "new",
        "station": 1,
        "reason": "",
        "responsible_id": None,
        "merged_into_id": None,
        "heard_at": None,
        "published_at": None,
        "erased_at": None,
        "version": 1,
        "sending_key": "press-1",
        "sender_mark": "door",
        "example": False,
    }
    told = History.objects.of(idea).get()
    assert (told.verb, told.role, told.actor, told.detail) == ("sent", "owner", None, {})
    assert letters() == [
        (OWNER, "en", "We have received your idea"),
        ("elsa@example.org", "sv", in_swedish("New idea: %(title)s", title=TITLE)),
    ]


def test_taking_an_idea_in_touches_nothing_else(cast: Cast) -> None:
    before = photograph().tables

    sent()

    after = photograph().tables
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"ideas_idea", "record_history", "record_letter"}


def test_without_an_address_only_the_coordinators_get_a_letter(cast: Cast) -> None:
    sent(email="")

    assert [letter.to for letter in Letter.objects.all()] == ["elsa@example.org"]


def test_a_second_press_gives_the_same_idea_and_no_second_letter(cast: Cast) -> None:
    first = sent(sending_key="once")

    with nothing_happens():
        again = sent(sending_key="once")

    assert (again.pk, again.tracking_url) == (first.pk, first.tracking_url)


def test_one_network_sends_so_many_an_hour_and_then_waits(
    cast: Cast, settings: LazySettings
) -> None:
    settings.IDEAS_PER_HOUR = 2
    first = sent(sender_mark="library")
    sent(sender_mark="library")

    with nothing_happens(), pytest.raises(Refused, match="from your network"):
        sent(sender_mark="library")

    sent(sender_mark="home")
    Idea.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(minutes=61))
    assert sent(sender_mark="library").state == Idea.State.NEW


def test_a_flood_from_everywhere_is_held_back_but_a_second_press_is_answered(
    cast: Cast, settings: LazySettings
) -> None:
    came_today = Idea.objects.filter(sent_at__gt=timezone.now() - timedelta(hours=1)).count()
    settings.IDEAS_PER_HOUR_IN_ALL = came_today + 1
    first = sent(sender_mark="one", sending_key="once")

    with nothing_happens(), pytest.raises(Refused):
        sent(sender_mark="another")

    assert sent(sender_mark="one", sending_key="once").pk == first.pk


def test_a_flood_at_the_neighbours_stops_nobody_here(cast: Cast, settings: LazySettings) -> None:
    settings.IDEAS_PER_HOUR_IN_ALL = settings.IDEAS_PER_HOUR = 1
    with scope(cast.neighbour.pk):
        sent()

    Idea.objects.update(sent_at=timezone.now() - timedelta(hours=2))
    assert sent().partnership_id == cast.partnership.pk


def test_network_marks_are_forgotten_after_a_day(cast: Cast) -> None:
    old, new = sent(), sent()
    Idea.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(hours=25))

    assert forget_senders() == 1
    marks = Idea.objects.filter(pk__in=[old.pk, new.pk]).order_by("pk")
    assert list(marks.values_list("sender_mark", flat=True)) == ["", "door"]
    assert forget_senders() == 0
