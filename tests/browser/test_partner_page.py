"""A partner keeps its own page current, on a phone; anybody reads it."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import fits, follow, path_of, press, reads, said, says, write

PAGE = "/sv/partners/foreningen-gronskan/"
WHAT = "Vi odlar tillsammans med unga utan jobb och lagar mat som annars slängs."
NEED, NAMED_BY = "Unga utan arbete", "unga utan jobb"
FOR_WHOM = "För alla som vill odla, mest för den som är arbetslös, ny i Sverige eller ensam."


def test_amina_keeps_the_page_current_on_a_phone(visit: Visit, sign_in: SignIn) -> None:
    amina = sign_in("amina", "sv", size=PHONE)
    follow(amina, "Keep the page current")
    assert violations(amina) == []
    fits(amina)

    write(amina, "What you do, in Swedish", WHAT)
    write(amina, "For whom, in Swedish", FOR_WHOM)
    tick_what_is_proposed(amina)
    with_a_slip(amina)
    press(amina, "Save")

    assert path_of(amina) == PAGE
    expect(amina.get_by_role("status").first).to_have_text(
        said(amina, "Saved. This is how others see it.")
    )
    says(amina, WHAT, FOR_WHOM, NEED)
    fits(amina)

    anybody = visit(PAGE, size=PHONE)
    says(anybody, WHAT, FOR_WHOM, NEED)
    expect(anybody.locator("main")).not_to_contain_text(said(anybody, "Change the page"))
    assert violations(anybody) == []
    fits(anybody)
    assert_is_found(anybody)
    assert_history_tells(amina)


def tick_what_is_proposed(page: Page) -> None:
    """A proposal says why; whoever writes decides."""
    press(page, "Propose from the text")
    reads(page, "Proposed ones say why. Tick those that are right.")
    expect(page.get_by_label(said(page, "What you do, in Swedish"))).to_have_value(WHAT)
    proposed = page.locator("label.choice", has_text=NEED)
    expect(proposed.locator("mark")).to_have_text(NAMED_BY)
    assert violations(page) == []
    fits(page)
    proposed.get_by_role("checkbox").check()


def with_a_slip(page: Page) -> None:
    """What is wrong is said, and nothing that was written or ticked is lost."""
    site = page.get_by_role("textbox", name=said(page, "Web site"))
    before = site.input_value()
    site.fill("ingen adress alls")
    press(page, "Save")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label(said(page, "What you do, in Swedish"))).to_have_value(WHAT)
    assert violations(page) == []
    expect(page.get_by_role("checkbox", name=NEED)).to_be_checked()
    site.fill(before)


def assert_is_found(page: Page) -> None:
    """The list of partners finds the page by its new words."""
    page.goto("/sv/partners/?q=unga+utan+jobb")
    says(page, "Föreningen Grönskan")


def assert_history_tells(page: Page) -> None:
    follow(page, "What has been changed")
    says(page, "Amina Exempel")
    assert violations(page) == []
