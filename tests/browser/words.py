"""What a person does on a page, in few words.

Sentences of the interface are given in English, as they stand in the code, and looked for in the
language of the page: one story is told in both.
"""

import re

from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect

PATH = re.compile(r"https?://[^/]+(/.*)")
# ms; what the jobs do comes by itself, some of it once a minute, and later on a busy machine.
A_ROUND = 150_000


def language_of(page: Page) -> str:
    return path_of(page)[1:3]


def path_of(page: Page) -> str:
    """Where the page is, without the server: `/sv/ideas/?page=2`."""
    found = PATH.match(page.url)
    assert found, page.url
    return found[1]


def said(page: Page, english: str, context: str = "") -> str:
    """A sentence of the interface, in the language of the page; `context` where it has one."""
    with translation.override(language_of(page)):
        return pgettext(context, english) if context else gettext(english)


def button(page: Page, english: str) -> Locator:
    return page.get_by_role("button", name=said(page, english), exact=True)


def press(page: Page, english: str) -> None:
    button(page, english).click()


def follow(page: Page, english: str) -> None:
    page.get_by_role("link", name=said(page, english), exact=True).first.click()


def unfold(page: Page, english: str) -> None:
    page.locator("summary", has_text=said(page, english)).click()


def write(page: Page, english: str, text: str) -> None:
    """Fill in the field with this label; `optional` beside the label does not matter."""
    page.get_by_label(re.compile(f"^{re.escape(said(page, english))}(\\s|$)")).fill(text)


def tick(page: Page, english: str) -> None:
    page.get_by_label(said(page, english)).check()


def reads(page: Page, *english: str) -> None:
    """The reader finds these sentences in the main part of the page."""
    for sentence in english:
        expect(page.locator("main")).to_contain_text(said(page, sentence))


def says(page: Page, *words: str) -> None:
    """The same for words that somebody has written; they are in no dictionary."""
    for sentence in words:
        expect(page.locator("main")).to_contain_text(sentence)


def shows_by_itself(page: Page, words: str) -> None:
    """What the jobs have done appears on a page that stays open."""
    expect(page.locator("[data-poll]")).to_contain_text(words, timeout=A_ROUND)


def now_is(page: Page, english: str, context: str = "") -> None:
    """The state that the head of a page shows, in a word."""
    expect(page.locator(".page-head .status")).to_have_text(said(page, english, context))


def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def answers(page: Page) -> Locator:
    """The suggestions that stand beside what is written."""
    return page.locator("#suggestions .suggestion")


def open_letter(page: Page, to: str, about: str) -> None:
    """Go where the newest letter to this address about this idea leads."""
    language = language_of(page)
    page.goto(f"/{language}/demo/letters/?to={to}")
    letter = page.get_by_role("article").filter(has_text=about).first
    letter.get_by_role("link").first.click()
