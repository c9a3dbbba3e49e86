"""A talk with one seat, from its plan on: who comes, who waits, who gets the seat."""

from datetime import date, timedelta

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import (
    fits,
    follow,
    now_is,
    open_letter,
    press,
    reads,
    says,
    tick,
    unfold,
    write,
)

TITLE = "Samtal om verktyg som lånas"
IN_A_MONTH = (date.today() + timedelta(days=30)).isoformat()


def test_a_talk_from_its_plan_to_the_seat_that_became_free(visit: Visit, sign_in: SignIn) -> None:
    elsa = sign_in("elsa", "sv")
    plan(elsa)
    name_a_speaker(elsa)
    press(elsa, "Publish")
    now_is(elsa, "Published")

    anna, bo = visit("/en/talks/", size=PHONE), visit("/sv/talks/", size=PHONE)
    register(anna, "Anna", "anna.talk@example.org")
    reads(anna, "Welcome to the talk")
    register(bo, "Bo", "bo.talk@example.org")
    reads(bo, "You stand in the queue")
    assert violations(bo) == []

    open_letter(anna, "anna.talk@example.org", TITLE)
    now_is(anna, "You have a seat")
    assert violations(anna) == []
    press(anna, "I cannot come")
    now_is(anna, "You do not come")

    open_letter(bo, "bo.talk@example.org", TITLE)
    now_is(bo, "You have a seat")
    fits(bo)

    elsa.reload()
    follow(elsa, "See who comes, food and needs")
    says(elsa, "Bo")
    assert violations(elsa) == []
    elsa.go_back()
    call_it_off(elsa)
    bo.reload()
    now_is(bo, "The talk is not held")


def plan(page: Page) -> None:
    """What is missing is said, and what was written stays."""
    page.goto("/sv/talks/")
    follow(page, "Plan a Community Talk")
    write(page, "Title in Swedish", TITLE)
    press(page, "Save")
    reads(page, "Choose a theme.", "Choose a day.")
    assert violations(page) == []
    page.locator("#id_theme").select_option(index=1)
    write(page, "What it is about, in Swedish", "Kan grannar äga en borrmaskin ihop?")
    page.locator("#id_day").fill(IN_A_MONTH)
    page.locator("#id_begins").fill("14:00")
    page.locator("#id_ends").fill("16:00")
    page.locator("#id_place_sv").fill("Biblioteket (exempel)")
    tick(page, "People register before they come")
    write(page, "Seats in the room", "1")
    press(page, "Save")
    now_is(page, "Being prepared")


def name_a_speaker(page: Page) -> None:
    unfold(page, "Add somebody who speaks")
    page.locator("#speaker-name").fill("Sara Exempel")
    page.locator("#speaker-email").fill("sara.talk@example.org")
    page.locator("#speaker-name").press("Enter")
    says(page, "Sara Exempel")
    assert violations(page) == []
    here = page.url
    open_letter(page, "sara.talk@example.org", TITLE)
    assert violations(page) == []
    page.locator("input[name=may_name]").first.check()
    press(page, "Save the answer")
    page.goto(here)
    reads(page, "Has said yes")


def register(page: Page, name: str, email: str) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    says(page, "Sara Exempel")
    page.get_by_role("main").locator("a.button.primary").first.click()
    assert violations(page) == []
    fits(page)
    write(page, "Your name", name)
    write(page, "E-mail", email)
    page.wait_for_timeout(3_000)  # quicker than this only robots write
    page.locator("form.long-form button[type=submit]").click()


def call_it_off(page: Page) -> None:
    unfold(page, "It is not held")
    page.locator("#cancel-why").fill("Den som skulle tala är sjuk.")
    press(page, "Cancel the talk and write to all")
    now_is(page, "Cancelled")
