"""What coordinators and the working committee do: every column, row of history and letter."""

from collections.abc import Callable

import pytest

from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.ideas import actions
from samverka.ideas.models import Idea, Message, Routing
from samverka.ideas.tests.story import (
    NOW,
    OWNER,
    TITLE,
    Happened,
    in_state,
    in_swedish,
    nothing_happens,
    sent,
    what_happens,
    workshop,
)
from samverka.people.models import Person
from samverka.record.models import Letter


def test_taking_a_new_idea_on_puts_it_in_care_and_tells_its_owner(elsa: Person) -> None:
    idea = sent()

    with what_happens(idea) as happened:
        actions.assign_idea(idea=idea, to=elsa, by=elsa, seen=1)

    assert happened == Happened(
        idea={"state": "in_care", "responsible_id": elsa.pk, "heard_at": NOW, "version": 2},
        history=[("assigned", "person", elsa.pk, {"to": elsa.pk, "taken": True})],
        letters=[(OWNER, "en", "Somebody now looks after your idea")],
    )


def test_passing_it_on_to_a_colleague_is_told_to_the_colleague_only(
    cast: Cast, elsa: Person
) -> None:
    idea = in_state("advised", responsible=elsa)

    with what_happens(idea) as happened:
        actions.assign_idea(idea=idea, to=cast.nils, by=elsa)

    assert happened == Happened(
        idea={"responsible_id": cast.nils.pk, "version": 2},
        history=[("assigned", "person", elsa.pk, {"to": cast.nils.pk, "taken": False})],
        letters=[
            ("nils@example.org", "sv", in_swedish("You now look after: %(title)s", title=TITLE))
        ],
    )
    [letter] = Letter.objects.filter(to="nils@example.org")
    assert idea.care_url in letter.body.replace("/sv/", "/en/")


def test_who_is_responsible_already_gets_no_second_letter(cast: Cast, elsa: Person) -> None:
    idea = in_state("in_care", responsible=cast.nils)

    with what_happens(idea) as happened:
        actions.assign_idea(idea=idea, to=cast.nils, by=elsa)

    assert happened.letters == []


def test_letting_it_go_leaves_it_where_it_is(elsa: Person) -> None:
    idea = in_state("in_care", responsible=elsa)

    with what_happens(idea) as happened:
        actions.assign_idea(idea=idea, to=None, by=elsa)

    assert happened == Happened(
        idea={"responsible_id": None, "version": 2},
        history=[("assigned", "person", elsa.pk, {"to": None, "taken": False})],
    )


@pytest.mark.parametrize("who", ["petra", "amina", "rut", "kim", "olof"])
def test_nobody_becomes_responsible_who_may_not_care(cast: Cast, elsa: Person, who: str) -> None:
    idea = sent()

    with nothing_happens(), pytest.raises(Refused):
        actions.assign_idea(idea=idea, to=getattr(cast, who), by=elsa)


def test_the_owner_hears_of_each_step_and_why(elsa: Person) -> None:
    idea = in_state("in_care")

    with what_happens(idea) as happened:
        actions.move_idea(
            idea=idea, to="seeking_partners", by=elsa, reason="  A school is needed. "
        )

    assert happened == Happened(
        idea={
            "state": "seeking_partners",
            "reason": "A school is needed.",
            "heard_at": NOW,
            "version": 2,
        },
        history=[("moved", "person", elsa.pk, {"before": "in_care", "to": "seeking_partners"})],
        letters=[(OWNER, "en", "Your idea: seeking partners")],
    )


def test_closing_needs_a_reason_and_frees_those_who_were_asked(elsa: Person) -> None:
    idea, (first, second) = sent(), workshop()
    actions.route_idea(idea=idea, to=[first], then=[second], by=elsa)

    with nothing_happens(), pytest.raises(Refused):
        actions.move_idea(idea=idea, to="closed", by=elsa, reason=" \n ")
    with what_happens(idea) as happened:
        actions.move_idea(idea=idea, to="closed", by=elsa, reason="There is one already.")

    assert happened == Happened(
        idea={
            "state": "closed",
            "reason": "There is one already.",
            "heard_at": NOW,
            "version": 3,
        },
        routings={first.slug: {"state": "dropped"}, second.slug: {"state": "dropped"}},
        history=[("moved", "person", elsa.pk, {"before": "in_care", "to": "closed"})],
        letters=[(OWNER, "en", "Your idea: closed")],
    )


@pytest.mark.parametrize(
    ("asks", "verb", "subject"),
    [
        (True, "asked", "A question about your idea"),
        (False, "wrote", "You have got an answer about your idea"),
    ],
)
def test_writing_to_the_owner_of_a_new_idea_is_taking_it_on(
    elsa: Person, asks: bool, verb: str, subject: str
) -> None:
    idea = sent()

    with what_happens(idea) as happened:
        actions.ask_owner(idea=idea, text="Who else is with you?", by=elsa, asks=asks)

    assert happened == Happened(
        idea={"state": "in_care", "responsible_id": elsa.pk, "heard_at": NOW, "version": 2},
        said=[("team", "Who else is with you?", elsa.pk)],
        history=[(verb, "person", elsa.pk, {})],
        letters=[(OWNER, "en", subject)],
    )
    assert Message.objects.get(idea=idea).asks is asks


def test_a_note_stays_inside(cast: Cast, elsa: Person) -> None:
    idea = in_state("in_care", responsible=elsa)

    with what_happens(idea) as happened:
        actions.note_idea(idea=idea, text="I know the owner of the house.", by=cast.nils)

    assert happened == Happened(
        idea={"version": 2},
        said=[("note", "I know the owner of the house.", cast.nils.pk)],
        history=[("noted", "person", cast.nils.pk, {})],
    )


def test_only_what_its_owner_lets_others_read_is_published_and_once(elsa: Person) -> None:
    idea, closed = sent(may_show=True), sent(may_show=False)

    with nothing_happens(), pytest.raises(Refused, match="not agreed"):
        actions.publish_idea(idea=closed, by=elsa)
    with what_happens(idea) as happened:
        actions.publish_idea(idea=idea, by=elsa)

    assert happened == Happened(
        idea={"published_at": NOW, "version": 2},
        history=[("published", "person", elsa.pk, {})],
        letters=[(OWNER, "en", "Others can now read your idea")],
    )
    with nothing_happens(), pytest.raises(Refused):
        actions.publish_idea(idea=idea, by=elsa)


def test_a_withdrawn_idea_is_not_published(elsa: Person) -> None:
    idea = in_state("withdrawn", may_show=True)

    with nothing_happens(), pytest.raises(Refused):
        actions.publish_idea(idea=idea, by=elsa)


def test_the_owner_hears_when_it_is_taken_off_the_public_page(elsa: Person) -> None:
    idea = sent(may_show=True)
    idea = actions.publish_idea(idea=idea, by=elsa)

    with what_happens(idea) as happened:
        actions.unpublish_idea(idea=idea, by=elsa)

    assert happened == Happened(
        idea={"published_at": None, "version": 3},
        history=[("unpublished", "person", elsa.pk, {})],
        letters=[(OWNER, "en", "Your idea is no longer public")],
    )
    with nothing_happens(), pytest.raises(Refused):
        actions.unpublish_idea(idea=idea, by=elsa)


def test_two_ideas_that_say_the_same_go_on_as_one(elsa: Person) -> None:
    idea, into, (first, _) = sent(), sent(title="A café at the platform"), workshop()
    actions.route_idea(idea=idea, to=[first], by=elsa)

    with what_happens(idea) as happened:
        actions.merge_idea(idea=idea, into=into, by=elsa, reason="The same house.")

    assert happened == Happened(
        idea={
            "state": "closed",
            "reason": "The same house.",
            "merged_into_id": into.pk,
            "heard_at": NOW,
            "version": 3,
        },
        routings={first.slug: {"state": "dropped"}},
        history=[
            ("merged", "person", elsa.pk, {"into": into.pk}),
            ("received_merge", "person", elsa.pk, {"other": idea.pk}),
        ],
        letters=[(OWNER, "en", "Your idea goes on together with another")],
    )
    reopened = actions.move_idea(idea=idea, to="in_care", by=elsa)
    assert (reopened.state, reopened.merged_into) == ("in_care", None)


def test_no_idea_goes_on_in_itself_nor_in_one_that_is_ended(elsa: Person) -> None:
    idea, ended, other = sent(), in_state("closed"), sent()
    merged = actions.merge_idea(idea=other, into=sent(), by=elsa, reason="The same.")

    for one, into in [(idea, idea), (idea, ended), (idea, merged), (ended, idea)]:
        with nothing_happens(), pytest.raises(Refused):
            actions.merge_idea(idea=one, into=into, by=elsa, reason="The same.")


Act = Callable[[Idea, Routing, Person], object]
CARE: dict[str, Act] = {
    "assign": lambda idea, routing, by: actions.assign_idea(idea=idea, to=None, by=by),
    "move": lambda idea, routing, by: actions.move_idea(
        idea=idea, to="closed", by=by, reason="Over."
    ),
    "write": lambda idea, routing, by: actions.ask_owner(idea=idea, text="Hi", by=by, asks=False),
    "note": lambda idea, routing, by: actions.note_idea(idea=idea, text="Hm.", by=by),
    "publish": lambda idea, routing, by: actions.publish_idea(idea=idea, by=by),
    "unpublish": lambda idea, routing, by: actions.unpublish_idea(idea=idea, by=by),
    "merge": lambda idea, routing, by: actions.merge_idea(
        idea=idea, into=sent(), by=by, reason="The same."
    ),
    "route": lambda idea, routing, by: actions.route_idea(
        idea=idea, to=[workshop()[1]], by=by, words="Please."
    ),
    "drop": lambda idea, routing, by: actions.drop_routing(routing=routing, by=by),
}


@pytest.mark.parametrize("act", CARE)
@pytest.mark.parametrize("who", ["petra", "amina", "rut", "kim", "olof"])
def test_nobody_else_does_any_of_this(cast: Cast, elsa: Person, who: str, act: str) -> None:
    idea = sent(may_show=True)
    [routing] = actions.route_idea(idea=idea, to=[workshop()[0]], by=elsa)
    spare = sent()  # what `merge` makes, made before
    assert spare.is_open

    with pytest.raises(Refused, match="Only coordinators"):
        CARE[act](idea, routing, getattr(cast, who))

    fresh = Idea.objects.get(pk=idea.pk)
    assert (fresh.version, fresh.state) == (2, "in_care")


SEEN: dict[str, Callable[[Idea, Person], object]] = {
    "assign": lambda idea, by: actions.assign_idea(idea=idea, to=by, by=by, seen=1),
    "move": lambda idea, by: actions.move_idea(idea=idea, to="advised", by=by, seen=1),
    "write": lambda idea, by: actions.ask_owner(idea=idea, text="Hi", by=by, asks=True, seen=1),
    "publish": lambda idea, by: actions.publish_idea(idea=idea, by=by, seen=1),
    "unpublish": lambda idea, by: actions.unpublish_idea(idea=idea, by=by, seen=1),
    "merge": lambda idea, by: actions.merge_idea(
        idea=idea, into=Idea.objects.open().exclude(pk=idea.pk)[0], by=by, reason="Same.", seen=1
    ),
    "route": lambda idea, by: actions.route_idea(idea=idea, to=[workshop()[0]], by=by, seen=1),
}


@pytest.mark.parametrize("act", SEEN)
def test_whoever_saw_an_older_version_is_told_and_changes_nothing(
    cast: Cast, elsa: Person, act: str
) -> None:
    idea = sent(may_show=True)
    actions.assign_idea(idea=idea, to=cast.nils, by=cast.nils, seen=1)

    with nothing_happens(), pytest.raises(Outdated):
        SEEN[act](idea, elsa)
