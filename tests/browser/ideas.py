"""Ideas as the stories need them: sent as a visitor sends them, routed as a coordinator does."""

from playwright.sync_api import Page

from tests.browser.words import press, reads, said, tick, unfold, write

TEXT = "Många äldre i byn äter ensamma. Jag vill att vi lagar mat ihop i bygdegården på onsdagar."
WORKSHOP = "Idéverkstaden: Pröva en idé i liten skala"
WORKSHOP_MONEY = "Idéverkstaden: Hitta parter och pengar"
WORKSHOP_READS_AT = "radgivare@ideverkstaden.example"


def send_idea(page: Page, title: str, email: str = "") -> str:
    """Send an idea; gives the path of its owner's page."""
    page.goto("/sv/ideas/new/")
    write(page, "Your idea", TEXT)
    write(page, "Title", title)
    write(page, "E-mail", email)
    tick(page, "You may store what I have written and pass it on to advisors.")
    press(page, "Send the idea")
    reads(page, "Thank you for writing. Your idea has been sent.")
    return page.url.partition("?")[0]


def ask_for_advice(page: Page, *services: str, then: str = "", words: str = "") -> None:
    """On the coordinator's page of an idea."""
    unfold(page, "Choose whom to ask")
    for service in services:
        page.get_by_label(service).check()
    if then:
        page.get_by_label(said(page, "If nobody takes it on, ask")).select_option(label=then)
    write(page, "Words to the advisors", words)
    press(page, "Ask them")
    reads(page, "Done.", "asked")


def accept(page: Page, words: str) -> None:
    """On the advisor's page."""
    page.get_by_label(said(page, "We take it on")).check()
    write(page, "A few words", words)
    press(page, "Send the answer")
    reads(page, "You have taken this idea on. What you write here reaches its owner at once.")
