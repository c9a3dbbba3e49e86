"""A consortium asks in English and without scripts; nils answers on a phone, in Swedish.

Amina's association says yes by letter, elsa makes the letter of support and hands in the signed
copy, and who asked finds it on their page, in both languages.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import (
    fits,
    follow,
    open_letter,
    path_of,
    press,
    reads,
    said,
    says,
    unfold,
    write,
)

ASKER = "zofia@example.org"
TITLE = "A bakery on wheels (example)"
PDF = b"%PDF-1.7\n% signed"


def is_for_everybody(page: Page) -> None:
    assert violations(page) == []
    fits(page)


def test_from_a_request_to_a_signed_letter(visit: Visit, sign_in: SignIn, tmp_path: Path) -> None:
    asker = visit("/en/references/", javascript=False)
    asks(asker)
    follows = path_of(asker).partition("?")[0]
    with_scripts = visit("/en/references/", size=PHONE)  # what looks at pages needs them
    is_for_everybody(with_scripts)

    nils = sign_in("nils", "sv", size=PHONE)
    looks_and_asks_partners(nils)
    amina_says_yes(visit("/sv/", size=PHONE))
    says_yes_to_them(nils)

    elsa = sign_in("elsa", "sv")
    makes_the_letter(elsa, path_of(nils), tmp_path / "signed.pdf")

    finds_the_letter(with_scripts, follows.replace("/en/", "/sv/"))
    is_for_everybody(with_scripts)
    finds_the_letter(asker, follows)
    press(asker, "We got it")
    reads(asker, "Granted")

    elsa.goto("/sv/references/engagements/")
    says(elsa, TITLE)
    is_for_everybody(elsa)


def asks(page: Page) -> None:
    """First with too little: what was typed is kept."""
    write(page, "Your organisation", "Piekarnia (example)")
    press(page, "Send the request")
    reads(page, "What you wrote is still here.", "Write a title.")
    expect(page.locator("#id_organisation")).to_have_value("Piekarnia (example)")
    write(page, "Country", "Poland")
    write(page, "Your name", "Zofia Przykład")
    write(page, "E-mail", ASKER)
    write(page, "Title of the project", TITLE)
    write(page, "What is the project about?", "We bake bread with young people without work.")
    page.get_by_label(said(page, "Reference group"), exact=True).check()
    write(page, "What would we do?", "Taste our plans twice a year.")
    write(page, "Meetings a year", "2")
    press(page, "Send the request")
    reads(page, "Thank you. Your request is sent.", "Received")


def looks_and_asks_partners(page: Page) -> None:
    page.goto("/sv/references/requests/")
    is_for_everybody(page)
    page.get_by_role("link", name=TITLE).click()
    press(page, "I look at it")
    unfold(page, "Ask another partner, or one person")
    page.locator("#partner-organisation").select_option(label="Föreningen Grönskan")
    page.locator("#partner-words").fill("Ni kan bröd.")
    press(page, "Ask them")
    reads(page, "They are asked.", "No answer yet")
    is_for_everybody(page)


def amina_says_yes(page: Page) -> None:
    open_letter(page, "amina@example.org", about=TITLE)
    says(page, "Ni kan bröd.", "Taste our plans twice a year.")
    is_for_everybody(page)
    write(page, "Words to the committee", "Gärna!")
    press(page, "Yes, we take part")
    reads(page, "Thank you. You take part.")


def says_yes_to_them(page: Page) -> None:
    page.reload()
    says(page, "Gärna!")
    unfold(page, "Say yes")
    page.locator("#yes-words").fill("Yes, with pleasure.")
    press(page, "Send the yes")
    reads(page, "They have got a yes.", "We have said yes")
    is_for_everybody(page)


def makes_the_letter(page: Page, request: str, signed: Path) -> None:
    page.goto(request)
    follow(page, "Letter of support")
    expect(page.locator("#id_text")).to_contain_text("supports the project")
    page.locator("#id_signatory").select_option(label="Nils Exempel")
    write(page, "As what do they sign?", "Member of the working committee")
    make = said(page, "Make the letter", "a letter of support")
    page.get_by_role("button", name=make, exact=True).click()
    reads(page, "The letter of support is made. Print it, sign it and hand it in here.")
    is_for_everybody(page)
    signed.write_bytes(PDF)
    page.locator("#id_file").set_input_files(signed)
    press(page, "Hand it in")
    reads(page, "The signed letter is here, and who asked has heard of it.")


def finds_the_letter(page: Page, address: str) -> None:
    page.goto(address)
    says(page, "Yes, with pleasure.", "Föreningen Grönskan")
    link = page.get_by_role("link", name=said(page, "Your letter of support, signed"))
    assert page.request.get(str(link.get_attribute("href"))).body() == PDF
