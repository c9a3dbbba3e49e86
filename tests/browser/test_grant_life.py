"""The life of a grant, from the round to the closing, told in both languages."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.granting import (
    NUMBER,
    OFFICER,
    TITLE,
    answer,
    begin,
    declares_none,
    is_fine,
    publish,
    scores,
    tell_who_and_what,
)
from tests.browser.words import (
    fits,
    follow,
    open_letter,
    path_of,
    press,
    reads,
    says,
    unfold,
    write,
)

SMALL = (320, 700)
PANEL = (
    *OFFICER,
    ("Amina Exempel", "assessor"),
    ("Ruth Example", "assessor"),
    ("Nils Exempel", "decider"),
)
WHY = {
    "sv": "Ni visar att många vill vara med, och planen går att hålla.",
    "en": "You show that many want to take part, and the plan can be kept.",
}


@dataclass
class Case:
    """What happens to one application; `slug` and `number` are known when they have been given."""

    language: str
    slug: str = ""
    number: str = ""

    @property
    def round(self) -> str:
        return f"Från början till slut {self.language} (exempel)"

    @property
    def email(self) -> str:
        return f"livet.{self.language}@example.net"

    @property
    def handling(self) -> str:
        return f"/{self.language}/grants/handling/{self.slug}/"

    @property
    def page(self) -> str:
        return f"/{self.language}/grants/cases/{self.number}/"

    @property
    def care(self) -> str:
        return f"{self.page}grant/"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_grant_lives_from_the_round_to_the_closing(
    visit: Visit, sign_in: SignIn, language: str
) -> None:
    case = Case(language)
    elsa = sign_in("elsa", language)
    nils, amina, rut = (sign_in(name, language, size=SMALL) for name in ("nils", "amina", "rut"))
    publish(elsa, case.round, PANEL)
    case.slug = path_of(elsa).split("/")[3]
    owner = visit(f"/{language}/grants/", size=PHONE, javascript=False)
    applies(owner, case)
    for page in (elsa, amina, rut, nils):
        declares_none(page, case.handling)
    is_complete(elsa, case)
    for page in (amina, rut):
        scores(page, case.page)
    proposes(elsa, case)
    decides(nils, case)
    agree(elsa, owner, case)
    pays(nils, elsa, case)
    reports(owner, elsa, case)
    gives_back(nils, elsa, case)
    closes(nils, case)
    stands_in_public(visit, case)


def applies(owner: Page, case: Case) -> None:
    """With a key alone: there is no account, and no script runs."""
    owner.get_by_role("link", name=case.round).click()
    follow(owner, "Write an application")
    begin(owner, case.email, javascript=False)
    tell_who_and_what(owner, javascript=False)
    answer(owner, javascript=False)
    for field, text in (
        ("asked", "40 000"),
        ("cost-0-what", "Jord och verktyg"),
        ("cost-0-amount", "40 000"),
        ("hours-0-what", "Ledare"),
        ("hours-0-hours", "122"),
    ):
        owner.locator(f"#id_{field}").fill(text)
    press(owner, "Save")
    follow(owner, "Look through and hand in")
    press(owner, "Hand in the application")
    reads(owner, "It has reached us.")
    number = NUMBER.search(owner.locator("h1 + p").inner_text())
    assert number
    case.number = number[0]


def is_complete(elsa: Page, case: Case) -> None:
    elsa.goto(case.page)
    says(elsa, TITLE)
    press(elsa, "It is complete: let it be assessed")
    reads(elsa, "Good. Those who assess can begin.")


def proposes(elsa: Page, case: Case) -> None:
    elsa.goto(case.page)
    elsa.locator("#proposal-grant_0").check()
    write(elsa, "How much, if you propose a grant?", "30 000")
    elsa.locator("#proposal-words").fill(WHY[case.language])
    press(elsa, "Propose")
    reads(elsa, "Proposed. Now it is for those who decide.")
    is_fine(elsa)


def decides(nils: Page, case: Case) -> None:
    nils.goto(f"{case.page}decision/")
    nils.get_by_role("radio").first.check()
    write(nils, "How much is granted", "30 000")
    write(nils, "Why, in your own words", WHY[case.language])
    write(nils, "Why, for everybody to read, in Swedish", WHY["sv"])
    write(nils, "The same in English", WHY["en"])
    press(nils, "Look at the letter")
    reads(nils, "This letter goes when you decide")
    says(nils, WHY[case.language])
    is_fine(nils)
    press(nils, "Decide and send the letter")
    reads(nils, "It is decided, and the letter goes.")
    is_fine(nils)


def agree(elsa: Page, owner: Page, case: Case) -> None:
    elsa.goto(case.care)
    unfold(elsa, "Make the agreement")
    press(elsa, "Make it and send it to be signed")
    press(elsa, "Sign for us")
    reads(elsa, "You have signed for us.")
    is_fine(elsa)
    open_letter(owner, case.email, case.number)
    follow(owner, "Read and sign the agreement")
    fits(owner)
    write(owner, "Your name", "Viola Viby")
    press(owner, "Sign the agreement")
    reads(owner, "Thank you. You have signed the agreement.")
    fits(owner)


def pays(nils: Page, elsa: Page, case: Case) -> None:
    nils.goto(case.care)
    nils.locator("form[action$='/decide/'] button").first.click()
    reads(nils, "It is decided. Somebody else notes when it is paid.")
    elsa.goto(case.care)
    unfold(elsa, "It is paid")
    write(elsa, "Reference", "BG 1")
    press(elsa, "Note that it is paid")
    reads(elsa, "Noted, and the applicant has got a letter.")


def reports(owner: Page, elsa: Page, case: Case) -> None:
    owner.reload()
    follow(owner, "Write the report")
    fits(owner)
    for question in ("What happened?", "What did you reach?", "What did you learn?"):
        write(owner, question, WHY[case.language])
    for number, said in enumerate(("30 000", "50")):
        owner.locator("input[name^='line_']").nth(number).fill(said)
    press(owner, "Save and count")
    says(owner, money(case, 16_500))
    press(owner, "Hand in the report")
    reads(owner, "Thank you. The report is handed in.")
    elsa.goto(case.care)
    follow(elsa, "Final report")
    is_fine(elsa)
    press(elsa, "Approve the report")
    reads(elsa, "The report is approved, and the applicant has got a letter.")


def gives_back(nils: Page, elsa: Page, case: Case) -> None:
    """22 500 were paid, and 50 hours give the right to 16 500."""
    nils.goto(case.care)
    unfold(nils, "Claim money back")
    nils.locator("#claim_amount").fill("6 000")
    nils.locator("#claim_due_on").fill((date.today() + timedelta(days=30)).isoformat())
    nils.locator("#claim_reasons").fill(WHY[case.language])
    nils.locator("form[action$='/claim/'] button").click()
    reads(nils, "It is decided, and the letter goes.")
    elsa.goto(case.care)
    unfold(elsa, "The money has come")
    press(elsa, "Note that it is repaid")
    reads(elsa, "The money has come back.")


def closes(nils: Page, case: Case) -> None:
    nils.goto(case.care)
    unfold(nils, "Close the grant")
    nils.locator("#close_reasons").fill(WHY[case.language])
    press(nils, "Decide to close it")
    reads(nils, "The grant is closed.")
    is_fine(nils)


def stands_in_public(visit: Visit, case: Case) -> None:
    anna = visit(f"/{case.language}/grants/granted/", size=SMALL)
    is_fine(anna)
    anna.locator(f"main a[href$='/granted/{case.number}/']").click()
    says(anna, WHY[case.language], money(case, 16_500))
    is_fine(anna)
    anna.goto(f"/{case.language}/grants/granted/statistics/")
    is_fine(anna)
    answer = anna.request.get("/open-data/grants.json")
    rows = json.loads(answer.text())["grants"]
    [row] = [one for one in rows if one["id"].endswith(case.number)]
    assert (row["amountAwarded"], row["amountDisbursed"]) == (30_000, 16_500)


def money(case: Case, amount: int) -> str:
    between = "," if case.language == "en" else "\N{NO-BREAK SPACE}"
    return f"{amount:,}".replace(",", between)
