"""Those who take care of an idea: from the inbox to an advisor, and back to its owner."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.ideas import WORKSHOP, WORKSHOP_READS_AT, accept, ask_for_advice, send_idea
from tests.browser.words import (
    follow,
    now_is,
    open_letter,
    press,
    reads,
    said,
    says,
    write,
)

SECOND = "Coompanion: Råd när du utvecklar en social innovation (ingen e-post)"


def test_from_the_inbox_to_an_advisor_and_back(visit: Visit, sign_in: SignIn) -> None:
    title = "Onsdagsmiddag i bygdegården"
    owner = visit("/sv/", size=PHONE)
    own_page = send_idea(owner, title, "middag@example.com")

    coordinator = sign_in("elsa", "sv")
    take_responsibility(coordinator, title)
    ask_for_advice(coordinator, WORKSHOP, then=SECOND, words="Kan ni hjälpa till i början?")
    reads(coordinator, "next in turn")

    advisor = visit("/sv/")
    decline_from_the_letter(advisor, title)
    accept_as_second_choice(advisor, coordinator)

    owner.goto(own_page)
    now_is(owner, "Advised")
    says(owner, "Coompanion", "Det här vill vi hjälpa er med.")


def take_responsibility(page: Page, title: str) -> None:
    follow(page, "The whole inbox")
    page.get_by_label(said(page, "Which")).select_option("new")
    press(page, "Show")
    page.get_by_role("link", name=title).click()
    page.get_by_label(said(page, "Who looks after the idea?")).select_option(label="Elsa Exempel")
    press(page, "Save")
    reads(page, "Done.")
    now_is(page, "In care")


def decline_from_the_letter(page: Page, title: str) -> None:
    """From the letter, in a browser that has never been here."""
    open_letter(page, WORKSHOP_READS_AT, about=title)
    says(page, title, "Kan ni hjälpa till i början?")
    page.get_by_label(said(page, "Not for us")).check()
    write(page, "A few words", "Vi har fullt till våren.")
    press(page, "Send the answer")
    reads(page, "Thank you for your answer. The coordinators go on from here.")


def accept_as_second_choice(advisor: Page, coordinator: Page) -> None:
    """The coordinator hands over the address, because no e-mail of the service is known."""
    coordinator.reload()
    says(coordinator, "Vi har fullt till våren.")
    advisor.goto(coordinator.locator("a.address").inner_text())
    accept(advisor, "Det här vill vi hjälpa er med.")


def test_what_was_written_outlives_the_session(sign_in: SignIn) -> None:
    """Signed out while writing a note: the words are still there, and sent after signing in."""
    note = "Ring bygdegårdsföreningen först; de har kök och är gärna med."
    page = sign_in("elsa", "sv")
    follow(page, "The whole inbox")
    page.locator("main .waiting a").first.click()
    idea = page.url
    page.locator("#note-text").fill(note)
    page.context.clear_cookies(name="sessionid")
    press(page, "Save the note")

    reads(page, "You have been signed out. What you wrote is still here.")
    expect(page.get_by_label(said(page, "You wrote"))).to_have_value(note)

    with page.context.expect_page() as opened:
        follow(page, "Sign in on a new page")
    sign_in_by_code(opened.value, "elsa@example.org")
    press(page, "Send again")  # signing in has made every older form stale: once more
    reads(page, "The page had been open for long. What you wrote is still here.")
    press(page, "Send again")
    page.wait_for_url(idea)
    says(page, note)


def sign_in_by_code(page: Page, email: str) -> None:
    """As anybody does who has no demo: a code from a letter."""
    write(page, "Your e-mail", email)
    press(page, "Send me a code")
    reads(page, "Write the code from the letter")
    letters = page.context.new_page()
    letters.goto(f"/sv/demo/letters/?to={email}")
    code = re.search(r"\b\d{4}-?\d{4}\b", letters.get_by_role("article").first.inner_text())
    letters.close()
    assert code
    write(page, "The code in the letter", code[0])
    press(page, "Sign in")
    reads(page, "Dates")
