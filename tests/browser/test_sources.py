"""A coordinator adds a source of calls, sees a reading that fails and understands it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from samverka.sources.tests.replay import Replay, Told, html_told
from tests.browser.conftest import PHONE, SignIn
from tests.browser.words import fits, follow, press, reads, said, says, shows_by_itself, write

CLOSES = date.today() + timedelta(days=90)
ROWS = f"""id;titel;deadline
B-1;Bidrag till samlingslokaler;{CLOSES}
B-2;Stöd till nya mötesplatser;{CLOSES}
B-3;;{CLOSES}
"""
LATER_ROWS = ROWS.replace("B-3;;", "B-3;Odla tillsammans;")


@pytest.fixture
def funder() -> Iterator[Replay]:
    with Replay() as replay:
        yield replay


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_a_wrong_address_to_new_calls(sign_in: SignIn, funder: Replay, language: str) -> None:
    name = f"Länets tabell {language}"
    funder.at("/page", html_told("<h1>Välkommen</h1>"))
    funder.at("/calls.csv", Told(ROWS.encode(), headers={"Content-Type": "text/csv"}))
    page = sign_in("elsa", language, size=PHONE)

    add_table(page, name, "calls.example")
    reads(page, "Write the whole address, with https:// first.", "What you wrote is still here.")
    write(page, "Address", f"{funder.address}/page")
    press(page, "Add and read it")

    shows_by_itself(page, said(page, "Could not be read"))
    page.reload()
    open_newest_reading(page)
    reads(
        page,
        "Open the address in your browser. If you see a page for people, it is the wrong address. "
        "Write the right one under “Change the source”.",
    )
    fits(page)

    follow(page, "Change the source")
    write(page, "Address", f"{funder.address}/calls.csv")
    press(page, "Save")
    shows_by_itself(page, said(page, "Works"))
    page.reload()
    open_newest_reading(page)
    says(page, "B-3", said(page, "It has no title."))
    fits(page)

    funder.at("/calls.csv", Told(LATER_ROWS.encode()))
    page.go_back()
    press(page, "Read it now")
    shows_by_itself(page, "1 ny" if language == "sv" else "1 new")
    press(page, "Pause")
    reads(page, "The source is paused. What it has told of stays.")
    press(page, "Let it go on")


def add_table(page: Page, name: str, address: str) -> None:
    follow(page, "Sources of calls")
    follow(page, "Add a source")
    follow(page, "A table at an address")
    write(page, "What do you call it?", name)
    write(page, "Address", address)
    press(page, "Add and read it")


def open_newest_reading(page: Page) -> None:
    page.locator("section[aria-labelledby=runs] a").first.click()
    expect(page).to_have_url(re.compile(r"/runs/\d+/$"))


def test_a_feed_is_looked_at_before_anybody_sees_it(sign_in: SignIn, funder: Replay) -> None:
    funder.at("/feed", Told(FEED.encode(), headers={"Content-Type": "application/rss+xml"}))
    page = sign_in("elsa", "sv")

    follow(page, "Sources of calls")
    follow(page, "Add a source")
    follow(page, "A feed (RSS or Atom)")
    write(page, "What do you call it?", "Stiftelsens nyheter")
    write(page, "Address", f"{funder.address}/feed")
    press(page, "Add and read it")
    shows_by_itself(page, "2 nya")

    page.goto("/sv/calls/proposed/")
    says(page, "Sök bidrag till körsång", "Vi har flyttat")
    row = page.get_by_role("listitem").filter(has_text="Vi har flyttat")
    row.get_by_role("button", name=said(page, "Leave out")).click()
    row = page.get_by_role("listitem").filter(has_text="körsång")
    row.get_by_role("button", name=said(page, "Show to everybody")).click()
    decided = page.locator("section[aria-labelledby=decided]")
    expect(decided).to_contain_text("Sök bidrag till körsång")

    decided.get_by_role("button", name=re.compile("Vi har flyttat")).click()
    expect(page.locator("section[aria-labelledby=waits]")).to_contain_text("Vi har flyttat")


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Nytt</title>
<item><title>Sök bidrag till körsång</title><link>https://fund.example/1</link><guid>1</guid>
<description>Senast 3 mars. &lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Vi har flyttat</title><link>https://fund.example/2</link><guid>2</guid></item>
</channel></rss>"""
