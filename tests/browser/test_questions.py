"""The room asks at a talk: a code on the screen, three phones, and elsa who leads."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.test_talks import IN_A_MONTH
from tests.browser.words import fits, follow, path_of, press, reads, said, says, write


def come_in(visit: Visit, code: str, **habits: object) -> Page:
    phone = visit(f"/sv/talks/ask/?code={code}", size=PHONE, **habits)
    press(phone, "Come in")
    return phone


def asks(phone: Page, words: str) -> None:
    phone.locator("#ask textarea").fill(words)
    press(phone, "Send the question")
    says(phone, words)


def open_talk(elsa: Page) -> tuple[str, str]:
    """The page where it is led, and the code."""
    elsa.goto("/sv/talks/new/")
    elsa.locator("#id_theme").select_option(index=1)
    write(elsa, "Title in Swedish", "Samtal med frågor")
    write(elsa, "What it is about, in Swedish", "Vad vill ni veta?")
    for field, value in {"day": IN_A_MONTH, "begins": "14:00", "ends": "16:00"}.items():
        elsa.locator(f"#id_{field}").fill(value)
    elsa.locator("#id_place_sv").fill("Biblioteket (exempel)")
    press(elsa, "Save")
    press(elsa, "Publish")
    follow(elsa, "Let the room ask, by a code on the screen")
    assert violations(elsa) == []
    press(elsa, "Open for questions")
    return path_of(elsa), elsa.locator(".page-head b").first.inner_text()


def press_at(page: Page, english: str, words: str) -> None:
    """The button of this question."""
    row = page.get_by_role("listitem").filter(has_text=words)
    row.get_by_role("button", name=said(page, english)).click()


def test_three_phones_ask_and_the_room_sees_it(visit: Visit, sign_in: SignIn) -> None:
    elsa = sign_in("elsa", "sv")
    lead, code = open_talk(elsa)
    keys = elsa.context.storage_state()
    screen = visit(f"{lead}screen/", storage_state=keys)
    assert violations(screen) == []
    ada, bo = come_in(visit, code), come_in(visit, code)
    plain = come_in(visit, code, javascript=False)

    asks(ada, "Vad kostar det?")
    asks(plain, "Får barn komma?")
    for somebody in (elsa, screen, bo):  # grows by itself
        for words in ("Vad kostar det?", "Får barn komma?"):
            expect(somebody.locator("[data-poll]")).to_contain_text(words)
    assert violations(bo) == []
    fits(bo)

    press_at(bo, "Me too", "Får barn komma?")
    reads(bo, "You want to know too")
    expect(screen.locator("[data-poll] li").first).to_contain_text("Får barn komma?")
    follow(plain, "Show what is new")  # no script: shown anew
    says(plain, "1 till vill veta")

    press_at(elsa, "It is answered", "Får barn komma?")
    expect(screen.locator("[data-poll]")).not_to_contain_text("Får barn komma?")
    press_at(elsa, "Hide", "Vad kostar det?")
    expect(bo.locator("[data-poll]")).not_to_contain_text("Vad kostar det?")
    assert violations(elsa) == []

    press(elsa, "Close for questions")
    bo.reload()
    reads(bo, "No more questions are taken. Thank you for asking.")
    assert violations(bo) == []
