"""With the keyboard alone: from the address bar to a sent idea, always seeing where one is."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.words import answers, button, focused, path_of, reads, said

TEXT = "Jag vill att vi lagar mat ihop i bygdegården, så att ingen äter ensam."
MOST_STEPS = 60

# Where the focus is shown: around the element itself, or around the choice that holds it.
RING = """
element => [element, element.closest(".choice") ?? element].some(one => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""
COVERED = """
element => {
  const box = element.getClientRects()[0];
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !(seen && (element.contains(seen) || seen.contains(element)));
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, and see it at every step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here.evaluate(RING), f"no ring around {here.evaluate('one => one.outerHTML')}"
        assert not here.evaluate(COVERED), f"hidden: {here.evaluate('one => one.outerHTML')}"
        if here.evaluate("(one, wanted) => one === wanted", wanted.element_handle()):
            return
    raise AssertionError(f"the focus never came to {wanted}")


def test_the_menu_of_a_phone_opens_and_closes_without_a_script(visit: Visit) -> None:
    page = visit("/sv/", size=PHONE, javascript=False)
    menu = page.get_by_role("navigation", name=said(page, "Main menu"))
    expect(menu).to_be_hidden()
    button(page, "Menu").press("Enter")
    expect(menu).to_be_visible()
    button(page, "Close the menu").press("Enter")
    expect(menu).to_be_hidden()


def test_the_first_step_leads_past_the_menu(visit: Visit) -> None:
    page = visit("/sv/partners/")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text(said(page, "Skip to the content"))
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).evaluate("one => !!one.closest('main')")


def test_from_the_address_bar_to_a_sent_idea(visit: Visit) -> None:
    page = visit("/sv/")
    tab_to(page, page.get_by_label(said(page, "Your idea")))
    page.keyboard.type(TEXT)
    expect(answers(page).first).to_be_visible()
    tab_to(page, answers(page).first.get_by_role("link"))
    tab_to(page, button(page, "Go on with your idea"))
    page.keyboard.press("Enter")

    page.wait_for_url("**/ideas/new/")
    consent = "You may store what I have written and pass it on to advisors."
    tab_to(page, page.get_by_label(said(page, consent)))
    page.keyboard.press("Space")
    tab_to(page, button(page, "Send the idea"))
    page.keyboard.press("Space")
    reads(page, "Thank you for writing. Your idea has been sent.")


def test_the_menu_of_the_phone_opens_leads_on_and_closes(visit: Visit) -> None:
    page = visit("/sv/", size=PHONE)
    menu = page.get_by_role("navigation", name=said(page, "Main menu"))
    expect(menu).not_to_be_visible()
    tab_to(page, button(page, "Menu"))
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()
    page.keyboard.press("Enter")
    tab_to(page, menu.get_by_role("link", name=said(page, "Calls"), exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/calls/")
    assert path_of(page) == "/sv/calls/"
