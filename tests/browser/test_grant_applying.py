"""A round is published, and somebody without an account applies to it from a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.granting import NUMBER, answer, begin, is_fine, publish, tell_who_and_what
from tests.browser.words import (
    follow,
    now_is,
    open_letter,
    press,
    reads,
    said,
    says,
)

WAYS = {"sv-script": ("sv", True), "en-no-script": ("en", False)}


@pytest.mark.parametrize(("language", "javascript"), WAYS.values(), ids=WAYS)
def test_from_a_round_to_a_receipt(
    visit: Visit, sign_in: SignIn, language: str, javascript: bool
) -> None:
    name = f"Prova på i {language} (exempel)"
    elsa = sign_in("elsa", "sv")
    publish(elsa, name)

    address = f"viola.{language}@example.net"
    page = visit(f"/{language}/grants/", size=PHONE, javascript=javascript)
    page.get_by_role("link", name=name).click()
    is_fine(page, javascript)
    follow(page, "Write an application")
    begin(page, address, javascript)
    tell_who_and_what(page, javascript)
    answer(page, javascript)
    too_little_of_ones_own(page, javascript)
    follow(page, "Look through and hand in")
    is_fine(page, javascript)
    press(page, "Hand in the application")
    reads_the_receipt(page, javascript)

    number = NUMBER.search(page.locator("h1 + p").inner_text())
    assert number
    open_letter(page, address, about=number[0])
    says(page, number[0])
    press(page, "Withdraw the application")
    now_is(page, "Withdrawn")
    press(page, "Hand it in again")
    now_is(page, "Handed in")


def too_little_of_ones_own(page: Page, javascript: bool) -> None:
    """It is told at once, or when it is saved, and mended."""
    page.locator("#id_asked").fill("40 000")
    page.locator("#id_cost-0-what").fill("Jord och verktyg")
    page.locator("#id_cost-0-amount").fill("40 000")
    page.locator("#id_hours-0-what").fill("Ledare")
    page.locator("#id_hours-0-hours").fill("100")
    if not javascript:
        press(page, "Save")
    missing = page.locator("#beside [data-state=stop]")
    expect(missing).to_contain_text("22")
    if javascript:
        expect(page.locator("#kept")).to_have_text(said(page, "Everything is saved."))
    page.locator("#id_hours-0-hours").fill("122")
    press(page, "Save")
    expect(missing).to_have_count(0)
    is_fine(page, javascript)


def reads_the_receipt(page: Page, javascript: bool) -> None:
    reads(page, "It has reached us.")
    now_is(page, "Handed in")
    is_fine(page, javascript)
    with page.expect_download() as given:
        follow(page, "The application as PDF")
    assert given.value.suggested_filename.endswith(".pdf")


def test_what_is_typed_is_kept_by_whoever_leaves_at_once(visit: Visit, sign_in: SignIn) -> None:
    """By a link, by loading the page anew and by an address: nobody waits until it is saved."""
    name = "Skriv och gå (exempel)"
    publish(sign_in("elsa", "sv"), name)
    page = visit("/en/grants/", size=PHONE)
    page.get_by_role("link", name=name).click()
    follow(page, "Write an application")
    begin(page, "viola.leaves@example.net", javascript=True)
    page.goto(page.url.replace("/who/", "/texts/"))
    texts, boxes = page.url, page.locator("textarea")

    boxes.nth(0).fill("Vi odlar.")
    boxes.nth(1).fill("Tillsammans.")
    page.get_by_role("link", name=said(page, "The budget"), exact=True).click()
    page.wait_for_url("**/budget/")
    page.locator("#id_asked").fill("20 000")
    expect(page.locator("#kept")).to_have_text(said(page, "Everything is saved."))
    page.goto(texts)
    expect(boxes.nth(0)).to_have_value("Vi odlar.")
    expect(boxes.nth(1)).to_have_value("Tillsammans.")

    boxes.nth(0).fill("Vi odlar mer.")
    page.reload()
    expect(boxes.nth(0)).to_have_value("Vi odlar mer.")
    boxes.nth(1).fill("Alla tillsammans.")
    page.goto(page.url.replace("/texts/", "/project/"))
    page.locator("#id_title").fill("Trädgården")
    expect(page.locator("#kept")).to_have_text(said(page, "Everything is saved."))
    page.goto(texts)
    expect(boxes.nth(1)).to_have_value("Alla tillsammans.")
