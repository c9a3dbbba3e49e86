"""The pages of a vote: for those who lead, for each who votes, and for whoever has a code."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from samverka.cast import Cast
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.voting import Question, vote_openly, vote_secretly
from samverka.minutes.models import Ballot
from samverka.minutes.tests.ballot_story import (
    IN_SECRET,
    begun,
    codes,
    crowd,
    here,
    option,
    put,
)
from samverka.minutes.views import voting

FORM_MARK = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
CODE = re.compile(r'<p class="code">([^<]+)</p>')


def own_page(one: Attendee, ballot: Ballot) -> str:
    return f"/en/meetings/answer/{one.key}/ballots/{ballot.pk}/"


def leaders_page(meeting: Meeting, ballot: Ballot) -> str:
    return f"/en/meetings/{meeting.pk}/ballots/{ballot.pk}/"


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def leader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.nils)
    return client


def test_a_vote_is_opened_from_the_form(leader: Client, cast: Cast) -> None:
    meeting = begun(cast)
    crowd(meeting, 3)
    page = f"/en/meetings/{meeting.pk}/ballots/open/"
    told = {"question": "Lunch?", "options": " Soup \n\nBread\n", "may_abstain": "on"}
    assert 'value="no"' in words_of(leader.get(page))

    lacking = leader.post(page, told)
    opened = leader.post(page, told | {"secret": "yes"})

    assert lacking.status_code == 422
    assert "Choose whether the vote is open or secret." in words_of(lacking)
    ballot = Ballot.objects.get()
    assert opened["Location"] == f"/en/meetings/{meeting.pk}/now/"
    assert list(ballot.options.values_list("words", "abstains")) == [
        ("Soup", False),
        ("Bread", False),
        ("Abstain", True),
    ]
    assert "0 of 3 have voted." in words_of(leader.get(opened["Location"]))


def test_an_open_vote_on_ones_own_page(client: Client, leader: Client, cast: Cast) -> None:
    meeting = begun(cast)
    one, two = crowd(meeting, 2)
    ballot = put(meeting, cast)
    yes = {"option": option(ballot, "Yes").pk}

    nothing = client.post(own_page(one, ballot), {})
    client.post(own_page(one, ballot), yes)
    again = client.post(own_page(one, ballot), yes)

    assert "Choose one of the answers." in words_of(nothing)
    assert "You have voted: Yes" in words_of(client.get(own_page(one, ballot)))
    assert (nothing.status_code, again.status_code) == (422, 422)
    assert "You have voted already. Your first vote stands." in words_of(again)
    asked = words_of(leader.get(leaders_page(meeting, ballot)))
    assert "1 of 2 has voted." in asked
    assert "Voter 001" in asked
    assert "Voter 000" not in asked
    leader.post(f"{leaders_page(meeting, ballot)}count/")
    for page in (own_page(two, ballot), leaders_page(meeting, ballot)):
        assert "Most votes: Yes, 1 vote." in words_of(leader.get(page))


def test_a_code_is_shown_once_and_votes_without_saying_whose(client: Client, cast: Cast) -> None:
    meeting = begun(cast)
    one, *_others = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    address = f"{own_page(one, ballot)}code/"

    shown = client.post(address)
    again = client.post(address)

    [code] = CODE.findall(words_of(shown))
    assert shown["Cache-Control"] == "private, no-store"
    assert again.status_code == 422
    assert "You have got your code already." in words_of(again)
    assert code not in words_of(again)
    assert 'action="/en/meetings/vote/"' in words_of(shown)
    form = words_of(client.get(own_page(one, ballot))).partition('id="vote-form')[2]
    assert one.key not in form.partition("</form>")[0]
    door = client.post("/en/meetings/vote/", {"code": code, "options": "1"})
    assert "Who leads us?" in words_of(door)
    voted = client.post("/en/meetings/vote/", {"code": code, "option": option(ballot, "Bo").pk})
    assert voted["Location"] == f"/en/meetings/vote/done/?meeting={meeting.pk}"
    assert f'href="/en/meetings/{meeting.pk}/now/"' in words_of(client.get(voted["Location"]))
    assert "Back to the meeting" not in words_of(client.get("/en/meetings/vote/done/?meeting=x"))
    assert not voted.cookies
    assert not client.cookies
    assert not client.session.keys()
    used = client.post("/en/meetings/vote/", {"code": code, "option": option(ballot, "Bo").pk})
    assert used.status_code == 422
    assert "This code cannot be used" in words_of(used)


def test_what_is_lacking_at_the_door_is_told(client: Client, cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    [code] = codes(ballot, people[:1])

    for told, said in (
        ({}, "Write your code."),
        ({"code": "ABCD-2345"}, "This code cannot be used"),
        ({"code": code}, "Choose one of the answers."),
        ({"code": code, "option": "9999"}, "Choose one of the answers."),
    ):
        answer = client.post("/en/meetings/vote/", told)
        assert answer.status_code == 422
        assert said in words_of(answer)
    assert ballot.codes.count() == 1


def test_slips_are_printed_once_and_carry_no_names(leader: Client, cast: Cast) -> None:
    meeting = begun(cast)
    one, two, three = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    address = f"{leaders_page(meeting, ballot)}slips/"

    nobody = leader.post(address)
    printed = leader.post(address, {"attendees": [one.pk, two.pk]})
    again = leader.post(address, {"attendees": [two.pk, three.pk]})

    assert "Choose who gets a slip." in words_of(nobody)
    assert len(CODE.findall(words_of(printed))) == 2
    assert "Voter" not in words_of(printed)
    assert (nobody.status_code, printed.status_code, again.status_code) == (422, 200, 422)
    for code in CODE.findall(words_of(printed)):
        vote_secretly(code=code, option=option(ballot, "Ada"))


@pytest.mark.parametrize("question", [IN_SECRET, replace(IN_SECRET, secret=False)])
def test_how_it_stands_is_on_no_page_before_it_is_counted(
    client: Client, leader: Client, cast: Cast, question: Question
) -> None:
    """The pages are the same, to the letter, whichever way the votes fall."""
    meeting = begun(cast)
    people = crowd(meeting, 6)
    ballot = put(meeting, cast, question)

    def seen_when_all_vote(words: str) -> list[str]:
        with transaction.atomic():
            for one in people[:4]:
                _vote(ballot, one, words)
            pages = [
                leader.get(leaders_page(meeting, ballot)),
                leader.get(f"/en/meetings/{meeting.pk}/ballots/open/"),
                *(client.get(own_page(one, ballot)) for one in people[4:]),
            ]
            transaction.set_rollback(True)
        return [FORM_MARK.sub("", words_of(page)) for page in pages]

    assert seen_when_all_vote("Ada") == seen_when_all_vote("Bo")


def _vote(ballot: Ballot, one: Attendee, words: str) -> None:
    if ballot.secret:
        [code] = codes(ballot, [one])
        vote_secretly(code=code, option=option(ballot, words))
    else:
        vote_openly(attendee=one, option=option(ballot, words))


def test_a_room_behind_one_address_votes_and_a_flood_does_not(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voting, "VOTES_A_MINUTE", 2)
    begun(cast)

    tried = [client.post("/en/meetings/vote/", {"code": "x"}).status_code for _n in range(3)]

    assert tried == [422, 422, 429]


def test_only_those_who_lead_open_count_and_print(client: Client, cast: Cast) -> None:
    meeting = begun(cast)
    crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    client.force_login(cast.amina)

    for what in ("", "count/", "stop/", "slips/"):
        assert client.post(f"{leaders_page(meeting, ballot)}{what}").status_code == 404
    assert Ballot.objects.get().is_open


def test_a_vote_is_news_for_those_who_lead_and_not_for_the_phones(
    client: Client, cast: Cast
) -> None:
    meeting = begun(cast)
    amina, rut = here("amina", "rut")
    ballot = put(meeting, cast)
    phone = f"/en/meetings/answer/{rut.key}/now/live/"
    desk = f"/en/meetings/{meeting.pk}/now/live/"
    client.force_login(cast.nils)
    seen = {page: client.get(page)["ETag"] for page in (phone, desk)}

    vote_openly(attendee=amina, option=option(ballot, "Yes"))

    news = {page: client.get(page, HTTP_IF_NONE_MATCH=seen[page]).status_code for page in seen}
    assert news == {phone: 304, desk: 200}
