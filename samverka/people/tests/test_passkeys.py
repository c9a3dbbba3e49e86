"""A passkey from beginning to end, in a real browser with a make-believe device."""

import re
import shutil
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from samverka.cast import Cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture
def page(live_server: LiveServer, cast: Cast, settings: LazySettings) -> Iterator[Page]:
    """A browser whose device always knows its owner; the demo's letters are there to be read."""
    settings.DEMO = settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=live_server.url)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page
        browser.close()


def sign_in_by_letter(page: Page, email: str) -> None:
    page.goto("/en/account/login/")
    page.fill("[name=email]", email)
    page.click("text=Send me a code")
    page.wait_for_url("**/login/code/")
    page.click("text=Read the letter here")
    code = re.search(r"\d{4}-\d{4}", page.inner_text("main"))
    assert code
    page.goto("/en/account/login/code/")
    page.fill("[name=code]", code[0])
    page.click("main button.primary")


def sign_out(page: Page) -> None:
    page.goto("/en/account/")
    page.click("main button:has-text('Sign out')")


def test_a_passkey_is_added_and_opens_the_account_by_itself(page: Page) -> None:
    sign_in_by_letter(page, "rut@example.org")
    page.goto("/en/account/ways-in/passkeys/add/")
    page.fill("[name=name]", "My phone")
    page.click("text=Ask the device")
    page.wait_for_url("**/ways-in/recovery/")
    sign_out(page)

    page.goto("/en/account/login/?next=/en/account/ways-in/passkeys/")
    page.click("text=Sign in with a passkey")

    page.wait_for_url(re.compile(r"^[^?]*/ways-in/passkeys/$"))
    assert page.inner_text("main li h2") == "My phone"


def test_with_a_passkey_the_letter_alone_does_not_open_the_account(page: Page) -> None:
    sign_in_by_letter(page, "rut@example.org")
    page.goto("/en/account/ways-in/passkeys/add/")
    page.click("text=Ask the device")
    page.wait_for_url("**/ways-in/recovery/")
    sign_out(page)

    sign_in_by_letter(page, "rut@example.org")
    page.wait_for_url("**/login/second-step/")
    page.click("text=Use a passkey")

    page.wait_for_url("**/en/desk/")


def test_a_device_that_knows_no_passkey_says_so(page: Page) -> None:
    page.goto("/en/account/login/")

    page.click("text=Sign in with a passkey")

    page.wait_for_selector("text=No passkey came from the device.", timeout=60_000)
