"""One document with everything in it, as DOCX and as PDF."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from samverka.documents import (
    Cell,
    Document,
    DocumentError,
    Figure,
    Heading,
    NumberedList,
    Paragraph,
    Run,
    Table,
    as_docx,
    as_pdf,
    as_png,
    plain,
)
from samverka.documents.tests.made import (
    SVG,
    WHOLE,
    document,
    opened,
    paragraphs,
    point,
    row,
    said,
)

TEXTS = [
    "Tillsammans för fler",
    "Innehåll",
    "Bakgrund",
    "Varför nu?",
    "",
    "Bakgrund",
    "Varför nu?",
    "Vi vill göra mer ihop, se sidan.\nNy rad: #set text(red) *x* $y$ <w:b/> & ",
    "مرحبا 123",
    "ett",
    "mer om ett",
    "två",
    "först",
    "under",
    "",
    "om igen",
    "Budget",
    "Post",
    "Belopp",
    "Lön",
    "100 000",
    "",
    "5",
    "",
    "",
    "Tidplan",
    "",
    "Ort och datum",
    "",
    "Underskrift",
]


def test_docx_says_everything_and_says_what_is_what() -> None:
    made = as_docx(WHOLE)
    assert [text.replace("\f", "") for text in paragraphs(made)] == TEXTS
    word = opened(made)
    looks = [(str(one.style and one.style.name), one.text) for one in word.paragraphs]
    headings = [(look, text) for look, text in looks if "Heading" in look]
    assert headings == [
        ("TOC Heading", "Innehåll"),
        ("Heading 1", "Bakgrund"),
        ("Heading 2", "Varför nu?"),
    ]
    told = word.core_properties
    assert (told.title, told.author, told.language) == (WHOLE.title, WHOLE.author, "sv")
    assert str(told.created) == "2026-11-26 12:30:00+00:00"
    assert 'w:lang w:val="sv-SE"' in word.styles.element.xml
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Ett streck från januari till juni"
    ]
    rows = word.tables[0]._tbl.tr_lst
    assert [len(row.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) for row in rows] == [1, 0, 0]
    body = word.element.body.xml
    assert body.count("<w:bidi/>") == 1
    assert 'w:anchor="_Toc2"' in body
    assert "PAGE" in word.sections[0].footer.paragraphs[0]._p.xml
    links = [link.address for one in word.paragraphs for link in one.hyperlinks if link.address]
    assert links == ["https://example.org/?a=1&b=2"]


def test_pdf_can_be_read_by_everybody() -> None:
    made = as_pdf(WHOLE)  # the typesetter refuses what is not PDF/UA-1
    assert made.undrawn == ""
    pdf = PdfReader(io.BytesIO(made.content))
    assert str(pdf.root_object["/Lang"]) == "sv"
    assert str(pdf.root_object["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert b"pdfuaid:part>1<" in made.content
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (WHOLE.title, WHOLE.author)
    assert [one.title for one in pdf.outline if not isinstance(one, list)] == ["Bakgrund"]
    text = " ".join(page.extract_text() for page in pdf.pages)
    for line in ("#set text(red) *x* $y$ <w:b/> &", "100 000", "Underskrift"):
        assert line in text
    assert "2 / 2" in text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert as_docx(WHOLE) == as_docx(WHOLE)
    assert as_pdf(WHOLE) == as_pdf(WHOLE)
    undated = replace(WHOLE, made=None)
    assert as_docx(undated) == as_docx(undated) != as_docx(WHOLE)
    assert as_pdf(undated) == as_pdf(undated) != as_pdf(WHOLE)


def test_letters_that_no_font_has_are_named() -> None:
    made = as_pdf(document(said("b\u20dd \U0001fae8 \U0001f468\u200d\U0001f469 \U00016800 x̣")))
    text = PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    assert "b" in text
    assert ("\U00016800" in made.undrawn) == ("□" in text)


def test_what_no_file_can_be_made_of_is_told() -> None:
    deep = NumberedList((point(said("x")),))
    for _ in range(8):
        deep = NumberedList((point(deep),))

    def refused(make: object) -> str:
        assert callable(make)
        with pytest.raises(DocumentError) as caught:
            make()
        return caught.value.code

    assert [
        refused(lambda: Document(" \x00", "sv", ())),
        refused(lambda: Document("T", "svenska", ())),
        refused(lambda: document(said("x" * 5_000_001))),
        refused(lambda: document(deep)),
        refused(lambda: document(*[said("")] * 50_001)),
        refused(lambda: Table((row(*"x" * 61),))),
        refused(lambda: Table((row("a", "b"), row("a")))),
        refused(lambda: Table((row("a"),), align=("end", "end"))),
        refused(lambda: Figure(SVG, " ")),
        refused(lambda: as_pdf(document(Figure("<p>", "x")))),
        refused(lambda: as_docx(document(Figure("<p/>", "x")))),
        refused(lambda: as_png('<!DOCTYPE a [<!ENTITY b "c">]>' + SVG)),
    ] == [
        "no_title",
        "bad_language",
        "too_long",
        "too_deep",
        "too_many_parts",
        "too_many_columns",
        "uneven_table",
        "uneven_table",
        "no_alternative_text",
        "bad_figure",
        "bad_figure",
        "bad_figure",
    ]


def test_links_lead_to_pages_letters_and_telephones_only() -> None:
    links = ["https://a.se/x", "mailto:a@b.se", "javascript:alert(1)", "HTTP://a", "/x", "tel:+46"]
    assert [Run("x", link=link).link for link in links] == [
        *links[:2],
        "",
        "HTTP://a",
        "",
        "tel:+46",
    ]


def test_what_is_empty_is_still_a_document() -> None:
    nothing = document(
        Heading(1, ()), Paragraph(()), Table(()), Table(((Cell(),),), 1), Table((row("x"),), 0)
    )
    assert paragraphs(as_docx(nothing)) == ["En ansökan", "", "", "", "x", ""]
    assert as_pdf(nothing).content.startswith(b"%PDF")


@pytest.mark.slow
def test_a_long_text_is_made_within_seconds() -> None:
    text = "Något att läsa. " * 65_000
    long = document(*[said(text[at : at + 500]) for at in range(0, len(text), 500)], said(text))
    assert "".join(paragraphs(as_docx(long))[1:]) == text * 2
    assert len(PdfReader(io.BytesIO(as_pdf(long).content)).pages) > 300


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_the_docx(tmp_path: Path) -> None:
    (tmp_path / "whole.docx").write_bytes(as_docx(WHOLE))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*asked, str(tmp_path / "whole.docx")], check=True, capture_output=True)
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "whole.pdf").pages)
    found = [line for line in TEXTS if line and "\n" not in line and line.isascii()]
    assert [line for line in found if line not in text] == []


def test_plain_text_has_one_look() -> None:
    assert (plain(""), plain("x\r\ny")) == ((), (Run("x\ny"),))
