"""A secret vote on phones and on paper, from its question to its result."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import Cast, Demo, Visit, Watch, visitors
from tests.browser.demo import beside
from tests.browser.words import button, fits, follow, press, reads, says, tick, unfold, write

NARROW = (320, 700)
THE_MEETING_BEGINS = """
from datetime import timedelta
from django.utils import timezone
from samverka.common.tenancy import scope
from samverka.meetings.models import Meeting
from samverka.minutes.actions.opening import open_meeting
from samverka.minutes.actions.paragraphs import take_up
from samverka.minutes.models import Presence
from samverka.partnership.models import Partnership
from samverka.people.models import Person

with scope(Partnership.objects.get(is_default=True).pk):
    meeting = Meeting.objects.upcoming().get(state="called")
    meeting.starts_at = timezone.now()
    meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    meeting.save()
    minutes = open_meeting(meeting=meeting, by=Person.objects.get(email="elsa@example.org"))
    take_up(item=meeting.items.all()[0], by=Person.objects.get(email="elsa@example.org"))
    print(meeting.pk)
    for name in ("Ada Exempel", "Bo Exempel", "Cleo Exempel"):
        one = meeting.attendees.create(name=name, answer="room")
        Presence.objects.create(minutes=minutes, attendee=one, votes=True)
        print(one.key)
"""


@pytest.fixture
def visit(browser: Browser, another_demo: Demo) -> Iterator[Visit]:
    """Somebody comes to the demo in which the assembly meets today."""
    watch = Watch(another_demo.address)
    with visitors(browser, another_demo.address, watch) as visit:
        yield visit
    assert watch.complaints == []


def test_a_secret_vote_from_its_question_to_its_result(visit: Visit, another_demo: Demo) -> None:
    told = beside(another_demo.folder, "manage", "shell", "-v", "0", "-c", THE_MEETING_BEGINS)
    meeting, ada, bo, _cleo = told.split()
    elsa = Cast().come(visit, "elsa")
    put_to_the_vote(elsa, f"/sv/meetings/{meeting}/now/")
    elsa.goto(f"/sv/meetings/{meeting}/ballots/open/")
    assert violations(elsa) == []

    for key in (ada, bo):
        phone = visit(f"/sv/meetings/answer/{key}/now/", size=NARROW, javascript=False)
        vote_with_ones_code(phone, "Ja")
    code = print_for(elsa, "Cleo Exempel")
    vote_from_paper(visit("/sv/meetings/vote/", size=NARROW), code, "Nej")

    elsa.goto(f"/sv/meetings/{meeting}/now/")
    press(elsa, "Count the votes")
    says(elsa, "Flest röster: Ja, 2 röster.")
    assert violations(elsa) == []


def put_to_the_vote(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page, "Put something to the vote")
    press(page, "Open the vote")
    says(page, "0 av 3 har röstat.")
    press(page, "Stop the vote")
    unfold(page, "Put something to the vote")
    page.get_by_label("Sluten: ingen kan se").check()
    press(page, "Open the vote")
    reads(page, "Who has not got a code")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    fits(page)


def vote_with_ones_code(page: Page, words: str) -> None:
    fits(page)
    page.goto(
        (button(page, "Get my code").locator("..").get_attribute("action") or "")[: -len("code/")]
    )
    fits(page)
    press(page, "Get my code")
    reads(page, "Your code", "Write it down now, or vote at once. It is not shown again.")
    fits(page)
    page.get_by_label(words, exact=True).check()
    press(page, "Send my vote")
    reads(page, "You have voted")
    fits(page)


def print_for(page: Page, name: str) -> str:
    unfold(page, "Slips of paper for those without a phone")
    tick(page, name)
    press(page, "Make the slips")
    reads(page, "Slips to vote with")
    assert violations(page) == []
    fits(page)
    code = page.locator(".slips .code").inner_text()
    follow(page, "Back to the vote")
    assert violations(page) == []
    fits(page)
    return code


def vote_from_paper(page: Page, code: str, words: str) -> None:
    write(page, "Your code", code)
    press(page, "Go on to the answers")
    page.get_by_label(words, exact=True).check()
    assert violations(page) == []
    fits(page)
    press(page, "Send my vote")
    reads(page, "You have voted")
    assert violations(page) == []
