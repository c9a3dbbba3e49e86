"""Invited, at work and gone again, on a phone and in both languages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from samverka.people.tests.provider import running_provider
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Demo, SignIn, Visit
from tests.browser.demo import beside
from tests.browser.persons import GREENERY, accept, invite, open_newest_letter
from tests.browser.words import button, fits, follow, press, reads, said, says, write

BOTH = pytest.mark.parametrize("language", ["sv", "en"])


@BOTH
def test_amina_invites_lo_who_accepts_works_and_is_erased(
    visit: Visit, sign_in: SignIn, language: str
) -> None:
    email, name = f"lo-{language}@example.org", f"Lo {language}"
    amina = sign_in("amina", language, size=PHONE)
    follow(amina, "Your account")
    follow(amina, "See them, or leave")
    invite(amina, email)
    says(amina, email)
    assert violations(amina) == []
    fits(amina)

    lo = visit(f"/{language}/", size=PHONE)
    open_newest_letter(lo, email)
    assert violations(lo) == []
    press(lo, "Accept the invitation")
    expect(lo.locator(".error-summary")).to_be_focused()
    assert violations(lo) == []
    fits(lo)
    accept(lo, name)
    expect(lo).to_have_url(re.compile("/desk/$"))
    says(lo, name, "Föreningen Grönskan")
    lo.goto(f"/{language}{GREENERY}")
    says(lo, "Amina Exempel", name)
    fits(lo)

    lo.goto(f"/{language}/account/export/")
    says(lo, email)
    assert violations(lo) == []
    fits(lo)
    lo.goto(f"/{language}/account/erase/")
    reads(lo, "What goes, and what stays")
    assert violations(lo) == []
    fits(lo)
    press(lo, "Close my account")
    reads(lo, "Your account is closed")
    assert violations(lo) == []
    press(lo, "Open my account again")
    reads(lo, "Your account is open again. Sign in as before.")


@BOTH
def test_somebody_is_taken_away_and_that_is_taken_back(
    visit: Visit, sign_in: SignIn, language: str
) -> None:
    email = f"kort-{language}@example.org"
    elsa = sign_in("elsa", language, size=PHONE)
    invite(elsa, email)
    kort = visit(f"/{language}/", size=PHONE)
    open_newest_letter(kort, email)
    accept(kort, "Kort Exempel")
    expect(kort).to_have_url(re.compile("/desk/$"))

    elsa.goto(f"/{language}{GREENERY}")
    row = elsa.get_by_role("listitem").filter(has_text=email)
    row.get_by_role("button").click()
    reads(elsa, "Have left in the last 30 days")
    kort.goto(f"/{language}{GREENERY}")
    gone = kort.title()
    left = elsa.get_by_role("listitem").filter(has_text="Kort Exempel")
    left.get_by_role("button", name=re.compile(said(elsa, "Take it back"))).first.click()
    says(elsa, email)
    kort.goto(f"/{language}{GREENERY}")

    assert "Grönskan" not in gone
    assert "Grönskan" in kort.title()


@pytest.fixture(scope="module")
def issuer(another_demo: Demo) -> Iterator[str]:
    """Where the organisation itself signs its people in."""
    with running_provider() as issuer:
        who = {"email": "amina@example.org", "email_verified": True}
        httpx.put(f"{issuer}/users/amina", json=who)
        known = ("--name", "Kontot på jobbet", "--issuer", issuer, "--client-id", "samverka")
        whose = ("--domain", "example.org")
        beside(another_demo.folder, "provider", "add", *known, *whose, typed="a secret\n")
        yield issuer


@BOTH
def test_the_sign_in_of_the_organisation_there_and_back(
    browser: Browser, another_demo: Demo, issuer: str, language: str
) -> None:
    size: ViewportSize = {"width": PHONE[0], "height": PHONE[1]}
    page = browser.new_page(base_url=another_demo.address, viewport=size)
    blocked: list[str] = []
    page.on("console", lambda one: blocked.append(one.text))
    page.goto(f"/{language}/account/login/?next=/{language}{GREENERY}")
    write(page, "Your e-mail", "amina@example.org")
    press(page, "Send me a code")
    assert violations(page) == []
    fits(page)
    page.get_by_role("link", name=re.compile("Kontot på jobbet")).click()
    page.wait_for_url(re.compile(re.escape(issuer)))
    page.fill("[name=sub]", "amina")
    page.press("[name=sub]", "Enter")

    expect(page).to_have_url(f"{another_demo.address}/{language}{GREENERY}")
    assert urlsplit(page.url).query == ""
    expect(button(page, "Send the invitation")).to_be_visible()
    assert [one for one in blocked if "Content Security Policy" in one] == []
    page.context.close()
