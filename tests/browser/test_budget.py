"""A budget that breaks a rule is mended, by keyboard and on a phone, without a script too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Cast, Demo, Watch, visitors
from tests.browser.words import follow, press, reads, said

ROOT = Path(__file__).parent.parent.parent


def garden_in(demo: Demo) -> str:
    """Föreningen Grönskan's application with a budget; the address of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.garden"],
        cwd=ROOT,
        env=os.environ | {"SAMVERKA_DATA": str(demo.folder), "SAMVERKA_DEMO": "true"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return f"/sv/applications/{done.stdout.split()[-1]}/budget/"


@pytest.fixture
def start(another_demo: Demo) -> str:
    return garden_in(another_demo)


@pytest.mark.parametrize(
    ("size", "javascript"), [((1280, 900), True), (PHONE, True), (PHONE, False)]
)
def test_a_breach_is_found_and_mended(
    browser: Browser, another_demo: Demo, start: str, size: tuple[int, int], javascript: bool
) -> None:
    watch = Watch(another_demo.address)
    with visitors(browser, another_demo.address, watch) as visit:
        amina = Cast().come(visit, "amina", size=size, javascript=javascript)
        amina.goto(start)
        find_the_breach(amina)
        typed_wrong_then_right(amina)
        amina.goto(start)
        reads(amina, "The rules are kept")
        press(amina, "Lock the budget")
        reads(amina, "The budget is locked.")
    assert watch.complaints == []


def find_the_breach(page: Page) -> None:
    """From the head to the notice, from the row to the notice; the page never scrolls sideways."""
    row = page.locator("tr.breach").first
    expect(row).to_contain_text(said(page, "Own contribution in money"))
    row.get_by_role("link").click()
    notice = page.locator("#breach-1")
    expect(notice).to_contain_text("37")
    expect(notice).to_be_in_viewport()
    assert page.url.endswith("#breach-1")


def typed_wrong_then_right(page: Page) -> None:
    page.get_by_role("link", name="Föreningen Grönskan").first.click()
    follow(page, "Change the financing")
    field = page.locator("#id_own_cash")
    field.fill("-12 000")
    press(page, "Save")
    reads(page, "It cannot be less than zero. Take the minus away.")
    expect(field).to_have_value("-12 000")
    field.fill("12 000,00")
    page.locator("#id_grant").fill("8 000")
    press(page, "Save")
    reads(page, "Saved.")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_of_the_budget_is_for_everybody(
    browser: Browser, another_demo: Demo, start: str, language: str
) -> None:
    """Axe finds nothing, and a narrow page does not scroll sideways."""
    watch = Watch(another_demo.address)
    start = start.replace("/sv/", f"/{language}/")
    found = []
    with visitors(browser, another_demo.address, watch) as visit:
        page = Cast().come(visit, "amina", language, size=(320, 640))
        page.goto(start)
        partner = page.locator("thead a").first.get_attribute("href") or ""
        pages = ["", "?by=year", "rules/", "choose/", "history/", "import/", "rates/"]
        addresses = [start + one for one in pages] + [partner]
        addresses += [
            f"{partner}{one}/" for one in ("financing", "terms", "costs/hours", "costs/actual")
        ]
        for address in addresses:
            page.goto(address)
            found += violations(page)
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found += [f"{address} scrolls sideways"] if wide else []
    assert found == []
    assert watch.complaints == []
