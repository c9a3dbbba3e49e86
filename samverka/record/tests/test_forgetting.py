"""What somebody erases goes from letters too, also where a digest told of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from samverka.cast import Cast
from samverka.ideas.actions import erase_idea
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import sent
from samverka.record.delivery import deliver_letters
from samverka.record.digest import send_digests
from samverka.record.models import Letter

State = Letter.State
MARK = "Zyxtitel"
OTHER = "A café"
BLOTTED = ("erased@invalid.invalid", "–", "")

Row = tuple[str, str, str]


def to_elsa() -> list[Row]:
    """Subject, state and the digest it stands in."""
    rows = Letter.objects.filter(to="elsa@example.org").order_by("pk").select_related("digest")
    return [(one.subject, one.state, one.digest.subject if one.digest else "") for one in rows]


def in_a_digest(*titles: str) -> list[Idea]:
    """Ideas that one digest to each of those who care tells of."""
    ideas = [sent(title=title, email="") for title in titles]
    send_digests(now=timezone.now() + timedelta(days=1))
    return ideas


def words_in_letters() -> str:
    return " ".join(f"{one.subject} {one.body}" for one in Letter.objects.all())


@pytest.mark.parametrize("state", [State.WAITING, State.FAILED, State.LEAVING])
def test_a_digest_that_has_not_left_is_taken_back_and_the_rest_waits_for_the_next(
    cast: Cast, state: str
) -> None:
    erased, _other = in_a_digest(MARK, OTHER)
    Letter.objects.filter(subject="2 saker sedan sist").update(state=state)

    erase_idea(idea=erased)

    assert MARK not in words_in_letters()
    assert to_elsa() == [(f"Ny idé: {OTHER}", State.GATHERED, "")]
    send_digests(now=timezone.now() + timedelta(days=2))
    assert to_elsa() == [
        (f"Ny idé: {OTHER}", State.TOLD, f"Ny idé: {OTHER}"),
        (f"Ny idé: {OTHER}", State.WAITING, ""),
    ]


def test_a_digest_that_tells_of_nothing_else_never_leaves(cast: Cast) -> None:
    [erased] = in_a_digest(MARK)

    erase_idea(idea=erased)
    deliver_letters()

    assert to_elsa() == []
    assert mail.outbox == []


def test_a_digest_that_has_left_is_blotted_out_here(cast: Cast) -> None:
    erased, other = in_a_digest(MARK, OTHER)
    deliver_letters()

    erase_idea(idea=erased)

    assert MARK not in words_in_letters()
    assert set(Letter.objects.about(erased).values_list("to", "subject", "body")) == {BLOTTED}
    digests = Letter.objects.filter(tells__about_id=other.pk).distinct()
    assert set(digests.values_list("to", "subject", "body")) == {BLOTTED}
    assert to_elsa() == [(f"Ny idé: {OTHER}", State.TOLD, "–")]
