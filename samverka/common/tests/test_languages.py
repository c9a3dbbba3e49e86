"""Our own sentences, beside those that come with Django."""

from pathlib import Path

import django
from babel.messages.pofile import read_po

from samverka import common

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
