"""Text out of what sources send: no markup, nothing unseen, paragraphs kept."""

import html
import re
from typing import Final

import nh3

LONGEST: Final = 20_000  # characters of a text that is kept
LONGEST_MARKUP: Final = 400_000  # and of what it is taken from

BLOCKS: Final = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre"),
        *("section", "table", "tr", "ul"),
    )
)
SILENT: Final = frozenset({"script", "style", "template", "title", "noscript", "svg", "math"})
_DASH: Final = re.compile(r"^–\s+", re.MULTILINE)  # a paragraph inside an item
_TAG: Final = re.compile(r"<[^>]*>")
# Letters that nobody sees, and those that turn the direction of all that follows.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def plain(markup: str, most: int = LONGEST) -> str:
    """Paragraphs with an empty line between them, items of lists after a dash, at most so long."""
    markup = markup[:LONGEST_MARKUP]
    if "<" in markup:
        kept = {*BLOCKS, "li", "td"}
        markup = nh3.clean(markup, tags=kept, clean_content_tags=set(SILENT), attributes={})
        markup = markup.replace("\n", " ").replace("<li>", "\n– ").replace("<p>", "\n\n")
        markup = re.sub("</(td|li)>", "", markup.replace("<td>", " "))
        markup = _TAG.sub("\n", markup)
    text = _UNSEEN.sub("", html.unescape(markup).replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    text = _DASH.sub("– ", "\n".join(lines))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def one_line(markup: str, most: int) -> str:
    return " ".join(plain(markup, most).split())


def seen(text: str) -> str:
    """Without what nobody sees, and what turns the direction of all that follows."""
    return _UNSEEN.sub("", text)
