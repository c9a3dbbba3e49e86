"""Somebody of the committee closes their account: told before, shut out at once, erased in time."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Cast, Demo, Visit, Watch, visitors
from tests.browser.demo import beside
from tests.browser.words import fits, follow, press, reads, says, write

NILS = "nils@example.org"
LONG_AFTER = """
from datetime import timedelta
from django.utils import timezone
from samverka.people.actions import erase_closed_accounts

assert erase_closed_accounts(now=timezone.now() + timedelta(days=365)) == 1
"""


@pytest.fixture
def visit(browser: Browser, another_demo: Demo) -> Iterator[Visit]:
    """Somebody comes to the demo in which Nils may go."""
    watch = Watch(another_demo.address)
    with visitors(browser, another_demo.address, watch) as visit:
        yield visit
    assert watch.complaints == []


def test_nils_of_the_committee_leaves_and_his_seat_still_says_who_sat_there(
    visit: Visit, another_demo: Demo
) -> None:
    nils, anybody = Cast().come(visit, "nils", size=PHONE), visit("/sv/", size=PHONE)

    read_what_goes_and_what_stays(nils)
    press(nils, "Close my account")
    reads(nils, "Your account is closed")
    assert violations(nils) == []
    fits(nils)
    shut_out(nils)

    beside(another_demo.folder, "manage", "shell", "-c", LONG_AFTER)

    anybody.goto("/sv/committee/")
    says(anybody, "Nils Exempel", "Föreningen Grönskan")
    assert violations(anybody) == []
    try_to_sign_in(nils)
    newest_letter_says(nils, "There is no account with this address")
    shut_out(nils)
    elsa = visit("/sv/demo/letters/?to=elsa@example.org")
    says(elsa, "En plats i arbetsutskottet är tom: Föreningen Grönskan")


def read_what_goes_and_what_stays(page: Page) -> None:
    follow(page, "Your account")
    follow(page, "Close and erase your account")
    reads(page, "What goes, and what stays", "Seats in the working committee")
    says(page, "Ditt namn står kvar vid dina platser")
    assert violations(page) == []
    fits(page)


def shut_out(page: Page) -> None:
    page.goto("/sv/desk/")
    expect(page).to_have_url(re.compile("/sv/account/login/"))


def try_to_sign_in(page: Page) -> None:
    write(page, "Your e-mail", NILS)
    press(page, "Send me a code")


def newest_letter_says(page: Page, english: str) -> None:
    page.goto(f"/sv/demo/letters/?to={NILS}")
    reads(page, english)
