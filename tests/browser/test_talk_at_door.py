"""At the door of a talk: the network is gone, the list is not; two phones tick, none undoes."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.test_talks import IN_A_MONTH
from tests.browser.words import fits, path_of, press, reads, said, says, tick, write

KEPT = "The list is on this phone and works without network until the talk is over."
GUESTS = ("Ada Dörr", "Bo Dörr", "Cleo Kö")


def door_of_a_talk(elsa: Page, visit: Visit, title: str) -> str:
    """Three registrations, each of two people; the address of the list for the door."""
    elsa.goto("/sv/talks/new/")
    elsa.locator("#id_theme").select_option(index=1)
    write(elsa, "Title in Swedish", title)
    write(elsa, "What it is about, in Swedish", "Vem kommer?")
    for field, value in {"day": IN_A_MONTH, "begins": "14:00", "ends": "16:00"}.items():
        elsa.locator(f"#id_{field}").fill(value)
    elsa.locator("#id_place_sv").fill("Biblioteket (exempel)")
    tick(elsa, "People register before they come")
    press(elsa, "Save")
    press(elsa, "Publish")
    prepare = path_of(elsa)
    for name in GUESTS:
        guest = visit(prepare.replace("prepare", "register"))
        write(guest, "Your name", name)
        write(guest, "E-mail", f"{name[:2].lower()}.door@example.org")
        write(guest, "How many are you, with yourself?", "2")
        guest.locator("form.long-form button[type=submit]").click()
        reads(guest, "Welcome to the talk")
    return prepare.replace("prepare/", "coming/door/")


def status(page: Page, words: str) -> None:
    expect(page.locator("[data-says]")).to_contain_text(words)


def kept_lists(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return [name for name in found if name.startswith("door:")]


def test_the_list_at_the_door_works_without_a_network(visit: Visit, sign_in: SignIn) -> None:
    elsa = sign_in("elsa", "sv")
    address = door_of_a_talk(elsa, visit, "Samtal utan nät")
    keys = elsa.context.storage_state()
    phone, second = (visit(address, size=PHONE, storage_state=keys) for _phone in range(2))
    status(phone, said(phone, KEPT))
    assert violations(phone) == []
    fits(phone)

    phone.context.set_offline(True)
    phone.reload()
    says(phone, *GUESTS)
    phone.get_by_role("checkbox", name="Ada Dörr").check()
    phone.get_by_role("checkbox", name="Bo Dörr").check()
    phone.get_by_role("spinbutton", name="Bo Dörr").fill("1")
    phone.get_by_role("spinbutton", name="Bo Dörr").blur()
    status(phone, "2 är inte skickade än.")
    phone.reload()  # what waits, waits in the phone
    expect(phone.get_by_role("checkbox", name="Ada Dörr")).to_be_checked()
    status(phone, "2 är inte skickade än.")

    second.get_by_role("checkbox", name="Cleo Kö").check()
    # The background of a page may find the network before we say that it is there again.
    expect(second.locator("[data-came]")).to_contain_text(re.compile("^[25] "))

    phone.context.set_offline(False)
    expect(phone.locator("[data-came]")).to_contain_text("5 ")
    expect(phone.get_by_role("checkbox", name="Cleo Kö")).to_be_checked()
    expect(second.locator("[data-came]")).to_contain_text("5 ")
    elsa.goto(address)
    says(elsa, "5 ")

    phone.get_by_label(said(phone, "Find a name")).fill("bo d")
    expect(phone.get_by_role("checkbox")).to_have_count(1)
    phone.get_by_label(said(phone, "Find a name")).fill("ingen")
    says(phone, "Ingen med det namnet står på listan.")


def test_without_javascript_the_list_is_a_form(visit: Visit, sign_in: SignIn) -> None:
    elsa = sign_in("elsa", "sv")
    address = door_of_a_talk(elsa, visit, "Samtal utan skript")
    keys = elsa.context.storage_state()
    plain = visit(address, size=PHONE, javascript=False, storage_state=keys)
    plain.get_by_role("checkbox", name="Ada Dörr").check()
    plain.get_by_role("checkbox", name="Bo Dörr").check()
    plain.get_by_role("spinbutton", name="Bo Dörr").fill("1")
    press(plain, "Save who came")
    says(plain, "3 personer kom.")
    plain.get_by_role("checkbox", name="Ada Dörr").uncheck()
    press(plain, "Save who came")
    says(plain, "1 person kom.")


def test_the_list_leaves_the_phone_when_somebody_signs_out(visit: Visit, sign_in: SignIn) -> None:
    address = door_of_a_talk(sign_in("elsa", "sv"), visit, "Samtal som glöms")
    phone = visit("/sv/demo/cast/", size=PHONE)
    phone.get_by_role("listitem").filter(has_text="elsa@example.org").get_by_role("button").click()
    phone.goto(address)
    status(phone, said(phone, KEPT))
    assert kept_lists(phone) == [f"door:{address}"]

    phone.goto("/sv/account/logout/")
    press(phone, "Sign out")
    reads(phone, "Is there anything you want to change?")

    phone.wait_for_function(
        "caches.keys().then((kept) => !kept.some((name) => name.startsWith('door:')))"
    )
    phone.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('door:'))")
    phone.context.set_offline(True)
    with pytest.raises(Error):  # the network is gone, and there is nothing to read
        phone.goto(address)
