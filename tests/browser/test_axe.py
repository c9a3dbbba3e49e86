"""Axe finds nothing, on any page, in both languages, light and dark, on a phone and a desktop."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, SignIn, Tour, Visit
from tests.browser.places import NO_PAGES, NOT_ON_THE_TOUR, Place
from tests.browser.words import answers, button, follow, press, said, unfold, write
from tests.test_permissions import table

DAY = {"language": "sv", "size": DESKTOP, "color_scheme": "light"}
NIGHT = {"language": "en", "size": PHONE, "color_scheme": "dark"}


def test_axe_is_awake(visit: Visit) -> None:
    page = visit("/sv/about/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    found = [line.partition(" at ")[0] for line in violations(page)]
    assert "/sv/about/: image-alt" in found


def test_the_tour_leads_to_every_page_that_anybody_can_open(places: list[Place]) -> None:
    """A new page has to be reached by links, be made, or say why it is not on the tour."""
    opened = {
        address
        for address, row in table().items()
        if any(cell.startswith("200") for cell in row.values()) and not address.startswith(NO_PAGES)
    }
    there_is_none = "/sv/there-is-nothing-here/"
    visited = {place.address for place in places if place.path != there_is_none}
    assert opened - visited == set(NOT_ON_THE_TOUR)


@pytest.mark.parametrize("look", [DAY, NIGHT], ids=["sv-light-desktop", "en-dark-phone"])
def test_axe_finds_nothing_on_any_page(tour: Tour, look: dict[str, Any]) -> None:
    assert [line for page in tour(**look) for line in violations(page)] == []


@pytest.mark.parametrize("look", [DAY, NIGHT], ids=["sv-light-desktop", "en-dark-phone"])
def test_axe_finds_nothing_while_somebody_is_busy(
    visit: Visit, sign_in: SignIn, look: dict[str, Any]
) -> None:
    """Pages in the middle of something: suggestions, errors, an open menu, open forms."""
    habits = {name: value for name, value in look.items() if name != "language"}
    page = visit(f"/{look['language']}/", **habits)
    found = [*while_writing(page), *with_errors(page), *at_the_door(page)]
    found += in_the_inbox(sign_in("elsa", **look))
    if look["size"] == PHONE:
        found += with_the_menu_open(page)
    assert found == []


def while_writing(page: Page) -> list[str]:
    write(page, "Your idea", "Jag vill bygga en skejtpark ihop med unga som är ensamma.")
    expect(answers(page).first).to_be_attached()
    if not answers(page).first.is_visible():
        page.locator("#suggestions summary").click()
    return violations(page)


def with_errors(page: Page) -> list[str]:
    press(page, "Go on with your idea")
    write(page, "Title", "")
    write(page, "E-mail", "nobody")
    press(page, "Send the idea")
    expect(page.locator(".error-summary")).to_be_focused()
    return violations(page)


def at_the_door(page: Page) -> list[str]:
    follow(page, "How we take care of your data")
    page.goto(page.url.replace("privacy", "account/login"))
    press(page, "Send me a code")
    found = violations(page)
    write(page, "Your e-mail", "nobody@example.org")
    press(page, "Send me a code")
    return [*found, *violations(page)]


def in_the_inbox(page: Page) -> list[str]:
    follow(page, "The whole inbox")
    page.locator("main .waiting a").first.click()
    press(page, "Send to the owner")
    for fold in ("Choose whom to ask", "Move the idea on", "Merge with another idea"):
        unfold(page, fold)
    return violations(page)


def with_the_menu_open(page: Page) -> list[str]:
    press(page, "Menu")
    expect(page.get_by_role("navigation", name=said(page, "Main menu"))).to_be_visible()
    expect(button(page, "Menu")).to_be_attached()
    return violations(page)
