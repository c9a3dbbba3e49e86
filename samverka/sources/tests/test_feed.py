"""Feeds as they are: what is new on a site, which a person has to look at."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import CallRecord, Reading, Trouble
from samverka.sources.feed import Feed
from samverka.sources.tests.replay import Replay, Told, html_told, polite
from tests.patience import examples

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Exempelfonden</title>
<item><guid>https://exempel.invalid/1</guid><title>Pengar till &lt;b&gt;odling&lt;/b&gt;</title>
<link>https://exempel.invalid/1</link><pubDate>Tue, 24 Nov 2026 09:00:00 +0100</pubDate>
<description>&lt;p&gt;Sök senast i mars.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;
</description>
</item>
<item><title>Utan adress</title><pubDate>Sun, 00 Jan 0000 00:00:00 GMT</pubDate></item>
<item><link>https://exempel.invalid/3</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>
<entry><id>tag:example.invalid,2026:1</id><title>Open call</title>
<link href="javascript:alert(1)"/><updated>2026-11-20T10:00:00Z</updated>
<content type="html">&lt;p&gt;Two countries.&lt;/p&gt;</content></entry></feed>"""


def read(funder: Replay, language: str = "sv", **memory: str) -> Reading:
    source = Feed.from_options({"address": f"{funder.address}/feed", "language": language})
    with polite() as web:
        [reading] = source.read(web, memory)
    return reading


def test_rss_is_read(funder: Replay) -> None:
    funder.at("/feed", Told(RSS.encode(), headers={"ETag": '"1"'}))

    reading = read(funder)

    first, second = reading.records
    assert first == CallRecord(
        identifier="https://exempel.invalid/1",
        titles={"sv": "Pengar till odling"},
        raw_hash=first.raw_hash,
        summaries={"sv": "Sök senast i mars."},
        address="https://exempel.invalid/1",
    )
    assert (second.identifier, second.address, second.deadlines) == ("Utan adress", "", ())
    assert [(one.what, one.why) for one in reading.refused] == [
        ("https://exempel.invalid/3", "no_title")
    ]
    assert reading.memory == {"etag": '"1"', "newest": "2026-11-24"}


def test_atom_is_read_and_leads_nowhere_odd(funder: Replay) -> None:
    funder.at("/feed", Told(ATOM.encode()))

    [record] = read(funder, "en").records

    assert (record.identifier, record.titles, record.summaries, record.address) == (
        "tag:example.invalid,2026:1",
        {"en": "Open call"},
        {"en": "Two countries."},
        "",
    )


def test_nothing_new_is_nothing(funder: Replay) -> None:
    funder.at("/feed", Told(status=304))

    reading = read(funder, etag='"1"', newest="2026-11-24")

    assert reading == Reading(memory={"etag": '"1"', "newest": "2026-11-24"}, not_modified=True)
    assert funder.asked[0].headers["if-none-match"] == '"1"'


def test_the_same_twice_is_the_same(funder: Replay) -> None:
    funder.at("/feed", Told(RSS.encode()))

    assert read(funder).records == read(funder).records


def test_a_page_instead_of_a_feed_is_told(funder: Replay) -> None:
    funder.at("/feed", html_told("<!doctype html><title>Underhåll</title><p>Strax.</p>"))

    with pytest.raises(Trouble, match="not_readable"):
        read(funder)


def test_a_document_that_asks_for_files_gets_none(funder: Replay) -> None:
    """Neither what stands on this machine, nor a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">'
        f'<!ENTITY l0 "ha">{laughs}]><rss version="2.0"><channel><item><guid>1</guid>'
        "<title>x&f;&l9;</title></item></channel></rss>"
    )
    funder.at("/feed", Told(document.encode()))

    with pytest.raises(Trouble, match="not_readable"):
        read(funder)


@pytest.mark.parametrize("letters", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp037"])
def test_nor_does_one_that_makes_up_words_in_other_letters(funder: Replay, letters: str) -> None:
    name = "utf-16" if letters == "utf-16-be" else letters
    document = (
        f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE rss [<!ENTITY l "{"ha" * 500}">]>'
        f'<rss version="2.0"><channel><item><guid>1</guid><title>x</title>'
        f"<description>{'&l;' * 500}</description></item></channel></rss>"
    )
    funder.at("/feed", Told(document.encode(letters)))

    with pytest.raises(Trouble, match="not_readable"):
        read(funder)


@pytest.mark.parametrize("options", [{}, {"address": "x"}, {"address": "file:///etc/passwd"}])
def test_a_feed_has_an_address(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="address"):
        Feed.from_options(options)


@pytest.mark.slow
@examples(60)
@given(
    st.binary(max_size=400)
    | st.text(max_size=300).map(
        lambda text: RSS.replace("Sök senast i mars.", text).encode(errors="ignore")
    )
)
def test_any_bytes_are_a_reading_or_a_trouble(body: bytes) -> None:
    with Replay() as funder, suppress(Trouble):
        funder.at("/feed", Told(body))
        assert isinstance(read(funder), Reading)


def test_the_newest_day_is_no_day_of_the_far_future(funder: Replay) -> None:
    funder.at("/feed", Told(RSS.replace("24 Nov 2026", "24 Nov 9999").encode()))

    assert read(funder).memory == {}
    assert date.today().year < 9999
