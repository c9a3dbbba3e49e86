"""The first page is light, and no page talks to anybody else (which `watch` sees everywhere)."""

import pytest
from playwright.sync_api import Response, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.words import button, said

HEAVIEST = 150_000  # bytes, unpacked


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_first_page_weighs_less_than_150_kilobytes_in_all(visit: Visit, language: str) -> None:
    page = visit("/healthz")
    parts: list[Response] = []
    page.on("response", lambda part: parts.append(part))
    page.goto(f"/{language}/", wait_until="networkidle")
    weights = {part.url: len(part.body()) for part in parts}
    assert len(weights) >= 6  # the page, three style sheets, a script, a font
    assert sum(weights.values()) < HEAVIEST, weights


def test_the_first_page_is_whole_without_javascript(visit: Visit) -> None:
    """What scripts add to is there before them: the same headings, links and fields."""

    def outline(javascript: bool) -> list[str]:
        page = visit("/sv/", size=PHONE, javascript=javascript)
        expect(page.get_by_label(said(page, "Your idea"))).to_be_visible()
        expect(button(page, "Go on with your idea")).to_be_visible()
        return page.locator("h1, h2, h3, a, button, textarea").all_inner_texts()

    assert outline(javascript=False) == outline(javascript=True)
