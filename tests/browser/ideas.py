"""Ideas that the stories need, sent as a visitor sends them."""

from playwright.sync_api import Page

from tests.browser.words import press, reads, tick, write

TEXT = "Många äldre i byn äter ensamma. Jag vill att vi lagar mat ihop i bygdegården på onsdagar."


def send_idea(page: Page, title: str, email: str = "", text: str = TEXT) -> str:
    """Send an idea from the page for it; gives the address of its owner's page."""
    page.goto("/sv/ideas/new/")
    write(page, "Your idea", text)
    write(page, "Title", title)
    write(page, "E-mail", email)
    tick(page, "You may store what I have written and pass it on to advisors.")
    press(page, "Send the idea")
    reads(page, "Thank you for writing. Your idea has been sent.")
    return page.url.partition("?")[0]
