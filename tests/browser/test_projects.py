"""A project on a phone: written down, filled with hours, a result and a report, told to everybody.

And old ones from a file, looked at before anything is written.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, SignIn, Visit
from tests.browser.words import fits, follow, language_of, path_of, press, reads, said, says, write

TITLE = "Soppköket på hjul"
OLD = "Kvarnen som maler igen"
WRONG = f"Namn;Start;Slut;Parter;Diarienummer\n{OLD};2019-01-01;i fjol;Föreningen Grönskan;7-19\n"
RIGHT = WRONG.replace("i fjol", "2020-12-31").replace("Grönskan", "Grönskan|Kvarnstiftelsen")


def is_for_everybody(page: Page) -> None:
    assert violations(page) == []
    fits(page)


@pytest.mark.parametrize(("language", "size"), [("sv", PHONE), ("en", DESKTOP)])
def test_from_a_name_to_what_everybody_reads(
    visit: Visit, sign_in: SignIn, language: str, size: tuple[int, int]
) -> None:
    amina = sign_in("amina", language, size=size)
    title = f"{TITLE} ({language})"
    writes_it_down(amina, title)
    puts_in_hours(amina)
    measures(amina)
    sends_the_report(amina)
    follow(amina, "As everybody sees it")
    is_for_everybody(amina)

    anybody = visit(path_of(amina), size=PHONE, javascript=False)
    says(anybody, title, "Soppa till dem som är ute.", "Föreningen Grönskan", "20")
    reads(anybody, "What has come of it")
    expect(anybody.get_by_text("Halvårsrapport")).to_have_count(0)
    assert "/inside/" not in anybody.content()
    fits(anybody)
    anybody.goto(f"/{language}/projects/")
    says(anybody, title)


def writes_it_down(page: Page, title: str) -> None:
    page.goto(f"/{language_of(page)}/projects/")
    follow(page, "Write down a project")
    is_for_everybody(page)
    write(page, "What does it want to change, and for whom?", "Soppa till dem som är ute.")
    press(page, "Write it down")
    reads(page, "Write what the project is called.")
    write(page, "What is the project called?", title)
    press(page, "Write it down")
    reads(page, "The project stands here. Now write what belongs to it.")
    says(page, title)
    is_for_everybody(page)


def puts_in_hours(page: Page) -> None:
    """Two taps: from the page of the project to its work, and the hours."""
    follow(page, "As everybody sees it")
    follow(page, "Work in the project")
    page.get_by_role("button", name="+ 4 h", exact=True).click()
    says(page, "4 h")
    expect(page.get_by_role("row").filter(has_text="Föreningen Grönskan")).to_contain_text("4")
    is_for_everybody(page)


def measures(page: Page) -> None:
    follow(page, "Add what is measured")
    write(page, "What is measured", "Portioner")
    write(page, "How it was before", "0")
    write(page, "How it should be", "80")
    is_for_everybody(page)
    press(page, "Save")
    reads(page, "It stands in the project.", "Nothing is measured yet.")
    page.get_by_role("link", name=said(page, "Write a result")).click()
    press(page, "Save")
    reads(page, "Write the number.")
    write(page, "What it came to", "20")
    is_for_everybody(page)
    press(page, "Save")
    reads(page, "It stands in the project.")
    expect(page.locator("svg.meter rect")).to_have_attribute("width", "25")
    is_for_everybody(page)


def sends_the_report(page: Page) -> None:
    follow(page, "Add a report")
    write(page, "Which report", "Halvårsrapport")
    write(page, "Who waits for it", "Fonden")
    write(page, "Last day", str(date.today() + timedelta(days=20)))
    is_for_everybody(page)
    press(page, "Save")
    page.get_by_role("button", name=said(page, "It is sent")).click()
    reads(page, "Saved.", "Not sent after all")
    is_for_everybody(page)


def test_a_file_is_looked_at_before_it_is_taken_in(sign_in: SignIn, tmp_path: Path) -> None:
    elsa = sign_in("elsa", "sv", size=PHONE)
    elsa.goto("/sv/projects/")
    follow(elsa, "Take in a table")
    is_for_everybody(elsa)
    file = tmp_path / "gamla.csv"

    looks_at(elsa, file, WRONG)
    says(elsa, "2027-01-31")
    is_for_everybody(elsa)
    assert OLD not in list_of(elsa)

    elsa.goto("/sv/projects/import/")
    looks_at(elsa, file, RIGHT)
    says(elsa, OLD)
    is_for_everybody(elsa)
    assert OLD not in list_of(elsa)
    elsa.go_back()

    elsa.locator("main form button[type=submit]").last.click()
    elsa.get_by_role("link", name=OLD).click()
    says(elsa, "Föreningen Grönskan", "Kvarnstiftelsen", "gamla.csv", "7-19")
    is_for_everybody(elsa)


def looks_at(page: Page, file: Path, table: str) -> None:
    file.write_text(table)
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Look at the rows")


def list_of(page: Page) -> str:
    page.goto("/sv/projects/")
    return page.locator("main").inner_text()
