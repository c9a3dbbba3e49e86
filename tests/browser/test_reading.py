"""Every page can be read: narrow, zoomed, with large text, with a thumb, without colours, on paper.

All pages are visited once; each test asks for one of the things that were seen on the way.
"""

from collections import defaultdict

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit, Watch, tour_of, visitors
from tests.browser.places import Place
from tests.browser.words import path_of

NARROW = (320, 640)  # also what 1280 pixels are at 400 % zoom
SMALLEST = 44  # px, for what is pressed outside running text

# The last thing that makes the page itself scroll sideways; nothing when it does not.
TOO_WIDE = """
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const beyond = [...document.querySelectorAll("main *, header *, footer *")].filter(
    one => one.checkVisibility() && one.getBoundingClientRect().right > page.clientWidth + 1);
  return [beyond.at(-1)?.outerHTML.slice(0, 120) ?? "something"];
}"""
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"

# What readers may set for themselves (WCAG 1.4.12); a sheet of styles that can be taken off again.
AIRY = """
on => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("body * { line-height: 1.5 !important; letter-spacing: .12em !important;"
    + " word-spacing: .16em !important; } p { margin-block-end: 2em !important; }");
  document.adoptedStyleSheets = on ? [sheet] : [];
}"""

TOO_SMALL = """
smallest => [...document.querySelectorAll("button, .button, summary, select, textarea, .choice")]
  .filter(one => one.checkVisibility() && getComputedStyle(one).pointerEvents !== "none")
  .filter(one => one.getBoundingClientRect().height < smallest)
  .map(one => one.outerHTML.slice(0, 120))"""

# In a picture, the words stand beside the shape in the same link; what is folded has words too.
WORDLESS = """
() => [...document.querySelectorAll("main [data-state], main .soon, [aria-current]")]
  .filter(one => !((one.checkVisibility() ? one.innerText : one.textContent)
    ?? one.closest("a")?.textContent ?? "").trim())
  .map(one => one.outerHTML.slice(0, 120))"""

Findings = dict[str, list[str]]


@pytest.fixture(scope="module")
def findings(browser: Browser, site: str, places: list[Place]) -> Findings:
    """What stands in a reader's way, by how they read; each with the page it is on."""
    found: Findings = defaultdict(list)

    def note(how: str, page: Page, troubles: list[str]) -> None:
        found[how] += [f"{path_of(page)}: {one}" for one in troubles]

    with visitors(browser, site, Watch(site)) as visit:
        for page in tour_of(places, visit, size=PHONE):
            note("thumb", page, page.evaluate(TOO_SMALL, SMALLEST))
            page.emulate_media(forced_colors="active")
            note("without colours", page, page.evaluate(WORDLESS))
            page.emulate_media(forced_colors="none")
            resize(page, NARROW)
            note("narrow", page, page.evaluate(TOO_WIDE))
            page.evaluate(AIRY, True)
            note("airy", page, page.evaluate(TOO_WIDE))
            page.evaluate(AIRY, False)
            page.evaluate(TWICE_THE_TEXT)
            for size in (PHONE, DESKTOP):
                resize(page, size)
                note("large text", page, page.evaluate(TOO_WIDE))
            resize(page, PHONE)
    return found


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.mark.parametrize("how", ["narrow", "airy", "large text"])
def test_no_page_scrolls_sideways(findings: Findings, how: str) -> None:
    assert findings[how] == []


def test_what_is_pressed_is_large_enough_for_a_thumb(findings: Findings) -> None:
    assert findings["thumb"] == []


def test_every_state_is_said_in_words(findings: Findings) -> None:
    """Colours may be forced by the reader's device: the words still tell."""
    assert findings["without colours"] == []


def test_paper_carries_the_text_and_no_menu(visit: Visit) -> None:
    page = visit("/sv/ideas/1/")
    page.emulate_media(media="print")
    for seen_only_on_screens in ("header nav", ".tools", "footer", ".crumbs"):
        for one in page.locator(seen_only_on_screens).all():
            expect(one).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("blockquote").first).to_be_visible()
