"""Three phones at a workshop: each writes, and each sees what the others write."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import path_of, press, said, says, unfold, write


def come_in(visit: Visit, code: str, **habits: object) -> Page:
    phone = visit(f"/sv/support/workshop/?code={code}", size=PHONE, **habits)
    press(phone, "Come in")
    return phone


def put_on_map(phone: Page, need: str, kind: str, words: str) -> None:
    phone.locator("select[name=need]").select_option(need)
    phone.locator("select[name=stage]").select_option("idea")
    phone.locator(f"#write input[name=kind][value={kind}]").check()
    phone.locator("#write textarea").fill(words)
    press(phone, "Put it on the map")
    says(phone, words)


def open_workshop(elsa: Page) -> tuple[str, str]:
    """Its page and its code."""
    elsa.goto("/sv/support/workshops/")
    write(elsa, "What is the workshop called?", "Stormötets karta")
    press(elsa, "Plan the workshop")
    press(elsa, "Open the workshop")
    assert violations(elsa) == []
    return path_of(elsa), elsa.locator(".page-head b").first.inner_text()


def go_through(elsa: Page, lead: str, doubles: list[str]) -> None:
    """Close it, merge those who said the same, save it and read what came of it."""
    elsa.goto(lead)
    press(elsa, "Close the workshop")
    for words in doubles:
        elsa.get_by_role("checkbox", name=words).check()
    press(elsa, "Merge the ticked")
    assert violations(elsa) == []
    press(elsa, "Save the result")
    elsa.locator("main").get_by_role("link", name="Läs resultatet").click()
    assert violations(elsa) == []


def press_first(page: Page, english: str) -> None:
    """The button that begins with these words; behind them stands what it is about."""
    page.get_by_role("button", name=said(page, english)).first.click()


def grows(page: Page) -> Locator:
    return page.locator("[data-poll]")


def test_the_pages_of_those_who_make_the_map(sign_in: SignIn) -> None:
    elsa = sign_in("elsa")
    service = "/sv/support/ideverkstaden-test-an-idea/"
    for path in ("/sv/support/", "/sv/support/propose/", "/sv/support/new/", f"{service}capacity/"):
        elsa.goto(path)
        assert violations(elsa) == []


def test_three_phones_fill_in_the_map_together(visit: Visit, sign_in: SignIn) -> None:
    elsa = sign_in("elsa")
    lead, code = open_workshop(elsa)
    elsa.goto(f"{lead}screen/")
    phones = [come_in(visit, code), come_in(visit, code), come_in(visit, code, javascript=False)]
    words_of = ["Lokal på kvällen", "En möteslokal", "Biblioteket kan öppna"]

    for phone, kind, words in zip(phones, ("missing", "missing", "adapt"), words_of, strict=True):
        put_on_map(phone, "premises", kind, words)

    for somebody in (elsa, *phones[:2]):  # grows by itself
        for words in words_of:
            expect(grows(somebody)).to_contain_text(words)
    phones[2].get_by_role("link", name="Visa det nya").click()  # no script: shown anew
    says(phones[2], *words_of)

    unfold(phones[0], "Change")
    assert violations(phones[0]) == []
    press_first(phones[0], "Take it back")
    expect(grows(phones[1])).not_to_contain_text(words_of[0])
    press_first(phones[0], "Put it back")
    expect(grows(phones[1])).to_contain_text(words_of[0])

    go_through(elsa, lead, doubles=words_of[:2])
    says(elsa, *words_of)
    expect(grows(phones[1])).to_contain_text("Workshoppen är stängd")
