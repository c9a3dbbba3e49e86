"""Whatever somebody writes, what everybody reads is harmless and in order."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.common.compare import compare
from samverka.pages.markdown import bad_links, clean, is_good_link, to_html

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    '<p style="position:fixed" onclick=alert(1)>',
    "[x]: javascript:alert(1)\n\n[x]",
    "<svg><style><img title='</style><script>alert(1)//'>",
    "`<script>`",
    "```\n<b onload=1>\n```",
    "&lt;script&gt;",
    "# H\n\n#### H",
    "> - 1. **x** _y_",
    "[a](https://example.org 'onclick=alert(1)')",
]
MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(EVIL),
        st.text(st.characters(codec="utf-8"), max_size=40),
        st.text("#*_[]()<>!`~-=> \n\t:/\\&;\"'javscriptxon", max_size=60),
    ),
    max_size=6,
).map("".join)
ELEMENT = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")
ALLOWED = {
    *[
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "blockquote",
        "code",
        "pre",
        "br",
        "hr",
    ]
}
ATTRIBUTES = re.compile(
    r'^(?: href="(?:https?:|mailto:|/(?!/)|[^":]*)[^"]*" rel="noopener")?\s*/?$'
)


@given(MARKDOWN)
def test_nothing_that_acts_comes_through(text: str) -> None:
    html = to_html(text)

    for name, attributes in ELEMENT.findall(html):
        assert name in ALLOWED, html
        assert ATTRIBUTES.match(attributes), html
    hrefs = re.findall(r'href="([^"]*)"', html)
    assert not [one for one in hrefs if "script:" in one.lower() and ":" in one.split("/")[0]]
    assert clean(html) == html


@given(MARKDOWN)
def test_headings_begin_at_the_second_and_skip_none(text: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])>", to_html(text))]

    assert levels[:1] in ([], [2])
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_loses_no_word_of_either(old: str, new: str) -> None:
    pieces = compare(old, new)

    assert "".join(one.text for one in pieces if one.how != "new") == old
    assert "".join(one.text for one in pieces if one.how != "gone") == new


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hej **du**", "<p>Hej <strong>du</strong></p>\n"),
        ("# A\n\n### B\n\n# C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n"),
        ("## A\n\n#### B\n\n##### C", "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("[x](/sv/talks/)", '<p><a href="/sv/talks/" rel="noopener">x</a></p>\n'),
        ("[x](mailto:a@b.se)", '<p><a href="mailto:a@b.se" rel="noopener">x</a></p>\n'),
        ("[x](javascript:a)", "<p>[x](javascript:a)</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("![x](https://a.se/b.png)", '<p>!<a href="https://a.se/b.png" rel="noopener">x</a></p>\n'),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_html(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("mailto:a@b.se", True),
        ("/sv/partners/", True),
        ("#write", True),
        ("partners/", True),
        ("https:", False),
        ("https:/a", False),
        ("mailto:", False),
        ("//example.org", False),
        ("/\\example.org", False),
        ("\\\\example.org", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org", False),
        ("tel:112", False),
        ("http://[", False),
    ],
)
def test_links_lead_on_and_nowhere_else(address: str, good: bool) -> None:
    assert is_good_link(address) is good


def test_bad_links_are_named_once_each() -> None:
    text = "[a](javascript:x) [b](https://ok.se) [c](ftp://x) **[d](ftp://x)** <tel:112>"

    assert bad_links(text) == ["javascript:x", "ftp://x", "tel:112"]


def test_two_versions_are_compared_word_by_word() -> None:
    pieces = compare("We meet twice a year.", "We meet four times a year.")

    assert [(one.how, one.text) for one in pieces] == [
        ("same", "We meet "),
        ("gone", "twice"),
        ("new", "four times"),
        ("same", " a year."),
    ]
