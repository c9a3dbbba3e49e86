"""Votes: who has one, that it counts once, and what is shown of it when."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.meetings.models import BodyRules
from samverka.minutes import ballots
from samverka.minutes.actions.attendance import say_gone
from samverka.minutes.actions.opening import close_meeting
from samverka.minutes.actions.paragraphs import take_up
from samverka.minutes.actions.voting import (
    Question,
    count_ballot,
    get_code,
    open_ballot,
    print_slips,
    stop_ballot,
    vote_openly,
    vote_secretly,
    votes_in,
)
from samverka.minutes.models import Ballot, BallotCode, Conflict, Motion, Paragraph
from samverka.minutes.tests.ballot_story import (
    IN_SECRET,
    YES_OR_NO,
    at_first_point,
    attendee_now,
    begun,
    codes,
    crowd,
    here,
    option,
    put,
)
from samverka.record.models import History


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def numbers(ballot: Ballot) -> dict[str, int]:
    return dict(ballot.options.values_list("words", "number"))


def test_an_open_vote_is_counted_with_who_voted_how(cast: Cast) -> None:
    meeting = begun(cast)
    one, two, three, _four = crowd(meeting, 4)
    ballot = put(meeting, cast)
    for voter, words in ((one, "Yes"), (two, "No"), (three, "Yes")):
        vote_openly(attendee=voter, option=option(ballot, words))

    [result] = ballots.results_of(count_ballot(ballot=ballot, by=cast.nils).paragraph)

    assert result.answers == (
        ballots.Counted("Yes", 2, ("Voter 000", "Voter 002")),
        ballots.Counted("No", 1, ("Voter 001",)),
        ballots.Counted("Abstain", 0),
    )
    assert (result.voted, result.may_vote, result.silent) == (3, 4, ("Voter 003",))


def test_the_voting_list_decides_who_votes(cast: Cast) -> None:
    """Who comes later is not on it; who stands aside is not either; who is gone cannot vote."""
    meeting = begun(cast)
    one, aside, gone = crowd(meeting, 3)
    paragraph = Paragraph.objects.get(minutes__meeting=meeting)
    Conflict.objects.create(paragraph=paragraph, attendee=aside)
    ballot = put(meeting, cast)
    yes = option(ballot, "Yes")
    [late] = here("rut")
    say_gone(attendee=gone)

    for who, said in (
        (late, "You were not on the voting list when this vote was opened."),
        (aside, "You stand aside from this point, so you have no vote in it."),
        (gone, "Say first that you are here."),
    ):
        with pytest.raises(Refused, match=re.escape(said)):
            vote_openly(attendee=who, option=yes)
    assert [right.attendee for right in ballot.rights.all()] == [one, gone]
    assert votes_in(ballot) == 0


def test_nobody_votes_twice_and_the_first_vote_stands(cast: Cast) -> None:
    meeting = begun(cast)
    [one] = crowd(meeting, 1)
    ballot = put(meeting, cast)
    vote_openly(attendee=one, option=option(ballot, "Yes"))

    with pytest.raises(Refused, match=r"You have voted already. Your first vote stands."):
        vote_openly(attendee=one, option=option(ballot, "No"))

    count_ballot(ballot=ballot, by=cast.nils)
    assert numbers(ballot) == {"Yes": 1, "No": 0, "Abstain": 0}


def test_a_secret_vote_is_counted_by_numbers_alone(cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 4)
    ballot = put(meeting, cast, IN_SECRET)
    handed = codes(ballot, people)
    for code, words in zip(handed, ("Ada", "Bo", "Ada"), strict=False):
        vote_secretly(code=code.lower().replace("-", " "), option=option(ballot, words))

    ballot = count_ballot(ballot=ballot, by=cast.nils)

    assert ballots.result_of(ballot).answers == (
        ballots.Counted("Ada", 2),
        ballots.Counted("Bo", 1),
    )
    assert not BallotCode.objects.exists()
    assert ballot.rights.filter(choice=None, code_given=True).count() == 4


def test_a_code_is_used_once_in_its_own_vote_and_not_after_it(cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 4)
    first = put(meeting, cast, IN_SECRET)
    old, *others = codes(first, people)
    for code in others:
        vote_secretly(code=code, option=option(first, "Ada"))
    with pytest.raises(Refused, match="This code cannot be used"):
        vote_secretly(code=others[0], option=option(first, "Bo"))
    count_ballot(ballot=first, by=cast.nils)
    second = put(meeting, cast, IN_SECRET)

    with pytest.raises(Refused, match=r"The vote has ended."):
        vote_secretly(code=old, option=option(first, "Bo"))
    with pytest.raises(Refused, match="This code cannot be used"):
        vote_secretly(code=old, option=option(second, "Bo"))
    assert (numbers(first), numbers(second)) == ({"Ada": 3, "Bo": 0}, {"Ada": 0, "Bo": 0})


def test_a_code_of_another_vote_does_not_count(cast: Cast) -> None:
    """A point is not left while its vote is open; and if it were, its codes open no other."""
    meeting = begun(cast)
    people = crowd(meeting, 3)
    first = put(meeting, cast, IN_SECRET)
    [code] = codes(first, people[:1])
    with pytest.raises(Refused, match=r"A vote is open. Count or stop it before you go on."):
        take_up(item=meeting.items.all()[1], by=cast.nils)
    Paragraph.objects.update(state=Paragraph.State.DONE)
    later = Paragraph.objects.get()
    minutes = later.minutes
    meeting.items.filter(pk=later.item_id).update(place=99)
    Paragraph.objects.update(number=99)
    at_first_point(minutes)
    second = put(meeting, cast, IN_SECRET)

    with pytest.raises(Refused, match=r"This code is for another vote."):
        vote_secretly(code=code, option=option(second, "Ada"))
    assert numbers(second) == {"Ada": 0, "Bo": 0}
    vote_secretly(code=code, option=option(first, "Ada"))


def test_one_code_for_each_on_the_list_by_phone_or_on_paper(cast: Cast) -> None:
    meeting = begun(cast)
    one, two, three = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    [late] = here("rut")
    get_code(attendee=one, ballot=ballot)

    slips = print_slips(ballot=ballot, attendees=[two, three], by=cast.nils)

    assert len(set(slips)) == 2
    for again, said in ((one, "You have got your code"), (two, "You have got your code")):
        with pytest.raises(Refused, match=said):
            get_code(attendee=again, ballot=ballot)
    with pytest.raises(Refused, match="You were not on the voting list"):
        get_code(attendee=late, ballot=ballot)
    for chosen in ([one], [late], []):
        with pytest.raises(Refused):
            print_slips(ballot=ballot, attendees=chosen, by=cast.nils)
    assert ballot.codes.count() == 3


def test_codes_are_easy_to_read_and_kept_as_marks_alone(cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    handed = codes(ballot, people)

    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code) for code in handed)
    kept = "".join(map(str, BallotCode.objects.values_list()))
    assert not [code for code in handed if code.replace("-", "") in kept.upper()]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("?", ("Yes",)), "Write at least two answers"),
        (Question("?", tuple("abcdefgh"), abstain="Abstain"), "There can be at most eight"),
        (Question("?", ("Yes", "yes")), "Two of the answers are the same."),
        (IN_SECRET, "A secret vote needs at least three"),
    ],
)
def test_what_cannot_be_put_to_the_vote(cast: Cast, question: Question, said: str) -> None:
    meeting = begun(cast)
    crowd(meeting, 2)

    with pytest.raises(Refused, match=said):
        put(meeting, cast, question)


def test_the_statutes_say_how_many_must_be_there(cast: Cast) -> None:
    meeting = begun(cast)
    BodyRules.objects.create(body=meeting.body, quorum=3)
    crowd(meeting, 2)
    with pytest.raises(Refused, match=r"ask for 3 on the voting list to decide. There are 2."):
        put(meeting, cast)
    crowd(meeting, 1)

    assert put(meeting, cast).is_open


def test_one_vote_at_a_time_while_the_meeting_goes_on(cast: Cast) -> None:
    meeting = begun(cast)
    crowd(meeting, 1)
    ballot = put(meeting, cast)
    with pytest.raises(Refused, match="A vote is open already"):
        put(meeting, cast)
    with pytest.raises(Refused, match=r"A vote is open. Count or stop it"):
        close_meeting(meeting=meeting, by=cast.nils)
    stop_ballot(ballot=ballot, by=cast.nils)
    close_meeting(meeting=meeting, by=cast.nils)

    with pytest.raises(Refused, match=r"The meeting is closed."):
        put(meeting, cast)
    with pytest.raises(Refused, match="Only those who lead"):
        open_ballot(meeting=meeting, question=YES_OR_NO, by=cast.amina)


def test_too_few_votes_would_tell_how_each_voted(cast: Cast) -> None:
    """Three have a code, two have voted: both would be known. Stopped, nothing is left of it."""
    meeting = begun(cast)
    people = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    handed = codes(ballot, people)
    for code in handed[:2]:
        vote_secretly(code=code, option=option(ballot, "Ada"))
    with pytest.raises(Refused, match="Fewer than three have voted"):
        count_ballot(ballot=ballot, by=cast.nils)

    stop_ballot(ballot=ballot, by=cast.nils)

    assert numbers(ballot) == {"Ada": 0, "Bo": 0}
    assert not BallotCode.objects.exists()
    assert put(meeting, cast, IN_SECRET).is_open


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ("YYN", "Most votes: Yes, 2 votes."),
        ("YNAA", "A tie between Yes · No: 1 vote each."),
        ("AAA", "Nobody voted for any of the answers."),
    ],
)
def test_the_outcome_is_told_and_a_tie_is_a_tie(cast: Cast, votes: str, said: str) -> None:
    meeting = begun(cast)
    people = crowd(meeting, len(votes))
    ballot = put(meeting, cast)
    words = {"Y": "Yes", "N": "No", "A": "Abstain"}
    for one, letter in zip(people, votes, strict=True):
        vote_openly(attendee=one, option=option(ballot, words[letter]))

    ballot = count_ballot(ballot=ballot, by=cast.nils)
    assert ballots.result_of(ballot).outcome == said


def test_history_tells_what_was_done_and_nothing_of_a_vote(cast: Cast) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 4)
    ballot = put(meeting, cast, IN_SECRET)
    handed = codes(ballot, people[:3])
    [slip] = print_slips(ballot=ballot, attendees=people[3:], by=cast.nils)
    for code in [*handed, slip]:
        vote_secretly(code=code, option=option(ballot, "Bo"))
    count_ballot(ballot=ballot, by=cast.nils)

    told = History.objects.filter(kind="ballot").order_by("pk")
    assert list(told.values_list("verb", "detail")) == [
        ("opened", {"secret": True, "voters": 4}),
        ("slips_printed", {"number": 1}),
        ("counted", {}),
    ]


def test_several_proposals_are_what_one_chooses_between(cast: Cast) -> None:
    meeting = begun(cast)
    [one] = crowd(meeting, 1)
    minutes = meeting.minutes
    paragraph = Paragraph.objects.get()

    def offered() -> list[Any]:
        form = ballots.for_leader(minutes)["ballot_form"]
        return [form["question"].value(), form["options"].value()]

    assert offered() == [str(paragraph.item), "Yes\nNo"]
    Motion.objects.create(paragraph=paragraph, by=one, words="We meet in May.")
    assert offered() == ["We meet in May", "Yes\nNo"]
    Motion.objects.create(paragraph=paragraph, by=one, words="We do not meet.")
    assert offered() == [str(paragraph.item), "We meet in May\nWe do not meet"]


@pytest.mark.parametrize("question", [YES_OR_NO, IN_SECRET])
def test_results_cost_the_same_for_one_vote_and_for_three(
    cast: Cast, question: Question, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 4)
    for _n in range(3):
        ballot = put(meeting, cast, question)
        answer = ballot.options.all()[0]
        if ballot.secret:
            for code in codes(ballot, people):
                vote_secretly(code=code, option=answer)
        else:
            for one in people:
                vote_openly(attendee=one, option=answer)
        count_ballot(ballot=ballot, by=cast.nils)
        with django_assert_num_queries(5 if question is YES_OR_NO else 4):
            ballots.results_of(ballot.paragraph)


def test_own_page_of_somebody_off_the_list(client: Client, cast: Cast) -> None:
    meeting = begun(cast)
    crowd(meeting, 3)
    ballot = put(meeting, cast)
    here("rut")
    page = f"/en/meetings/answer/{attendee_now('rut').key}/ballots/{ballot.pk}/"

    said = client.post(page, {"option": option(ballot, "Yes").pk})

    assert said.status_code == 422
    assert "You were not on the voting list" in said.content.decode()
