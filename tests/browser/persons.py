"""Somebody is invited, comes in, and leaves: for the stories and for the tour of all pages."""

from playwright.sync_api import Page

from tests.browser.words import language_of, path_of, press, tick, write

GREENERY = "/partners/foreningen-gronskan/people/"


def invite(page: Page, email: str) -> None:
    """Somebody signed in asks another to join Föreningen Grönskan."""
    page.goto(f"/{language_of(page)}{GREENERY}")
    write(page, "E-mail of the person", email)
    press(page, "Send the invitation")


def open_newest_letter(page: Page, to: str) -> None:
    """Follow the first link in the newest letter."""
    page.goto(f"/{language_of(page)}/demo/letters/?to={to}")
    page.get_by_role("article").first.get_by_role("link").first.click()


def accept(page: Page, name: str) -> None:
    write(page, "Your name", name)
    tick(page, "I have read how my data is taken care of, and agree.")
    press(page, "Accept the invitation")


def invited_and_closed(page: Page, coordinator: Page) -> list[str]:
    """Behind the keys: an invitation that waits, one that is answered, a closed account."""
    invite(coordinator, "vantar@example.org")
    invite(coordinator, "borta@example.org")
    open_newest_letter(page, "vantar@example.org")
    waiting = path_of(page)
    open_newest_letter(page, "borta@example.org")
    answered = path_of(page)
    accept(page, "Borta Exempel")
    page.goto("/sv/account/erase/")
    press(page, "Close my account")
    return [waiting, answered, path_of(page)]
