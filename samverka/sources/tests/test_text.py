"""What sources send becomes text that people can read, whatever it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources.text import LONGEST, one_line, plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Odla <b>tillsammans</b>", "Odla tillsammans"),
        ("<p>Ett.</p><p>Två &amp; tre.</p>", "Ett.\n\nTvå & tre."),
        ("<ul><li>Ett</li><li><p>Två</p></li></ul>", "– Ett\n– Två"),
        ("<h4>Mål</h4>Text<br>mer", "Mål\nText\nmer"),
        ("Hej<script>alert(1)</script><style>p{}</style> du", "Hej du"),
        ("<img src=x onerror=alert(1)>Bild", "Bild"),
        ("1 < 2 och 3 > 2", "1 < 2 och 3 > 2"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("  många \t mellanslag\r\n\r\n\r\n\r\nrader ", "många mellanslag\n\nrader"),
        ("<table><tr><td>Ett</td><td>Två</td></tr></table>", "Ett Två"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_what_is_too_long_is_cut_where_it_shows() -> None:
    assert plain("x" * 30_000) == "x" * (LONGEST - 1) + "…"
    assert one_line("<p>Ett</p><p>Två</p>", 5) == "Ett…"


def test_a_million_links_are_read_in_no_time() -> None:
    began = time.process_time()

    text = plain('<a href="https://example.org/">x</a> ' * 1_000_000)

    assert text.startswith("x x x")
    assert time.process_time() - began < 2


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_holds_nothing_unseen(markup: str) -> None:
    text = plain(markup)

    assert text == text.strip()
    assert not set(text) & set("\x00\u202e\u200b\ufeff")
    assert "\n\n\n" not in text
