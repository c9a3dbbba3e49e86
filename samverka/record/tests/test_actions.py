"""Telling: history holds facts, a letter is a row in the transaction that caused it."""

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist

from samverka.cast import Cast
from samverka.partnership.models import Theme
from samverka.record.actions import SUBJECT_LENGTH, Receiver, post_letter, write_history
from samverka.record.models import History, Letter

ANNA = Receiver("anna@example.org", "en")
TEMPLATE = "ideas/letters/new.txt"


def test_what_was_done_by_whom_to_what(cast: Cast) -> None:
    theme = Theme.objects.all()[0]

    row = write_history(verb="praised", of=theme, by=cast.elsa, times=3)

    assert History.objects.filter(pk=row.pk).values_list(
        "partnership", "actor", "role", "verb", "kind", "object_id", "detail"
    ).get() == (
        cast.partnership.pk,
        cast.elsa.pk,
        "person",
        "praised",
        "theme",
        theme.pk,
        {"times": 3},
    )
    assert list(History.objects.of(theme)) == [row]


def test_nobody_gets_a_letter_without_an_address(cast: Cast) -> None:
    assert post_letter(to=Receiver("", "sv"), template=TEMPLATE) is None
    assert not Letter.objects.exists()


@pytest.mark.parametrize("title", ["Bad\nBcc: x@example.org", "Bad\r\nBcc: x@example.org", "\n\nA"])
def test_no_title_becomes_a_header_of_its_own(cast: Cast, title: str) -> None:
    row = post_letter(
        to=ANNA, template=TEMPLATE, idea={"title": title, "text": "Text", "care_url": "/x"}
    )

    assert row is not None
    assert "\n" not in row.subject
    assert "\r" not in row.subject


def test_a_very_long_subject_fits_its_column(cast: Cast) -> None:
    idea = {"title": "å" * 500, "text": "Text", "care_url": "/x"}

    row = post_letter(to=ANNA, template=TEMPLATE, idea=idea)

    assert row is not None
    assert len(Letter.objects.get(pk=row.pk).subject) == SUBJECT_LENGTH


def test_a_letter_is_gone_with_the_transaction_that_failed(cast: Cast) -> None:
    @transaction.atomic
    def two_letters() -> None:
        post_letter(to=ANNA, template=TEMPLATE, idea={"title": "A", "text": "B", "care_url": "/x"})
        post_letter(to=ANNA, template="ideas/letters/none.txt")

    with pytest.raises(TemplateDoesNotExist):
        two_letters()

    assert not Letter.objects.exists()
