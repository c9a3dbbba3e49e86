"""Texts that know their language, and our own sentences beside those that come with Django."""

import pickle
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from samverka import common
from samverka.common.languages import InBoth, title_of, worded

OURS = Path(common.__file__).parent.parent / "locale/sv/LC_MESSAGES/django.po"
THEIRS = Path(django.__file__).parent / "conf/locale/sv/LC_MESSAGES/django.po"


def test_no_sentence_of_ours_changes_one_of_django() -> None:
    """“May” above a column once made every day in May a day in “Får”."""
    with OURS.open("rb") as ours, THEIRS.open("rb") as theirs:
        known = {one.id: one.string for one in read_po(theirs) if one.id and not one.context}
        changed = [
            one.id
            for one in read_po(ours)
            if one.id in known and not one.context and one.string != known[one.id]
        ]
    assert changed == []


@dataclass
class Row:
    title_sv: str
    title_en: str

    title = InBoth("title")

    def __str__(self) -> str:
        return self.title


@dataclass
class Told:
    language: str

    def __str__(self) -> str:
        return "Trädgård"


@pytest.mark.parametrize(
    ("swedish", "english", "read", "language"),
    [
        ("Trädgård", "Garden", "Garden", "en"),
        ("Trädgård", "", "Trädgård", "sv"),
        ("", "Garden", "Garden", "en"),
        ("", "", "", "en"),
    ],
)
def test_a_text_in_two_languages_knows_which_one_is_read(
    swedish: str, english: str, read: str, language: str
) -> None:
    row = Row(swedish, english)
    with translation.override("en"):
        for title in (row.title, str(row), title_of(row)):
            assert (title, getattr(title, "language", "")) == (read, language)


def test_a_row_says_the_language_of_a_title_that_knows_none() -> None:
    assert getattr(title_of(Told("sv")), "language", "") == "sv"
    assert not hasattr(title_of(Told("")), "language")
    assert not hasattr(title_of(7), "language")


def test_a_text_keeps_its_language_wherever_it_is_kept() -> None:
    title = worded("Trädgård", "sv")
    for kept in (deepcopy(title), pickle.loads(pickle.dumps(title))):
        assert (kept, kept.language) == ("Trädgård", "sv")
