"""Steps of an application for a grant, for the stories that share them."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.words import fits, follow, now_is, press, reads, said, unfold, write

NUMBER = re.compile(r"\b[2-9A-HJKMNP-TV-Z]{8}\b")
FIRST = date.today() + timedelta(days=40)
NAME, TITLE = "Odlarna i Viby (exempel)", "Trädgården för alla"
OFFICER = (("Elsa Exempel", "officer"),)
SMALL_PANEL = (*OFFICER, ("Nils Exempel", "decider"))


def publish(page: Page, name: str, panel: tuple[tuple[str, str], ...] = SMALL_PANEL) -> None:
    """The round is open then, and its officer is still on the page that prepares it."""
    page.goto("/sv/grants/")
    follow(page, "Begin a round")
    page.locator("#id_call").select_option(index=1)
    page.locator("#id_host").select_option(label="Region Örebro län")
    write(page, "Name in Swedish", name)
    write(page, "Name in English", name)
    write(page, "Terms, in Swedish", "För den som vill prova något nytt.")
    page.locator("#id_form").select_option("house-regional-social-innovation")
    page.locator("#id_cost_rules").select_option("regional-social-innovation")
    is_fine(page)
    press(page, "Save")
    unfold(page, "Add a criterion")
    page.locator("#criterion-title_sv").fill("Nytta")
    page.locator("form[action$='/criteria/'] button").click()
    for person, role in panel:
        unfold(page, "Put somebody in the panel")
        page.locator("#panel-person").select_option(label=person)
        page.locator("#panel-role").select_option(role)
        press(page, "Put them there")
    is_fine(page)
    press(page, "Publish")
    now_is(page, "Published", "a round")


def begin(page: Page, address: str, javascript: bool) -> None:
    write(page, "Name of the organisation that applies", NAME)
    write(page, "E-mail", address)
    is_fine(page, javascript)
    page.wait_for_timeout(3_200)  # quicker is taken for a robot's
    press(page, "Begin")


def tell_who_and_what(page: Page, javascript: bool) -> None:
    page.locator("#id_kind").select_option("association")
    page.locator("#id_municipality").select_option(label="Hallsberg")
    write(page, "Whom we can talk to", "Viola Viby (exempel)")
    is_fine(page, javascript)
    press(page, "Save and go on")
    write(page, "Name of the project", TITLE)
    write(page, "What you want to do, in a few sentences", "Vi öppnar trädgården.")
    page.locator("#id_starts_on").fill(FIRST.isoformat())
    page.locator("#id_ends_on").fill((FIRST + timedelta(days=100)).isoformat())
    press(page, "Save and go on")


def answer(page: Page, javascript: bool) -> None:
    for box in page.locator("textarea").all():
        box.fill("Vi har talat med dem som bor här.")
    is_fine(page, javascript)
    press(page, "Save and go on")


def declares_none(page: Page, list_: str) -> None:
    page.goto(f"{list_}declare/")
    is_fine(page)
    label = re.compile(f"^{re.escape(said(page, 'I have no interest in it'))}.*{re.escape(NAME)}")
    page.get_by_role("button", name=label).first.click()
    reads(page, "Thank you. Now you can open it.")


def scores(page: Page, case: str) -> None:
    page.goto(f"{case}assessment/")
    for field in page.locator("fieldset").all():
        field.get_by_role("radio").nth(3).check()
    press(page, "Save for now")
    reads(page, "Saved. Nobody else sees it before you hand it in.")
    is_fine(page)
    press(page, "Hand in")
    reads(page, "What the panel thinks")


def is_fine(page: Page, javascript: bool = True) -> None:
    """axe is a script itself; where none run, the page is the same."""
    fits(page)
    if javascript:
        found = violations(page)
        assert not found, found
