"""An application is handled: interests, what is missing, points, a meeting, a proposal."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Demo, SignIn, Visit
from tests.browser.demo import beside
from tests.browser.granting import NAME, TITLE, declares_none, is_fine, scores
from tests.browser.words import press, reads, says, unfold, write

SMALL = (320, 700)
HANDLED = "grants/handling/utvecklingsmedel-exempel/"
MAKE = f"""
from django.utils import timezone
from samverka.cast import find_cast
from samverka.common.tenancy import scope
from samverka.grants.models import GrantApplication, Round, registration_number
from samverka.partnership.models import Municipality
cast = find_cast()
with scope(cast.partnership.pk):
    one = GrantApplication.objects.create(
        round=Round.objects.get(slug="utvecklingsmedel-exempel"), number=registration_number(),
        state="sent", sent_at=timezone.now(), name="{NAME}", title="{TITLE}", language="LANGUAGE",
        kind="association", municipality=Municipality.objects.get(name="Hallsberg"),
        contact_name="Viola (exempel)", email="odlarna@example.net", asked=40000, example=True)
    print(one.number, one.key)
"""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_application_is_handled(
    demo: Demo, visit: Visit, sign_in: SignIn, language: str
) -> None:
    made = MAKE.replace("LANGUAGE", language)
    number, key = beside(demo.folder, "manage", "shell", "-v", "0", "-c", made).split()
    case, list_ = f"/{language}/grants/cases/{number}/", f"/{language}/{HANDLED}"
    elsa, nils = (sign_in(name, language, size=SMALL) for name in ("elsa", "nils"))

    for page in (elsa, nils):
        declares_none(page, list_)
        page.goto(case)
        says(page, TITLE)
    is_fine(elsa)
    press(elsa, "It is complete: let it be assessed")
    reads(elsa, "Good. Those who assess can begin.")

    rut = sign_in("rut", language, size=SMALL)
    stands_aside(rut, list_)
    rut.goto(list_)
    assert NAME not in rut.content()
    answer = rut.goto(case)
    assert answer
    assert answer.status == 404

    scores(nils, case)
    says(nils, TITLE)
    is_fine(nils)

    books(elsa, visit(f"/{language}/grants/mine/{key}/", size=SMALL), list_)
    elsa.goto(case)
    elsa.locator("#proposal-grant_0").check()
    write(elsa, "How much, if you propose a grant?", "35 000")
    elsa.locator("#proposal-words").fill("Vi tror på det.")
    press(elsa, "Propose")
    reads(elsa, "Proposed. Now it is for those who decide.")
    is_fine(elsa)


def stands_aside(page: Page, list_: str) -> None:
    page.goto(f"{list_}declare/")
    page.get_by_label(NAME).first.check()
    unfold(page, "I have an interest in those that I have ticked")
    write(page, "In which way do you have an interest?", "Min svåger leder det.")
    press(page, "I stand aside")
    reads(page, "Thank you. You no longer see it, and others go on without you.")


def books(officer: Page, applicant: Page, list_: str) -> None:
    officer.goto(f"{list_}times/")
    officer.locator("#times-on").fill("2031-03-04" if list_.startswith("/sv/") else "2031-03-05")
    officer.locator("#times-clock").fill("13:00")
    write(officer, "Where, or the link to the video meeting", "Länets hus")
    press(officer, "Offer them")
    reads(officer, "Offered. Those who have applied can book them.")
    is_fine(officer)
    applicant.reload()
    press(applicant, "Book the time")
    reads(applicant, "Booked. You get a letter.")
    is_fine(applicant)
