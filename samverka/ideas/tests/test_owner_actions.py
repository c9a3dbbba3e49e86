"""What the one who had the idea does, without an account; and that erasing takes all of it away."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.ideas import actions
from samverka.ideas.actions.owner import CHANGES_AN_HOUR
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import (
    NOW,
    OWNER,
    TITLE,
    Happened,
    in_state,
    nothing_happens,
    photograph,
    sent,
    what_happens,
    workshop,
)
from samverka.partnership.models import Municipality, Seat, Theme
from samverka.people.models import Person
from samverka.record.models import History, Letter

TEAM = "elsa@example.org"


def test_adding_to_the_idea_leaves_the_text_and_tells_the_team(elsa: Person) -> None:
    idea = sent()

    with what_happens(idea) as happened:
        actions.add_to_idea(idea=idea, text="And a garden.")

    assert happened == Happened(
        idea={"version": 2},
        said=[("addition", "And a garden.", None)],
        history=[("added", "owner", None, {})],
        letters=[(TEAM, "en", f"The owner has written: {TITLE}")],
    )


def test_answering_goes_to_whoever_is_responsible(cast: Cast, elsa: Person) -> None:
    cast.nils.language = "en"
    cast.nils.save()
    idea = actions.assign_idea(idea=sent(), to=cast.nils, by=elsa)

    with what_happens(idea) as happened:
        actions.answer_us(idea=idea, text="We are five.")

    assert happened == Happened(
        idea={"version": 3},
        said=[("owner", "We are five.", None)],
        history=[("answered", "owner", None, {})],
        letters=[("nils@example.org", "en", f"The owner has written: {TITLE}")],
    )


def test_whoever_has_left_the_committee_is_no_longer_written_to(cast: Cast, elsa: Person) -> None:
    idea = actions.assign_idea(idea=sent(), to=cast.nils, by=elsa)
    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(person=cast.nils).update(until=yesterday)

    with what_happens(idea) as happened:
        actions.answer_us(idea=idea, text="We are five.")

    assert [to for to, _, _ in happened.letters] == [TEAM]


def test_nor_is_whoever_has_been_switched_off(cast: Cast, elsa: Person) -> None:
    idea = actions.assign_idea(idea=sent(), to=cast.nils, by=elsa)
    Person.objects.filter(pk=cast.nils.pk).update(is_active=False)

    with what_happens(idea) as happened:
        actions.answer_us(idea=idea, text="We are five.")

    assert [to for to, _, _ in happened.letters] == [TEAM]


def test_others_may_read_it_and_then_at_once_they_may_not(elsa: Person) -> None:
    idea = sent()

    with what_happens(idea) as happened:
        idea = actions.change_visibility(idea=idea, may_show=True)
    assert happened == Happened(
        idea={"may_show": True, "version": 2},
        history=[("visibility", "owner", None, {"may_show": True})],
    )

    idea = actions.publish_idea(idea=idea, by=elsa)
    assert list(Idea.objects.public().filter(pk=idea.pk)) == [idea]
    with what_happens(idea) as happened:
        idea = actions.change_visibility(idea=idea, may_show=False)
    assert happened == Happened(
        idea={"may_show": False, "published_at": None, "version": 4},
        history=[("visibility", "owner", None, {"may_show": False})],
    )
    assert list(Idea.objects.public().filter(pk=idea.pk)) == []

    with nothing_happens():
        actions.change_visibility(idea=idea, may_show=False)


def test_withdrawing_frees_the_advisors_and_tells_both_sides(elsa: Person) -> None:
    idea, (first, second) = sent(), workshop()
    actions.route_idea(idea=idea, to=[first], then=[second], by=elsa)

    with what_happens(idea) as happened:
        actions.withdraw_idea(idea=idea)

    assert happened == Happened(
        idea={"state": "withdrawn", "version": 3},
        routings={first.slug: {"state": "dropped"}, second.slug: {"state": "dropped"}},
        history=[("withdrawn", "owner", None, {})],
        letters=[
            (TEAM, "en", f"Withdrawn: {TITLE}"),
            (OWNER, "en", "You have withdrawn your idea"),
        ],
    )


def test_a_published_idea_that_is_withdrawn_is_nobody_elses_to_read(elsa: Person) -> None:
    idea = actions.publish_idea(idea=sent(may_show=True), by=elsa)

    idea = actions.withdraw_idea(idea=idea)

    assert not idea.is_public
    assert not Idea.objects.public().filter(pk=idea.pk).exists()


def test_taking_it_back_makes_it_new_again(elsa: Person) -> None:
    idea = actions.withdraw_idea(idea=actions.assign_idea(idea=sent(), to=elsa, by=elsa))

    with what_happens(idea) as happened:
        actions.return_idea(idea=idea)

    assert happened == Happened(
        idea={"state": "new", "version": 4},
        history=[("returned", "owner", None, {})],
        letters=[(TEAM, "en", f"Taken back: {TITLE}")],
    )


# One mark in everything that anybody writes about the idea; after erasing it is nowhere.
MARK = "zebrafink"


def told_all_over(elsa: Person) -> Idea:
    """An idea about which the owner, the team and the advisor have written all they can."""
    first, second = workshop()
    idea = sent(
        title=f"A {MARK} house",
        text=f"I want a house for the {MARK} in our town, with children.",
        email=f"{MARK}@example.org",
        municipality=Municipality.objects.get(name="Nora"),
        may_show=True,
    )
    idea.themes.add(Theme.objects.all()[0])
    asked, other = actions.route_idea(
        idea=idea, to=[first, second], by=elsa, words=f"Do you know {MARK}?"
    )
    actions.ask_owner(idea=idea, text=f"How many {MARK}?", by=elsa, asks=True)
    actions.answer_us(idea=idea, text=f"Five {MARK}.")
    actions.add_to_idea(idea=idea, text=f"And food for each {MARK}.")
    actions.note_idea(idea=idea, text=f"The {MARK} is nice.", by=elsa)
    actions.answer_routing(routing=asked, answer="accepted", words=f"I like the {MARK}.")
    actions.answer_routing(routing=other, answer="declined", words=f"We have no {MARK}.")
    actions.write_as_advisor(routing=asked, text=f"Shall we see a {MARK}?")
    actions.move_idea(idea=idea, to="seeking_partners", by=elsa, reason=f"For the {MARK}.")
    actions.publish_idea(idea=idea, by=elsa)
    return idea


def test_erasing_leaves_no_word_of_it_in_the_whole_database(elsa: Person) -> None:
    idea = told_all_over(elsa)
    letters = list(Letter.objects.about(idea).order_by("pk"))
    leaving, failed, already_sent = letters[:3]
    for letter, state in [(leaving, "leaving"), (failed, "failed"), (already_sent, "sent")]:
        trouble = f"SMTPRecipientsRefused: {MARK}@example.org"
        Letter.objects.filter(pk=letter.pk).update(state=state, trouble=trouble)
    Letter.objects.filter(pk=already_sent.pk).update(trouble="")  # as delivery leaves it
    assert MARK in json.dumps(photograph(), default=str)

    actions.erase_idea(idea=idea)

    assert MARK not in json.dumps(photograph(), default=str)
    assert list(Letter.objects.about(idea).values_list("pk", "to", "subject", "body")) == [
        (already_sent.pk, "erased@invalid.invalid", "–", "")
    ]


def test_what_remains_of_an_erased_idea_is_only_good_for_counting(elsa: Person) -> None:
    idea = told_all_over(elsa)

    with what_happens(idea) as happened:
        actions.erase_idea(idea=idea)

    assert happened.idea == {
        "title": "–",
        "text": "",
        "email": "",
        "reason": "",
        "municipality_id": None,
        "may_show": False,
        "published_at": None,
        "erased_at": NOW,
        "state": "withdrawn",
        "version": idea.version + 11,
    }
    assert happened.history == [("erased", "owner", None, {})]
    assert (happened.said, happened.letters) == ([], [])
    assert happened.elsewhere == {"ideas_idea_themes"}
    assert list(idea.messages.all()) == []
    assert list(idea.routings.values_list("words", "reason")) == [("", ""), ("", "")]
    assert not Routing.objects.filter(idea=idea).live().exists()


def test_erasing_a_closed_idea_leaves_it_closed(elsa: Person) -> None:
    idea = in_state("closed")

    actions.erase_idea(idea=idea)

    assert Idea.objects.get(pk=idea.pk).state == Idea.State.CLOSED
    with nothing_happens(), pytest.raises(Refused):
        actions.return_idea(idea=idea)


def test_history_never_carries_what_people_wrote(elsa: Person) -> None:
    idea = told_all_over(elsa)

    told = list(History.objects.of(idea).values_list("verb", "detail"))

    assert len(told) == 12
    assert MARK not in json.dumps(told)


def test_a_closed_idea_can_still_be_answered(elsa: Person) -> None:
    idea = sent()
    actions.move_idea(idea=idea, to="closed", by=elsa, reason="It exists already.")

    actions.answer_us(idea=idea, text="No, that is another thing.")

    assert [message.text for message in idea.messages.all()] == ["No, that is another thing."]


def test_the_page_of_one_idea_cannot_be_used_to_send_letters_without_end(elsa: Person) -> None:
    idea = sent()
    for n in range(CHANGES_AN_HOUR - 1):  # sending it was the first
        actions.answer_us(idea=idea, text=f"Line {n}")
    letters_before = Letter.objects.count()

    with pytest.raises(Refused, match="many times in the last hour"):
        actions.withdraw_idea(idea=idea)

    assert Letter.objects.count() == letters_before
    actions.erase_idea(idea=idea)  # what is one's own can always be taken away


def test_erasing_does_not_open_the_door_for_more(cast: Cast) -> None:
    idea = sent()

    actions.erase_idea(idea=idea)

    assert Idea.objects.get(pk=idea.pk).sender_mark == idea.sender_mark != ""
