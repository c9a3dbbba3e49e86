"""How texts are stored, read back, merged and derived; without anybody on the line."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import XmlElement, XmlText

from samverka.cast import Cast
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.writing import actions
from samverka.writing.actions import storing
from samverka.writing.actions.storing import Written, edit
from samverka.writing.models import Comment, Pulse, SavedVersion, SharedText, Snapshot, Update
from samverka.writing.personal import SAID_OF_TEXTS, SHARED_TEXTS
from samverka.writing.prose import (
    changed,
    characters_in,
    document_of,
    fragment_of,
    make_say,
    opened,
    plain_of,
    words_in,
)
from samverka.writing.reading import as_html
from samverka.writing.tests.story import a_text, paragraph


@pytest.fixture
def text(cast: Cast) -> SharedText:
    return a_text(**{cast.elsa.email: "write"})


def add(text: SharedText, by: Person, words: str) -> None:
    wanted = document_of(opened(*storing.load(text.pk)[0]))
    wanted["content"].append(paragraph(words))
    edit(text=text, by=by, change=lambda doc: make_say(doc, wanted))


def test_old_updates_become_a_snapshot_and_nothing_is_missing(text: SharedText, cast: Cast) -> None:
    for number in range(5):
        add(text, cast.elsa, f"Rad {number}")
    held, latest = storing.load(text.pk)
    before = document_of(opened(*held))
    old = Update.objects.of(text.pk)[:3]
    hour_ago = timezone.now() - timedelta(hours=1)
    Update.objects.filter(pk__in=[one.pk for one in old]).update(at=hour_ago)

    storing.merge(text_id=text.pk)
    storing.merge(text_id=text.pk)

    assert Snapshot.objects.get().until == old[2].pk
    assert Update.objects.of(text.pk).count() == 2
    held, again = storing.load(text.pk)
    assert (document_of(opened(*held)), again) == (before, latest)
    # Whoever had slept since the first one gets everything, and comes to the same.
    slept, number = storing.after(text.pk, old[0].pk)
    assert (document_of(opened(*slept)), number) == (before, latest)
    assert storing.after(text.pk, latest) == ([], latest)


def test_what_was_never_derived_is_derived_later(text: SharedText, cast: Cast) -> None:
    """The live part was killed in between; what is not derived is not merged away either."""
    doc = opened()
    [update] = changed(doc, lambda doc: make_say(doc, {"content": [paragraph("Skrivet.")]}))
    storing.store(text_id=text.pk, written=[Written(cast.elsa.pk, update)])
    assert storing.derive_late() == 0
    Update.objects.of(text.pk).update(at=timezone.now() - timedelta(minutes=5))
    storing.merge(text_id=text.pk)
    assert Update.objects.of(text.pk).count() == 1

    assert [storing.derive_late(), storing.derive_late()] == [1, 0]

    text.refresh_from_db()
    assert (text.plain, text.changed_by, text.length, text.left) == (
        "Skrivet.",
        cast.elsa,
        8,
        192,
    )


def test_one_text_that_cannot_be_read_does_not_hold_up_the_others(
    text: SharedText, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    other = a_text(**{cast.elsa.email: "write"})
    doc = opened()
    [update] = changed(doc, lambda doc: make_say(doc, {"content": [paragraph("Skrivet.")]}))
    storing.store(text_id=text.pk, written=[Written(cast.elsa.pk, b"trasig")])
    storing.store(text_id=other.pk, written=[Written(cast.elsa.pk, update)])
    Update.objects.update(at=timezone.now() - timedelta(minutes=5))

    assert storing.derive_late() == 1

    other.refresh_from_db()
    assert other.plain == "Skrivet."
    assert f"what text {text.pk} says could not be derived" in caplog.text


def test_a_day_begins_with_what_was_there(text: SharedText, cast: Cast) -> None:
    add(text, cast.elsa, "I går.")
    text.contributions.update(day=timezone.localdate() - timedelta(days=1))
    add(text, cast.elsa, "I dag.")
    add(text, cast.elsa, "Också i dag.")

    assert [(one.why, one.plain) for one in SavedVersion.objects.all()] == [("day", "I går.")]
    assert text.contributions.count() == 2


def test_a_person_is_told_what_they_wrote_and_the_text_stays_without_them(cast: Cast) -> None:
    text = a_text(**{cast.kim.email: "write"})
    add(text, cast.kim, "Det här skrev vi tillsammans.")
    actions.begin_thread(text=text, by=cast.kim, words="Stämmer det?")

    told = SHARED_TEXTS.collect(cast.kim) + SAID_OF_TEXTS.collect(cast.kim)
    assert [set(one) for one in told] == [{"text", "wrote"}, {"text", "comment", "at"}]
    cast.kim.delete()

    text.refresh_from_db()
    assert (text.plain, text.changed_by) == ("Det här skrev vi tillsammans.", None)
    assert [one.by for one in Comment.objects.filter(thread__text=text)] == [None]
    assert [one.person_id for one in everywhere(Update).filter(text=text)] == [None]


def test_a_document_goes_there_and_back(text: SharedText) -> None:
    link = {"type": "link", "attrs": {"href": "https://example.org/"}}
    wanted = {
        "type": "doc",
        "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Å"}]},
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "Läs "},
                    {"type": "text", "text": "här", "marks": [link, {"type": "strong"}]},
                    {"type": "hard_break"},
                    {"type": "text", "text": "🍅!"},
                ],
            },
            {
                "type": "bullet_list",
                "content": [{"type": "list_item", "content": [paragraph("a")]}],
            },
        ],
    }
    doc = opened()
    make_say(doc, wanted)

    assert document_of(doc) == wanted
    assert changed(doc, lambda doc: make_say(doc, wanted)) == []
    plain = plain_of(wanted)
    assert (plain, characters_in(plain), words_in(plain)) == ("Å\nLäs här\n🍅!\na", 11, 5)
    assert as_html(wanted) == (
        '<h4>Å</h4><p>Läs <strong><a href="https://example.org/" rel="nofollow noopener">'
        "här</a></strong><br>🍅!</p><ul><li><p>a</p></li></ul>"
    )


def test_what_browsers_might_send_is_harmless_on_the_page() -> None:
    doc = opened()
    script, text = XmlElement("script"), XmlText()
    fragment_of(doc).children.append(script)
    script.children.append(text)
    text.insert(0, "<img onerror=alert(1)>\0", {"link": {"href": "javascript:alert(1)"}})
    table = XmlElement("table_cell", {"colspan": '"><script>'})
    fragment_of(doc).children.append(table)
    deep: XmlElement = table
    for _ in range(200):
        inner = XmlElement("blockquote")
        deep.children.append(inner)
        deep = inner
    script.attributes["much"] = float("inf")

    found = document_of(doc)

    assert "\0" not in str(found)
    html = as_html(found)
    assert html.startswith("&lt;img onerror=alert(1)&gt;<td><blockquote>")
    assert "script" not in html


ODD_TAGS = ("text", "", "doc", "table_row", "å" * 500)
ODD_VALUES = (1e300, -(2.0**63), float("nan"), "\0", True, 2**40, {"a": 1.0}, [1.0], None)


@pytest.mark.parametrize("tag", ODD_TAGS)
@pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
def test_whatever_stands_in_a_document_it_is_read_and_said_again(tag: str, value: object) -> None:
    """Somebody who may write sends odd parts: the text of the others is kept, and told."""
    doc = opened()
    odd, words = XmlElement(tag), XmlText()
    fragment_of(doc).children.append(odd)
    odd.attributes["level"] = value
    odd.children.append(XmlElement(tag))
    odd.children.append(words)
    words.insert(0, "De andras ord.", {"link": value})
    make_say(doc, {"content": [*document_of(doc)["content"], paragraph("Sist.")]})

    found = document_of(doc)

    assert plain_of(found).split("\n")[-2:] == ["De andras ord.", "Sist."]
    assert "De andras ord." in as_html(found)
    again = opened()
    make_say(again, found)
    assert plain_of(document_of(again)) == plain_of(found)
    json.dumps(found, allow_nan=False)


@given(st.lists(st.lists(st.text(max_size=20), max_size=4), max_size=6))
def test_any_text_can_be_said_again(blocks: list[list[str]]) -> None:
    """From any document to any other; what is said then is what was wanted."""
    doc = opened()
    for words in blocks:
        wanted = {"type": "doc", "content": [paragraph(one) for one in words if one.strip("\0")]}
        make_say(doc, wanted)
        assert plain_of(document_of(doc)) == plain_of(wanted).replace("\0", "")


def test_a_closed_text_takes_nothing(cast: Cast) -> None:
    with pytest.raises(Pulse.DoesNotExist):
        storing.store(text_id=10**9, written=[Written(None, b"\0\0")])
