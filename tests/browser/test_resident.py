"""A resident: from the first words to the last, on a phone and a desktop, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, SignIn, Visit
from tests.browser.words import (
    answers,
    focused,
    now_is,
    open_letter,
    press,
    reads,
    said,
    says,
    tick,
    unfold,
    write,
)

WORDS = {
    "sv": "Många unga här hänger vid macken på kvällarna. Jag vill bygga en skejtpark ihop med dem",
    "en": "Many young people here are lonely in the evenings. I want to build a skate park together"
    " with them",
}
MARKED = {"sv": re.compile("skejt|unga|hänger"), "en": re.compile("young|skate|lonely")}
# Every two of size, language and scripts meet once: half of all combinations.
WAYS = {
    "phone-sv-script": (PHONE, "sv", True),
    "phone-en-no-script": (PHONE, "en", False),
    "desktop-sv-no-script": (DESKTOP, "sv", False),
    "desktop-en-script": (DESKTOP, "en", True),
}


@pytest.mark.parametrize(("size", "language", "javascript"), WAYS.values(), ids=WAYS)
def test_from_the_first_words_to_the_last(
    visit: Visit,
    sign_in: SignIn,
    size: tuple[int, int],
    language: str,
    javascript: bool,
) -> None:
    page = visit(f"/{language}/", size=size, javascript=javascript)
    address = f"{language}-{size[0]}-{javascript}@example.com".lower()

    text = f"{WORDS[language]} {address}."
    see_what_fits(page, text, javascript)
    title = send_with_a_slip_on_the_way(page, text, address, javascript)
    own_page = page.url

    coordinator_asks(sign_in("elsa", language), title)
    open_letter(page, address, about=title)
    assert page.url == own_page
    answer_and_add(page)
    change_mind_about_readers(page)
    withdraw_take_back_and_erase(page)
    assert_gone(page, own_page, title)


def see_what_fits(page: Page, text: str, javascript: bool) -> None:
    """Beside the text while it is written; without JavaScript on the page that comes next."""
    write(page, "Your idea", text)
    if javascript:
        marked = page.locator("#suggestions mark")
        expect(marked.first).to_have_text(MARKED[text_language(page)])
    press(page, "Go on with your idea")
    expect(answers(page).first.get_by_role("link")).to_be_visible()
    expect(page.locator("#suggestions mark").first).to_have_text(MARKED[text_language(page)])


def text_language(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or ""


def send_with_a_slip_on_the_way(page: Page, text: str, address: str, javascript: bool) -> str:
    """Consent is forgotten the first time; nothing that was written is lost."""
    title = page.get_by_label(said(page, "Title"))
    assert text.startswith(title.input_value().rstrip("…"))
    named = f"En skejtpark, {address}"
    title.fill(named)
    write(page, "E-mail", address)
    press(page, "Send the idea")

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text(
        said(page, "We need your yes to store the idea and pass it on.")
    )
    expect(page.get_by_label(said(page, "Your idea"))).to_have_value(text)
    expect(page.get_by_label(said(page, "Title"))).to_have_value(named)
    page.get_by_role("alert").get_by_role("link").click()
    expect(focused(page)).to_have_attribute("name", "consent")

    tick(page, "You may store what I have written and pass it on to advisors.")
    tick(page, "Others may read the idea here when we have looked at it. Never my e-mail.")
    press(page, "Send the idea")
    reads(page, "Thank you for writing. Your idea has been sent.")
    expect(page.locator("h1")).to_have_text(named)
    now_is(page, "New")
    says(page, text, page.url.partition("?")[0])
    page.goto(page.url.partition("?")[0])
    return named


def coordinator_asks(page: Page, title: str) -> None:
    open_letter(page, "elsa@example.org", about=title)
    expect(page.locator("h1")).to_have_text(title)
    page.locator("#write-text").fill("Var skulle den ligga?")
    tick(page, "It is a question that needs an answer")
    press(page, "Send to the owner")
    reads(page, "Done.")


def answer_and_add(page: Page) -> None:
    says(page, "Var skulle den ligga?")
    write(page, "Write to us", "Bakom skolan.")
    press(page, "Send the answer")
    reads(page, "Your answer is sent.")
    says(page, "Bakom skolan.")
    write(page, "Write to us", "Det ska gå att sitta där också.")
    press(page, "Add to the idea")
    reads(page, "Your addition is saved.")
    says(page, "Det ska gå att sitta där också.")


def change_mind_about_readers(page: Page) -> None:
    reads(page, "You have agreed that others may read the idea when we have looked at it.")
    press(page, "Let nobody else read it")
    reads(page, "Only those who look after the idea can read it.")
    press(page, "Let others read it")
    reads(page, "You have agreed that others may read the idea when we have looked at it.")


def withdraw_take_back_and_erase(page: Page) -> None:
    press(page, "Withdraw the idea")
    now_is(page, "Withdrawn")
    press(page, "Take the idea back")
    now_is(page, "New")
    unfold(page, "Erase everything I have written")
    press(page, "Erase for ever")
    reads(page, "The idea is erased")


def assert_gone(page: Page, own_page: str, title: str) -> None:
    answer = page.goto(own_page)
    assert answer
    assert answer.status == 410
    assert title not in page.content()
