"""A page is looked at; when it looks different, somebody else has to look."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import PageChange, Reading, Trouble
from samverka.sources.tests.replay import Replay, Told, html_told, polite
from samverka.sources.watch import PageWatch
from tests.patience import examples

PAGE = (
    "<html><head><title>{at}</title></head><body><nav>Meny</nav><p>Klockan är {at}.</p>"
    "<h2>Utlysningsplan</h2><ul><li>Örebro län: mars</li>{more}</ul><footer>{at}</footer></body>"
)


def page(at: str = "10", more: str = "") -> str:
    return PAGE.format(at=at, more=more)


def read(funder: Replay, memory: dict[str, str], **options: str) -> Reading:
    source = PageWatch.from_options({"address": f"{funder.address}/plan", **options})
    with polite() as web:
        [reading] = source.read(web, memory)
    return reading


def test_the_first_time_is_remembered_and_what_is_new_later_is_told(funder: Replay) -> None:
    more = "<li>Hela landet: maj</li>"
    funder.at("/plan", html_told(page()), html_told(page()), html_told(page(more=more)))

    first = read(funder, {})
    same = read(funder, dict(first.memory))
    changed = read(funder, dict(same.memory))

    assert (first.pages, same.pages) == ((), ())
    assert changed.pages == (PageChange(f"{funder.address}/plan", "– Hela landet: maj"),)


def test_only_the_part_between_two_wordings_counts(funder: Replay) -> None:
    funder.at("/plan", html_told(page("10")), html_told(page("11")))
    part = {"after": "Utlysningsplan", "until": "Örebro län"}

    first = read(funder, {}, after="Utlysningsplan", until="mars")
    second = read(funder, dict(first.memory), after="Utlysningsplan", until="mars")

    assert second.pages == ()
    assert second.memory["hash"] == first.memory["hash"]
    assert part["after"] not in first.memory["text"]


def test_a_page_that_was_built_anew_says_so(funder: Replay) -> None:
    funder.at("/plan", html_told("<p>Vi har fått en ny webbplats.</p>"))

    with pytest.raises(Trouble) as found:
        read(funder, {}, after="Utlysningsplan")

    assert (found.value.code, found.value.detail) == ("changed", {"missing": "Utlysningsplan"})


def test_nothing_new_is_nothing(funder: Replay) -> None:
    funder.at("/plan", html_told(page(), headers={"ETag": '"1"'}), Told(status=304))

    first = read(funder, {})
    second = read(funder, dict(first.memory))

    assert second == Reading(memory=first.memory, not_modified=True)
    assert funder.asked[1].headers["if-none-match"] == '"1"'


def test_an_old_page_in_an_old_alphabet_is_read(funder: Replay) -> None:
    body = '<meta charset="iso-8859-1"><p>Utlysning för Örebro län</p>'.encode("latin-1")
    funder.at("/plan", Told(body))

    assert read(funder, {}).memory["text"] == "Utlysning för Örebro län"


@pytest.mark.slow
@examples(60)
@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=utf-16", "charset=x"]))
def test_any_bytes_are_a_reading_or_a_trouble(body: bytes, kind: str) -> None:
    with Replay() as funder, suppress(Trouble):
        funder.at("/plan", Told(body, headers={"Content-Type": kind}))
        assert isinstance(read(funder, {"hash": "x", "text": "y"}), Reading)
