"""Every page can be read: narrow, zoomed, with large text, in forced colours, on paper."""

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Tour, Visit
from tests.browser.words import path_of

NARROW = (320, 640)  # also what 1280 pixels are at 400 % zoom
SMALLEST = 44  # px, for what is pressed outside running text

# The first thing that makes the page itself scroll sideways; empty when it does not.
TOO_WIDE = """
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const beyond = [...document.querySelectorAll("main *, header *, footer *")].filter(
    one => one.checkVisibility() && one.getBoundingClientRect().right > page.clientWidth + 1);
  return [beyond.at(-1)?.outerHTML.slice(0, 120) ?? "something"];
}"""
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"

# What readers may set for themselves (WCAG 1.4.12).
AIRY = """
for (const one of document.querySelectorAll("body *")) {
  one.style.lineHeight = "1.5"; one.style.letterSpacing = ".12em"; one.style.wordSpacing = ".16em";
}"""

TOO_SMALL = """
smallest => [...document.querySelectorAll("button, .button, summary, select, textarea, .choice")]
  .filter(one => one.checkVisibility() && getComputedStyle(one).pointerEvents !== "none")
  .filter(one => one.getBoundingClientRect().height < smallest)
  .map(one => one.outerHTML.slice(0, 90))"""

WORDLESS = """
() => [...document.querySelectorAll("main [data-state], main .soon, [aria-current]")]
  .filter(one => !one.textContent.trim()).map(one => one.outerHTML.slice(0, 90))"""


def test_no_page_is_wider_than_a_narrow_window(tour: Tour) -> None:
    wide = []
    for page in tour(size=NARROW):
        wide += [f"{path_of(page)}: {one}" for one in page.evaluate(TOO_WIDE)]
        page.evaluate(AIRY)
        wide += [f"{path_of(page)}, airy: {one}" for one in page.evaluate(TOO_WIDE)]
    assert wide == []


def test_no_page_is_too_wide_with_twice_the_text(tour: Tour) -> None:
    wide = []
    for page in tour(size=PHONE):
        page.evaluate(TWICE_THE_TEXT)
        for width, height in (PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": height})
            wide += [f"{path_of(page)} at {width}: {one}" for one in page.evaluate(TOO_WIDE)]
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert wide == []


def test_what_is_pressed_is_large_enough_for_a_thumb(tour: Tour) -> None:
    small = []
    for page in tour(language="en", size=PHONE):
        small += [f"{path_of(page)}: {one}" for one in page.evaluate(TOO_SMALL, SMALLEST)]
    assert small == []


def test_every_state_is_said_in_words(tour: Tour) -> None:
    """Colours may be forced by the reader's device: the words still tell."""
    silent = []
    for page in tour(forced_colors="active"):
        silent += [f"{path_of(page)}: {one}" for one in page.evaluate(WORDLESS)]
    assert silent == []


def test_paper_carries_the_text_and_no_menu(visit: Visit) -> None:
    page = visit("/sv/ideas/1/")
    page.emulate_media(media="print")
    for seen_only_on_screens in ("header nav", ".tools", "footer", ".crumbs"):
        for one in page.locator(seen_only_on_screens).all():
            expect(one).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("blockquote").first).to_be_visible()
