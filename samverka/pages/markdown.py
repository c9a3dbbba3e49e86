"""Markdown as safe HTML: no raw HTML, no pictures, headings in order, only links that lead on."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
    *("strong", "em", "a", "blockquote", "code", "pre", "br", "hr"),
}
SCHEMES = {"http", "https", "mailto"}
FIRST_HEADING, LAST_HEADING = 2, 6


def is_good_link(address: str) -> bool:
    """To another site, to an e-mail address, or within this site; never `//other.example`."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.netloc)
    if parts.scheme == "mailto":
        return "@" in parts.path
    inside = not parts.scheme and not parts.netloc and "\\" not in address
    return inside and "%5c" not in address.lower() and not address.startswith("//")


def _parser(check: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = is_good_link if check else lambda _address: True  # type: ignore[method-assign, assignment]
    return parser


READER, FINDER = _parser(check=True), _parser(check=False)


def to_html(text: str) -> SafeString:
    """Safe to show on our pages. A link that is not good stands there as it was written."""
    tokens = READER.parse(text)
    _order_headings(tokens)
    return clean(READER.renderer.render(tokens, READER.options, {}))


def clean(html: str) -> SafeString:
    """What is not known to be harmless is taken away."""
    return mark_safe(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "*": set()},
            url_schemes=SCHEMES,
            link_rel="noopener",
        )
    )


def bad_links(text: str) -> list[str]:
    """Addresses in the text that we do not link to, each once, in their order."""
    found = (address for address in _addresses(FINDER.parse(text)) if not is_good_link(address))
    return list(dict.fromkeys(found))


def _addresses(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "link_open":
            yield str(token.attrs.get("href", ""))
        yield from _addresses(token.children or [])


def _order_headings(tokens: list[Token]) -> None:
    """The first is an h2, and none is more than one step below the one before it."""
    written = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    top, level = min(written, default=1), FIRST_HEADING - 1
    for token in tokens:
        if token.type == "heading_open":
            wanted = int(token.tag[1]) - top + FIRST_HEADING
            level = min(wanted, level + 1, LAST_HEADING)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
