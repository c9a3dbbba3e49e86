"""What partners know: written on a phone, gathered into a question, found by whoever comes by."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import fits, follow, path_of, press, reads, said, says, unfold, write

TITLE = "Cykelverkstaden som stod tom"
TRIED = "Vi öppnade en cykelverkstad för alla på torget, varje lördag en hel sommar."
NUMBER = "850709-9805"  # the example that the tax agency itself gives
PROBLEM = "Äldre som inte har bil kommer inte till vårdcentralen när bussen är inställd."
QUESTION = "Hur kommer äldre till vården?"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_note_is_written_on_a_phone_and_found(
    visit: Visit, sign_in: SignIn, language: str
) -> None:
    amina = sign_in("amina", language, size=PHONE)
    amina.goto(f"/{language}/knowledge/")
    follow(amina, "Write down what you learned")
    fits(amina)
    assert violations(amina) == []
    press(amina, "Save")
    reads(amina, "Write what you tried. Two sentences are enough.")
    amina.locator(f"#id_tried_{language}").fill(f"{TRIED} ({language})")
    amina.locator(f"#id_happened_{language}").fill("Ingen kom förrän vi stod vid skolan.")
    amina.locator(f"#id_advice_{language}").fill("Fråga var folk redan är.")
    unfold(amina, "A title, themes, and what it belongs to")
    amina.locator(f"#id_title_{language}").fill(f"{TITLE} ({language})")
    amina.get_by_label(said(amina, "Everybody"), exact=True).check()
    press(amina, "Save")
    reads(amina, "Thank you. Everybody can read it now.")
    assert violations(amina) == []

    anybody = visit(f"/{language}/knowledge/", size=PHONE, javascript=False)
    write(anybody, "Who knows about this?", "cykelverkstad")
    press(anybody, "Search")
    says(anybody, f"{TITLE} ({language})", "Föreningen Grönskan")
    anybody.get_by_role("link", name=f"{TITLE} ({language})").click()
    says(anybody, TRIED)
    fits(anybody)
    sign = anybody.locator(".kind .station").first.bounding_box()
    assert sign
    assert sign["height"] < 32


def test_problems_become_a_question_and_the_question_a_talk(visit: Visit, sign_in: SignIn) -> None:
    rut, nils = sign_in("rut", "sv", size=PHONE), sign_in("nils", "sv")

    report(rut)
    nils.goto("/sv/knowledge/problems/")
    nils.get_by_role("link", name="Äldre som inte har bil").click()
    follow(nils, "Gather with others like it")
    assert violations(nils) == []
    nils.locator("#id_question_sv").fill(QUESTION)
    press(nils, "Save")
    reads(nils, "Gathered. Now it can come to a talk.")
    assert violations(nils) == []
    question = path_of(nils)

    follow(nils, "Plan a talk on it")
    expect(nils.locator("#id_title_sv")).to_have_value(QUESTION)
    nils.locator("#id_theme").select_option(index=1)
    nils.locator("#id_day").fill(str(date.today() + timedelta(days=30)))
    nils.locator("#id_begins").fill("13:00")
    nils.locator("#id_ends").fill("15:00")
    nils.locator("#id_place_sv").fill("Biblioteket")
    nils.locator("#id_summary_sv").fill("Om resor till vården.")
    press(nils, "Save")
    press(nils, "Publish")

    anybody = visit(question)
    says(anybody, QUESTION)
    assert PROBLEM not in anybody.content()  # it is told to the partners only
    assert violations(anybody) == []


def report(rut: Page) -> None:
    """With an identity number in it, first: everything that was typed stays."""
    rut.goto("/sv/knowledge/problems/new/")
    reads(rut, "Write nothing by which somebody can be recognised.")
    assert violations(rut) == []
    write(rut, "What do people meet?", f"{PROBLEM} Fråga {NUMBER}.")
    press(rut, "Show it to the partners")
    says(rut, f"”{NUMBER}” ser ut som ett personnummer.")
    expect(rut.locator("#id_what")).to_have_value(f"{PROBLEM} Fråga {NUMBER}.")
    assert violations(rut) == []
    fits(rut)
    write(rut, "What do people meet?", PROBLEM)
    press(rut, "Show it to the partners")
    reads(rut, "Thank you. Partners can read it.")
    assert violations(rut) == []
