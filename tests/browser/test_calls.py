"""A call is found, may be applied for, is followed; its last day moves, and letters tell of it."""

import time
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn
from tests.browser.words import A_ROUND, button, fits, follow, press, reads, said, says, write

TITLES = {
    "sv": "Kvinnor födda utomlands på väg till arbete",
    "en": "Women born abroad on their way to work",
}
CALL = "calls/example-women-born-abroad/"


def test_a_last_day_moves_and_those_who_follow_hear_of_it(sign_in: SignIn) -> None:
    amina, rut = sign_in("amina", "sv"), sign_in("rut", "en", size=PHONE)
    find_and_follow(amina)
    find_and_follow(rut)

    the_last_day_moves(sign_in("elsa", "sv"))

    a_letter_has_come(amina, "amina@example.org", "sv")
    a_letter_has_come(rut, "rut@example.org", "en")


def test_from_a_call_that_fits_to_a_team(sign_in: SignIn) -> None:
    amina = sign_in("amina", "sv", size=PHONE)
    follow(amina, "All, and who of us is interested")
    reads(amina, "Few calls or many")
    assert violations(amina) == []
    fits(amina)

    say_no_and_undo(amina)
    amina.goto("/sv/calls/example-young-people-in-exclusion/")
    follow(amina, "Go or no go?")
    reads(amina, "Is there time?", "Who could apply with you")
    assert violations(amina) == []
    fits(amina)
    press(amina, "Decide")
    reads(amina, "Write why in a sentence.")
    assert violations(amina) == []
    amina.get_by_label(said(amina, "We apply"), exact=True).check()
    write(amina, "Why?", "Det är det vi gör.")
    press(amina, "Decide")
    says(amina, "Det är det vi gör.")
    press(amina, "Start looking for partners")
    reads(amina, "A team about this call has begun. Look the text through.")
    follow(amina, "The team")
    assert violations(amina) == []


def test_a_search_is_saved_and_taken_away(sign_in: SignIn) -> None:
    amina = sign_in("amina", "sv")
    amina.goto("/sv/calls/?level=national")
    follow(amina, "Save this search, and hear of new ones")
    assert violations(amina) == []
    write(amina, "Name", "Våra nationella")
    press(amina, "Save")
    says(amina, "Våra nationella")
    assert violations(amina) == []
    amina.get_by_role("button", name=f"{said(amina, 'Take away')} Våra nationella").click()
    reads(amina, "Taken away lately")
    amina.get_by_role("button", name=f"{said(amina, 'Undo')} Våra nationella").click()
    reads(amina, "It is here again.")


def find_and_follow(page: Page) -> None:
    language = page.url.split("/")[3]
    page.goto(f"/{language}/calls/")
    page.get_by_role("main").get_by_role("link", name=TITLES[language]).first.click()
    reads(page, "May we apply?")
    assert violations(page) == []
    press(page, "Follow")
    reads(page, "You follow this call", "You are interested")
    expect(button(page, "Follow no longer")).to_be_visible()
    assert violations(page) == []


def the_last_day_moves(elsa: Page) -> None:
    elsa.goto(f"/sv/{CALL}edit/")
    elsa.locator("input[name$=-on]").first.fill(str(date.today() + timedelta(days=9)))
    elsa.locator("form.long-form button.primary").click()
    elsa.wait_for_url(f"**/sv/{CALL}**")


def a_letter_has_come(page: Page, to: str, language: str) -> None:
    """The round that looks at calls comes by itself; the letter leads to the call."""
    heading = "Sista dagen har flyttats" if language == "sv" else "The last day has moved"
    letter = page.get_by_role("article").filter(has_text=f"{heading}: {TITLES[language]}")
    until = time.monotonic() + A_ROUND / 1000
    while True:
        page.goto(f"/{language}/demo/letters/?to={to}")
        if letter.count() or time.monotonic() > until:
            break
        page.wait_for_timeout(2_000)
    assert letter.count() == 1, page.inner_text("main")
    letter.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])


def say_no_and_undo(page: Page) -> None:
    first = page.locator("details:has(form[action$='/not-for-us/'])").first
    first.locator("summary").click()
    first.get_by_role("button").click()
    reads(page, "It is not for you. You can undo that here.")
    undo = said(page, "Undo: it may be for us")
    page.get_by_role("button", name=undo).first.click()
    reads(page, "It may be for you again.")
