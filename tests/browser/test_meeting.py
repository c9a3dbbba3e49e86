"""An assembly from its notice on: rides, the meeting itself, decisions, and what comes next."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, SignIn
from tests.browser.words import (
    fits,
    follow,
    now_is,
    open_letter,
    press,
    reads,
    said,
    says,
    unfold,
    write,
)

TITLE = "Stormöte om lånebilar"
PROPOSAL = "Höstens samtal hålls utanför Örebro."
DECISION = "Stormötet beslutar att höstens samtal hålls utanför Örebro."


def test_an_assembly_from_its_notice_to_the_next_agenda(sign_in: SignIn) -> None:
    elsa = sign_in("elsa", "sv")
    meeting = call(elsa)
    amina, rut = sign_in("amina", "sv", size=PHONE), sign_in("rut", "en", size=PHONE)
    ride_together(amina, rut)

    nils = sign_in("nils", "sv")
    nils.goto(f"{meeting}now/")
    assert violations(nils) == []
    press(nils, "Open the meeting")
    assert violations(nils) == []
    come_in(amina, meeting)
    come_in(rut, meeting)
    says(nils, "Amina Exempel", "Ruth Example")

    go_through(nils, amina, rut)
    end(nils)
    assert violations(nils) == []

    approve(elsa, nils, amina, rut)
    come_back(elsa, nils)


def call(page: Page) -> str:
    """Planned for later today, so the notice is late and says why; gives the meeting's address."""
    begins = datetime.now(ZoneInfo("Europe/Stockholm")) + timedelta(minutes=20)
    ends = begins + timedelta(hours=2)
    page.goto("/sv/meetings/new/")
    page.locator("#id_title_sv").fill(TITLE)
    page.locator("#id_on").fill(begins.date().isoformat())
    page.locator("#id_begins").fill(f"{begins:%H:%M}")
    page.locator("#id_ends").fill(f"{ends:%H:%M}" if ends.date() == begins.date() else "23:59")
    page.locator("#id_answer_by").fill(begins.date().isoformat())
    page.locator("#id_place_sv").fill("Folkets hus (exempel)")
    page.locator("#id_chair").select_option(label="Nils Exempel")
    page.locator("#id_secretary").select_option(label="Elsa Exempel")
    press(page, "Plan the meeting")
    says(page, TITLE)
    meeting = page.url
    follow(page, "Look at the notice and send it")
    write(page, "Why is the notice late?", "Bilarna blev lediga i dag.")
    press(page, "Send the notice")
    return meeting


def ride_together(amina: Page, rut: Page) -> None:
    """Rut offers a seat, Amina asks for it, and rut says yes."""
    open_letter(rut, "rut@example.org", TITLE)
    rut.locator("input[name=answer][value=room]").check()
    unfold(rut, "A ride, wanted or offered")
    rut.locator("input[name=ride][value=offers]").check()
    rut.locator("#id_ride_from").select_option(label="Kumla")
    rut.locator("#id_ride_seats").fill("2")
    press(rut, "Send the answer")

    open_letter(amina, "amina@example.org", TITLE)
    amina.locator("input[name=answer][value=room]").check()
    unfold(amina, "A ride, wanted or offered")
    amina.locator("input[name=ride][value=wants]").check()
    amina.locator("#id_ride_from").select_option(label="Kumla")
    press(amina, "Send the answer")
    amina.get_by_role("button", name=said(amina, "Ask for a seat")).first.click()

    rut.reload()
    rut.get_by_role("button", name=said(rut, "Yes")).first.click()
    amina.reload()
    says(amina, "Ruth Example")
    assert violations(amina) == []


def come_in(page: Page, meeting: str) -> None:
    """On a phone, from the meeting's page to one's own."""
    page.goto(meeting)
    follow(page, "The meeting goes on: come in")
    press(page, "I am here")
    fits(page)
    assert violations(page) == []


def go_through(nils: Page, amina: Page, rut: Page) -> None:
    """The chair presses on; Amina speaks and proposes; what wins is decided."""
    nils.get_by_role(
        "button", name=said(nils, "Next: %(title)s") % {"title": "Mötet öppnas"}
    ).click()
    press(amina, "I want to speak")
    nils.get_by_role("button", name=said(nils, "Give the floor")).click()
    expect(amina.locator("main")).to_contain_text(said(amina, "You have the floor"))
    unfold(amina, "Propose something")
    write(amina, "I propose that the meeting decides", PROPOSAL)
    press(amina, "Send the proposal")
    says(nils, PROPOSAL)
    rut.locator("#motions").get_by_role("button", name=said(rut, "I stand behind it")).click()
    write(nils, "The meeting decides", DECISION)
    nils.locator("select[name=carried]").select_option(index=1)
    unfold(nils, "Who does it, and how it was decided")
    nils.locator("select[name=doer]").select_option(value="role-committee")
    nils.locator("input[name=due_on]").fill("2031-01-31")
    press(nils, "The meeting has decided this")
    says(nils, DECISION)
    says(amina, DECISION)
    reads(amina, "Carried")


def end(nils: Page) -> None:
    """One point is tabled; Amina and Ruth are chosen to check the minutes; the meeting closes."""
    following = said(nils, "Next: %(title)s") % {"title": "Närvaro och röstlängd"}
    nils.get_by_role("button", name=following).click()
    for name in ("Amina Exempel", "Ruth Example"):
        unfold(nils, "The meeting chooses somebody")
        nils.locator("#officer-attendee").select_option(label=name)
        press(nils, "They are chosen")
        expect(nils.locator("#officers")).to_contain_text(name)
    take_up(nils, "Samtal")
    press(nils, "Table it until another meeting")
    press(nils, "Close the meeting")
    reads(nils, "Read through what is written")


def take_up(page: Page, title: str) -> None:
    line = page.locator(".agenda > li").filter(has_text=title)
    line.get_by_role("button").click()
    expect(page.locator("#point")).to_contain_text(title)


def approve(elsa: Page, *others: Page) -> None:
    """The secretary sends the minutes; each who checks them approves from a letter of their own."""
    nils, amina, rut = others
    follow(nils, "Read the minutes, and send them")
    says(nils, DECISION)
    assert violations(nils) == []
    press(nils, "Send to those who approve")
    people = ((elsa, "elsa"), (nils, "nils"), (amina, "amina"), (rut, "rut"))
    for page, name in people:
        open_letter(page, f"{name}@example.org", TITLE)
        fits(page)
        assert violations(page) == []
        press(page, "Approve the minutes")
    now_is(rut, "Approved and locked")


def come_back(elsa: Page, nils: Page) -> None:
    """What was decided waits on the committee's desk; what is open stands on the next agenda."""
    nils.goto("/sv/desk/")
    says(nils, DECISION)
    elsa.goto("/sv/meetings/new/")
    elsa.locator("#id_title_sv").fill("Nästa stormöte")
    press(elsa, "Plan the meeting")
    says(elsa, "Samtal", DECISION)
    assert violations(elsa) == []


def test_what_the_secretary_writes_stays_with_its_point_when_the_chair_goes_on(
    sign_in: SignIn,
) -> None:
    elsa = sign_in("elsa", "sv")
    meeting = call(elsa)
    nils = sign_in("nils", "sv")
    nils.goto(f"{meeting}now/")
    press(nils, "Open the meeting")
    nils.locator(".main button.primary.large").click()
    elsa.goto(f"{meeting}now/")
    elsa.locator("#written form[data-saves] textarea").press_sequentially("Nils hälsar ")

    nils.locator(".main button.primary.large").click()
    expect(elsa.locator("#point")).to_contain_text("Närvaro och röstlängd")
    elsa.keyboard.type("alla välkomna.")

    reads(elsa, "You were writing this when the meeting went on")
    kept, next_one = (
        elsa.locator("[data-begun] textarea"),
        elsa.locator("#written form[data-saves] textarea"),
    )
    expect(kept).to_have_value("Nils hälsar alla välkomna.")
    expect(next_one).to_have_value("")
    says(elsa, "Mötet öppnas")
    assert violations(elsa) == []
