"""Pages that are not there before somebody has done something: made once, for the tour."""

import re

from playwright.sync_api import FilePayload, Page

from tests.browser.words import path_of, press, said, shows_by_itself, write

GREENERY = "/sv/partners/foreningen-gronskan/"
OPEN_SEARCH = "/sv/collaboration/2/"  # of Föreningen Grönskan
PARTNERS: FilePayload = {
    "name": "partner.csv",
    "mimeType": "text/csv",
    "buffer": "name;kind\nCykelköket;association\nRuttna raden;månen\n".encode(),
}

CALLS: FilePayload = {
    "name": "utlysningar.csv",
    "mimeType": "text/csv",
    "buffer": "titel;finansiär;nivå\nLaga mat;Fonden;regional\nRutten;Fonden;månen\n".encode(),
}


def say_of_a_cell(page: Page, words: str, where: str = "form.long-form") -> None:
    """Fill in what somebody says of a cell of the support map."""
    form = page.locator(where)
    form.locator("select[name=need]").select_option("premises")
    form.locator("select[name=stage]").select_option("idea")
    form.locator("input[name=kind][value=missing]").check()
    form.locator("textarea").fill(words)


def proposal(rut: Page, elsa: Page) -> list[str]:
    """Rut proposes something for the map; Elsa reads it."""
    rut.goto("/sv/support/propose/")
    say_of_a_cell(rut, "Det saknas ett rum på kvällen.")
    press(rut, "Send the proposal")
    return [link_on(elsa, "/sv/support/proposals/", r"/sv/support/proposals/\d+/")]


def workshop_on_the_wall(elsa: Page) -> list[str]:
    elsa.goto("/sv/support/workshops/")
    write(elsa, "What is the workshop called?", "Kartan på väggen")
    press(elsa, "Plan the workshop")
    press(elsa, "Open the workshop")
    lead = path_of(elsa)
    return [lead, f"{lead}screen/"]


def pen_at_workshop(page: Page, elsa: Page, lead: str) -> list[str]:
    """The page on which everybody at the workshop writes."""
    elsa.goto(lead)
    code = elsa.locator(".page-head b").first.inner_text()
    page.goto(f"/sv/support/workshop/?code={code}")
    press(page, "Come in")
    pen = path_of(page)
    say_of_a_cell(page, "En möteslokal", where="#write")
    press(page, "Put it on the map")
    return [pen]


def team(amina: Page) -> list[str]:
    """Somebody is interested in what Amina looks for when the demo begins; she says yes."""
    amina.goto(OPEN_SEARCH.replace("collaboration/", "collaboration/care/"))
    amina.get_by_role("button", name=said(amina, "Yes, take part")).click()
    found = link_on(amina, path_of(amina), r"/sv/collaboration/teams/\d+/")
    return [found]


def table_read(elsa: Page) -> list[str]:
    """What a file would do, before anybody has said yes to it: of partners, and of calls."""
    found = []
    for what, file in (("partners", PARTNERS), ("calls", CALLS)):
        elsa.goto(f"/sv/{what}/import/")
        elsa.locator("input[type=file]").set_input_files(file)
        press(elsa, "Look at the rows")
        found.append(path_of(elsa))
    return found


def source_read(elsa: Page) -> list[str]:
    """A source that cannot be read, with its reading: nobody answers at that address."""
    elsa.goto("/sv/calls/sources/new/table/")
    write(elsa, "What do you call it?", "Tabellen som är borta")
    write(elsa, "Address", "http://127.0.0.1:9/calls.csv")
    press(elsa, "Add and read it")
    source = path_of(elsa)
    shows_by_itself(elsa, said(elsa, "Could not be read"))
    return [source, f"{source}edit/", link_on(elsa, source, rf"{source}runs/\d+/")]


def contact_of_greenery(amina: Page) -> list[str]:
    return [link_on(amina, GREENERY, rf"{GREENERY}contacts/\d+/")]


def calendar_on_a_phone(amina: Page) -> list[str]:
    amina.goto("/sv/desk/calendar/address/")
    press(amina, "Make the address")
    return [path_of(amina)]


def link_on(page: Page, path: str, pattern: str) -> str:
    page.goto(path)
    found = re.search(pattern, page.content())
    assert found, f"{path} does not lead to {pattern}"
    return found[0]
