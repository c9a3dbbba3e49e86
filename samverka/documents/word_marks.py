"""What python-docx has no words for: elements of WordprocessingML (ECMA-376), one function each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph

LEVELS: Final = 9
STEP: Final = 425  # twips for each list that a list stands in
BULLETS: Final = "•–▪"
FORMATS: Final = ("decimal", "lowerLetter", "lowerRoman")


def element(name: str, /, **attributes: str) -> Any:
    """An element in Word's namespace, its attributes too."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_style(paragraph: Paragraph, style_id: str) -> None:
    paragraph._p.get_or_add_pPr().style = style_id


def set_language(styles: Any, language: str) -> None:
    """In the defaults and wherever the template says something else."""
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    told = defaults.find(qn("w:lang"))
    if told is None:
        told = element("lang")
        defaults.append(told)
    told.set(qn("w:val"), language)


def add_text(paragraph: Paragraph, text: str, *, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    _right_to_left(run._r, text)


def _right_to_left(run: Any, text: str) -> None:
    """Marked on a run when letters of such a script stand in it, so that marks go with them."""
    if any("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text):
        run.get_or_add_rPr().append(element("rtl"))


def set_right_to_left(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().insert_element_before(element("bidi"), *_AFTER_BIDI)


_AFTER_BIDI: Final = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)


def add_link(paragraph: Paragraph, address: str, text: str, *, bold: bool, italic: bool) -> None:
    link = OxmlElement("w:hyperlink")
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), number)
    _linked(paragraph, link, text, bold=bold, italic=italic)


def add_link_within(paragraph: Paragraph, bookmark_number: int, text: str) -> None:
    link = element("hyperlink", anchor=f"_Toc{bookmark_number}", history="1")
    _linked(paragraph, link, text, bold=False, italic=False)


def _linked(paragraph: Paragraph, link: Any, text: str, *, bold: bool, italic: bool) -> None:
    add_text(paragraph, text, bold=bold, italic=italic)
    run = paragraph._p.r_lst[-1]
    paragraph.runs[-1].font.underline = True
    paragraph._p.append(link)
    link.append(run)


@contextmanager
def bookmark(paragraph: Paragraph, number: int) -> Iterator[None]:
    """A place that the table of contents leads to."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=f"_Toc{number}"))
    yield
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def add_field(paragraph: Paragraph, told: str) -> None:
    """A number that Word counts; 1 until it does."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()._r
        run.append(element("fldChar", fldCharType=kind))
        if kind == "begin":
            paragraph.add_run()._r.append(_instruction(told))
        elif kind == "separate":
            paragraph.add_run("1")


def begin_contents(paragraph: Paragraph, deepest: int) -> None:
    """What follows is the contents as known now; Word may count them anew, with pages."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    paragraph.add_run()._r.append(_instruction(f'TOC \\o "1-{deepest}" \\h \\z \\u'))
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def end_contents(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def _instruction(told: str) -> Any:
    made = element("instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = told
    return made


def tab_at_end(paragraph: Paragraph, width: Length) -> None:
    for stop in list(paragraph.style.paragraph_format.tab_stops if paragraph.style else ()):
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def rule_below(paragraph: Paragraph) -> None:
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="4", color="1D1D1B"))
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:bidi")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after, *_AFTER_BIDI)


def without_rules(style: Any) -> None:
    """A style of the template without its borders."""
    for borders in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        borders.getparent().remove(borders)


def describe_table(table: Table, caption: str, *, header: bool) -> None:
    told = table._tbl.tblPr
    look = told.find(qn("w:tblLook"))
    if look is not None:
        told.remove(look)
    told.append(
        element("tblLook", firstRow=str(int(header)), noVBand="1", val="0020" if header else "0000")
    )
    if caption:
        told.append(element("tblCaption", val=caption))


def keep_row(row: Any, *, header: bool) -> None:
    """A row stays on one page; a heading comes again on each."""
    told = row.get_or_add_trPr()
    told.append(element("cantSplit"))
    if header:
        told.append(element("tblHeader"))


def set_number(paragraph: Paragraph, number: int, depth: int) -> None:
    told = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    told.get_or_add_ilvl().val = depth
    told.get_or_add_numId().val = number


def indent(depth: int) -> Length:
    return Twips(STEP * (depth + 1))


class Numbering:
    """Kinds of lists; every numbered list is one of its own, so that it begins where it should."""

    def __init__(self, word: WordDocument) -> None:
        self.root: Any = word.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        self.root.append(_kind_of_list("0", bullets=True))
        self.root.append(_kind_of_list("1", bullets=False))
        self.count = 0
        self.bullets = self._added("0")

    def begun(self, start: int | None, depth: int) -> int:
        """The number of a list: of bullets, or of numbers beginning at `start`."""
        if start is None:
            return self.bullets
        number = self._added("1")
        changed = element("lvlOverride", ilvl=str(depth))
        changed.append(element("startOverride", val=str(start)))
        self.root[-1].append(changed)
        return number

    def _added(self, kind: str) -> int:
        self.count += 1
        made = element("num", numId=str(self.count))
        made.append(element("abstractNumId", val=kind))
        self.root.append(made)
        return self.count


def _kind_of_list(number: str, *, bullets: bool) -> Any:
    made = element("abstractNum", abstractNumId=number)
    made.append(element("multiLevelType", val="hybridMultilevel"))
    for depth in range(LEVELS):
        level = element("lvl", ilvl=str(depth))
        level.append(element("start", val="1"))
        look = "bullet" if bullets else FORMATS[depth % len(FORMATS)]
        level.append(element("numFmt", val=look))
        mark = BULLETS[depth % len(BULLETS)] if bullets else f"%{depth + 1}."
        level.append(element("lvlText", val=mark))
        level.append(element("lvlJc", val="left"))
        place = element("pPr")
        place.append(element("ind", left=str(STEP * (depth + 1)), hanging=str(STEP)))
        level.append(place)
        made.append(level)
    return made
