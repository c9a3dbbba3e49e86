"""After a talk: notes, a promise that the next talk begins with, an idea that knows its talk."""

from datetime import date, timedelta

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import SignIn, Visit
from tests.browser.words import fits, follow, press, reads, says, tick, unfold, write

HELD, NEXT = "/sv/talks/trust-in-welfare/", "/sv/talks/skateboard-and-cultivation/"
PROMISE = "Fråga om boden bakom biblioteket"
SMALL = (320, 700)


def test_a_promise_is_written_on_a_phone_and_the_next_talk_begins_with_it(
    visit: Visit, sign_in: SignIn
) -> None:
    elsa = sign_in("elsa", "sv", size=SMALL)
    elsa.goto(f"{HELD}prepare/")
    follow(elsa, "After the talk")
    is_fine(elsa)
    write(elsa, "Notes in Swedish", "Vi talade om att bli lyssnad på.")
    press(elsa, "Save notes and film")
    reads(elsa, "What was said")

    unfold(elsa, "Add something it led to")
    tick(elsa, "A promise")
    write(elsa, "In a line, in Swedish", PROMISE)
    press(elsa, "Add")
    reads(elsa, "A promise has a day. Write when it is to be kept.")
    is_fine(elsa)
    elsa.locator("#outcome-due_on").fill((date.today() + timedelta(days=30)).isoformat())
    press(elsa, "Add")
    says(elsa, PROMISE)
    is_fine(elsa)

    anna = visit(NEXT, size=SMALL)
    reads(anna, "Since last time")
    says(anna, PROMISE)
    is_fine(anna)
    elsa.get_by_role("button", name=PROMISE).filter(has_text="Det är hållet").click()
    says(elsa, PROMISE)
    anna.reload()
    reads(anna, "Kept")


def test_an_idea_out_of_a_talk_without_a_script(visit: Visit) -> None:
    anna = visit(HELD, size=SMALL, javascript=False)
    follow(anna, "This gave me an idea")
    fits(anna)
    write(anna, "Your idea", "Jag vill att någon följer med till vårdcentralen första gången.")
    write(anna, "Title", "Någon som följer med")
    tick(anna, "You may store what I have written and pass it on to advisors.")
    press(anna, "Send the idea")
    reads(anna, "The whole way")
    fits(anna)


def is_fine(page: Page) -> None:
    fits(page)
    assert violations(page) == []
