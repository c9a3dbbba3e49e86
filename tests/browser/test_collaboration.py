"""From a need to a team: who looks sees whom to ask and why, asks, and says yes."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.words import button, follow, now_is, path_of, press, reads, said, says, write

TITLE = "Ett kök för kvinnor som odlar"
WHAT = (
    "Vi odlar grönsaker med kvinnor som är födda utomlands och vill laga mat av skörden och sälja"
    " den. Vi saknar ett kök och någon som vet hur man startar ett kooperativ."
)


def test_from_need_to_team(visit: Visit, sign_in: SignIn) -> None:
    amina, rut = sign_in("amina", "sv"), sign_in("rut", "sv", size=PHONE)

    write_it_down(amina)
    see_who_fits_and_why(amina)
    ask(amina, "Idéverkstaden", words="Ni kan kooperativ.")
    press(amina, "Publish")
    now_is(amina, "Open")

    anybody = visit("/sv/collaboration/", size=PHONE)
    follow_words(anybody, TITLE)
    says(anybody, WHAT)
    reads(anybody, "Do you want to take part?")
    assert violations(anybody) == []

    answer_from_the_desk(rut)

    amina.reload()
    says(amina, "Vi har hjälpt fem kooperativ i gång.", "Bildar kooperativet")
    assert violations(amina) == []
    amina.get_by_role("button", name=said(amina, "Yes, take part")).click()
    reads(amina, "Done.")

    rut.reload()
    reads(rut, "You take part")
    follow(rut, "Go to the team")
    says(rut, "Föreningen Grönskan", "Idéverkstaden", "amina@example.org", "Bildar kooperativet")
    assert violations(rut) == []


def write_it_down(page: Page) -> None:
    """First with nothing written: it is said what is missing."""
    page.get_by_role("main").get_by_role(
        "link", name=said(page, "Look for collaborators")
    ).first.click()
    press(page, "Save and see proposals")
    reads(page, "Choose the last day to answer.")
    assert violations(page) == []
    page.locator("#id_title_sv").fill(TITLE)
    page.locator("#id_what_sv").fill(WHAT)
    page.locator("#id_until").fill(str(date.today() + timedelta(days=21)))
    press(page, "Save and see proposals")
    now_is(page, "Not published")


def see_who_fits_and_why(page: Page) -> None:
    proposals = page.locator(".proposal")
    assert 3 <= proposals.count() <= 8
    for one in proposals.all():
        assert one.locator("mark, .why").first.inner_text() != ""
    expect(proposals.locator("mark").first).to_be_visible()
    assert violations(page) == []


def ask(page: Page, name: str, words: str) -> None:
    """Somebody that was not proposed, found by name."""
    write(page, "Find a partner yourself", name)
    press(page, "Find")
    page.get_by_role("checkbox", name=name).check()
    write(page, "Words to them", words)
    press(page, "Ask those I have chosen")
    reads(page, "Done.")


def answer_from_the_desk(page: Page) -> None:
    page.reload()
    follow_words(page, TITLE)
    says(page, "Ni kan kooperativ.")
    assert violations(page) == []
    write(page, "Why do you want to take part?", "Vi har hjälpt fem kooperativ i gång.")
    write(page, "Your role", "Bildar kooperativet")
    press(page, "We are interested")
    reads(page, "They have not answered yet")
    expect(button(page, "Take the interest back")).to_be_visible()
    assert "/collaboration/" in path_of(page), path_of(page)


def follow_words(page: Page, words: str) -> None:
    """A link that bears what somebody wrote."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()
