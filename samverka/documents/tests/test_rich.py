"""Rich text from an editor, of every kind and of none."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samverka.documents import (
    BulletList,
    Document,
    Heading,
    Item,
    NumberedList,
    Paragraph,
    Part,
    Rich,
    Run,
    Table,
    as_docx,
    as_pdf,
    from_rich_text,
    plain,
)
from samverka.documents.letters import clean
from samverka.documents.tests.made import MADE, paragraphs, row, said


def node(kind: str, *inner: object, **attributes: object) -> dict[str, object]:
    return {"type": kind, "attrs": attributes, "content": list(inner)}


def words(text: str, *marks: str, href: str = "") -> dict[str, object]:
    told = [{"type": mark, "attrs": {"href": href}} for mark in marks]
    return {"type": "text", "text": text, "marks": told}


def paragraph(text: str) -> dict[str, object]:
    return node("paragraph", words(text))


def test_everything_an_editor_knows_becomes_parts() -> None:
    written = node(
        "doc",
        node("heading", words("Varför"), level=2),
        node(
            "paragraph",
            words("Vi "),
            words("gör", "strong"),
            words("a", "strong"),
            node("hard_break"),
            words("här", "link", "em", href="https://a.se"),
        ),
        node("bullet_list", node("list_item", paragraph("ett"), paragraph("mer"))),
        node("ordered_list", node("list_item", paragraph("a")), order=4),
        node(
            "table",
            node("table_row", node("table_header", paragraph("x")), node("table_header")),
            node("table_row", node("table_cell", paragraph("1")), node("table_cell")),
        ),
    )
    assert from_rich_text(written, under=1) == Rich(
        (
            Heading(3, plain("Varför")),
            Paragraph(
                (
                    Run("Vi "),
                    Run("göra", bold=True),
                    Run("\n"),
                    Run("här", italic=True, link="https://a.se"),
                )
            ),
            BulletList((Item((said("ett"), said("mer"))),)),
            NumberedList((Item((said("a"),)),), 4),
            Table((row("x", ""), row("1", "")), 1),
        ),
        (),
    )


def test_what_is_not_known_is_left_out_and_told_and_its_text_stays() -> None:
    written = node(
        "doc",
        node("image", src="x"),
        node("blockquote", paragraph("sagt"), node("callout", words("löst"))),
        words("utan stycke", "link", "underline", href="javascript:alert(1)"),
        node("paragraph", node("mention", words("Ada"))),
        node("bullet_list", paragraph("ingen punkt"), node("list_item", node("table", "x"))),
        node(
            "table",
            node(
                "table_row",
                node("table_cell", node("heading", words("i")), colspan=2),
                node("table_cell", node("table", node("table_row", node("c", words("djup"))))),
            ),
            node("table_row", node("table_cell", paragraph("kort"))),
        ),
    )
    assert from_rich_text(written) == Rich(
        (
            said("sagt"),
            said("löst"),
            said("utan stycke"),
            said("Ada"),
            BulletList((Item((said("ingen punkt"),)), Item(()))),
            Table((row("i", "", "djup"), row("kort", "", "")), 0),
        ),
        (
            "blockquote",
            "callout",
            "heading",
            "image",
            "link",
            "mention",
            "merged_cells",
            "table",
            "underline",
        ),
    )


@pytest.mark.parametrize(
    "written",
    [
        None,
        [],
        "text",
        7,
        {},
        {"content": {"type": "paragraph"}},
        {"content": [None, 1, [], {"type": 3}, {"type": "text"}, {"type": "text", "text": 5}]},
        node("doc", node("ordered_list", order=-(10**30)), node("heading", level="x")),
        node("doc", node("table"), node("table", node("table_row"))),
    ],
)
def test_nothing_is_refused(written: object) -> None:
    made = from_rich_text(written)
    assert as_pdf(Document("T", "sv", made.parts)).content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["bullet_list", "blockquote", "table"])
def test_text_far_down_is_kept(kind: str) -> None:
    deep = paragraph("längst ner")
    for _ in range(4_000):
        deep = node(kind, node("list_item", deep))
    made = from_rich_text(node("doc", deep))
    if kind != "table":
        assert json.dumps(made.dropped).count("deep") == (kind == "bullet_list")
        assert "längst ner" in paragraphs(as_docx(Document("T", "sv", made.parts)))


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
TEXT = st.builds(
    words,
    ANY_TEXT,
    st.sampled_from(["strong", "em", "link", "underline"]),
    href=st.sampled_from(["https://a.se/å?b=1&c=<", "javascript:x", "mailto:a@b.se"]),
)
INLINE = st.lists(TEXT | st.just(node("hard_break")), max_size=4)
PLAIN = st.builds(lambda inner: node("paragraph", *inner), INLINE)
HEADING = st.builds(lambda inner, n: node("heading", *inner, level=n), INLINE, st.integers(0, 9))


def _nested(inner: "st.SearchStrategy[dict[str, object]]") -> st.SearchStrategy[dict[str, object]]:
    items = st.lists(
        st.builds(lambda parts: node("list_item", *parts), st.lists(inner, max_size=3)), max_size=3
    )
    return st.builds(
        lambda kind, made: node(kind, *made),
        st.sampled_from(["bullet_list", "ordered_list"]),
        items,
    )


BLOCK = st.recursive(PLAIN, _nested, max_leaves=12)


def _rows(cells: Sequence[tuple[str, dict[str, object]]]) -> dict[str, object]:
    return node("table_row", *(node(kind, inner) for kind, inner in cells))


TABLE = st.builds(
    lambda rows: node("table", *map(_rows, rows)),
    st.lists(
        st.lists(st.tuples(st.sampled_from(["table_cell", "table_header"]), BLOCK), max_size=4),
        max_size=4,
    ),
)
ANYTHING = st.builds(
    lambda kind, inner: node(kind, *inner), st.text(max_size=5), st.lists(BLOCK | TEXT, max_size=3)
)
WRITTEN = st.builds(
    lambda parts: node("doc", *parts),
    st.lists(BLOCK | HEADING | TABLE | ANYTHING | TEXT, max_size=8),
)


def letters(found: object) -> str:
    """Every text of what was written, in order, as it is kept."""
    if not isinstance(found, dict):
        return ""
    if found.get("type") == "text":
        return clean(str(found.get("text")))
    return "".join(letters(inner) for inner in found.get("content", []))


def in_one(parts: Sequence[str]) -> str:
    return "".join("".join(parts).split())


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(WRITTEN)
def test_a_docx_says_what_was_written(written: dict[str, object]) -> None:
    made: tuple[Part, ...] = from_rich_text(written).parts
    found = paragraphs(as_docx(Document("T", "sv", made, made=MADE)))[1:]
    assert in_one(found) == in_one([letters(written)])


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(WRITTEN)
@example(node("doc", node("paragraph", words("\N{SOFT HYPHEN}", "link", href="https://a.se"))))
def test_a_pdf_for_everybody_is_made_of_whatever_was_written(written: dict[str, object]) -> None:
    document = Document("T", "sv", from_rich_text(written).parts, made=MADE)
    made = as_pdf(document)
    assert b"pdfuaid:part>1<" in made.content
    assert as_pdf(document) == made
    assert as_docx(document) == as_docx(document)
