"""The closed lists of states: every step that is in the table goes, and no other."""

import pytest

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.ideas import actions
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import in_state, nothing_happens, sent, workshop
from samverka.people.models import Person

IDEA_STEPS = [(here, to) for here in Idea.State for to in Idea.State]
# What people may choose; to ask and to lapse is the work of the list and of the clock.
CHOSEN = (
    Routing.State.ACCEPTED,
    Routing.State.DECLINED,
    Routing.State.SUGGESTED,
    Routing.State.DROPPED,
)
ROUTING_STEPS = [(here, to) for here in Routing.State for to in CHOSEN]


def test_every_state_has_its_row_in_the_table() -> None:
    assert set(Idea.MOVES) == set(Idea.State)
    assert set(Routing.MOVES) == set(Routing.State)


@pytest.mark.parametrize(("here", "to"), IDEA_STEPS)
def test_an_idea_moves_as_the_table_says(elsa: Person, here: str, to: str) -> None:
    idea = in_state(here)

    if to in Idea.MOVES[Idea.State(here)] and to != Idea.State.WITHDRAWN:
        moved = actions.move_idea(idea=idea, to=to, by=elsa, reason="Because.")
        assert (moved.state, moved.reason, moved.version) == (to, "Because.", 2)
    else:
        with nothing_happens(), pytest.raises(Refused, match="cannot go"):
            actions.move_idea(idea=idea, to=to, by=elsa, reason="Because.")


@pytest.mark.parametrize("here", Idea.State)
def test_the_steps_that_are_offered_are_those_that_go(cast: Cast, here: str) -> None:
    offered = Idea(state=here).next_states

    assert set(offered) == Idea.MOVES[Idea.State(here)] - {Idea.State.WITHDRAWN}
    assert offered == sorted(offered, key=list(Idea.State).index)


@pytest.mark.parametrize("here", Idea.State)
def test_the_owner_withdraws_what_is_not_ended_and_not_a_project(cast: Cast, here: str) -> None:
    idea = in_state(here)

    if Idea.State.WITHDRAWN in Idea.MOVES[Idea.State(here)]:
        assert actions.withdraw_idea(idea=idea).state == Idea.State.WITHDRAWN
    else:
        with nothing_happens(), pytest.raises(Refused):
            actions.withdraw_idea(idea=idea)


@pytest.mark.parametrize("here", Idea.State)
def test_only_what_is_withdrawn_is_taken_back(cast: Cast, here: str) -> None:
    idea = in_state(here)

    if here == Idea.State.WITHDRAWN:
        assert actions.return_idea(idea=idea).state == Idea.State.NEW
    else:
        with nothing_happens(), pytest.raises(Refused):
            actions.return_idea(idea=idea)


@pytest.mark.parametrize(("here", "to"), ROUTING_STEPS)
def test_a_question_to_an_advisor_moves_as_the_table_says(elsa: Person, here: str, to: str) -> None:
    first, other = workshop()
    idea = in_state(Idea.State.IN_CARE)
    routing = Routing.objects.create(idea=idea, service=first, state=here)
    may = to in Routing.MOVES[Routing.State(here)]

    def act() -> Routing:
        if to == Routing.State.DROPPED:
            return actions.drop_routing(routing=routing, by=elsa)
        return actions.answer_routing(routing=routing, answer=to, words="Yes.", suggested=other)

    if may:
        assert act().state == to
    else:
        with nothing_happens(), pytest.raises(Refused):
            act()


@pytest.mark.parametrize("ended", [Idea.State.CLOSED, Idea.State.WITHDRAWN])
def test_an_ended_idea_asks_nobody_and_takes_no_answer(elsa: Person, ended: str) -> None:
    first, second = workshop()
    idea = in_state(ended)
    late = Routing.objects.create(idea=idea, service=first, state=Routing.State.LAPSED)
    taken = Routing.objects.create(idea=idea, service=second, state=Routing.State.ACCEPTED)

    for act in (
        lambda: actions.route_idea(idea=idea, to=[second], by=elsa),
        lambda: actions.answer_routing(routing=late, answer="accepted"),
        lambda: actions.write_as_advisor(routing=taken, text="Come and see us."),
        lambda: actions.add_to_idea(idea=idea, text="And a garden."),
        lambda: actions.withdraw_idea(idea=idea),
    ):
        with nothing_happens(), pytest.raises(Refused):
            act()


@pytest.mark.slow
def test_nothing_more_can_be_done_with_an_erased_idea(elsa: Person) -> None:
    first, _ = workshop()
    other = sent()
    idea = sent()
    [routing] = actions.route_idea(idea=idea, to=[first], by=elsa)
    actions.erase_idea(idea=idea)

    for act in (
        lambda: actions.assign_idea(idea=idea, to=elsa, by=elsa),
        lambda: actions.move_idea(idea=idea, to="closed", by=elsa, reason="Over."),
        lambda: actions.ask_owner(idea=idea, text="Hello?", by=elsa, asks=True),
        lambda: actions.note_idea(idea=idea, text="Gone.", by=elsa),
        lambda: actions.publish_idea(idea=idea, by=elsa),
        lambda: actions.unpublish_idea(idea=idea, by=elsa),
        lambda: actions.merge_idea(idea=idea, into=other, by=elsa, reason="The same."),
        lambda: actions.merge_idea(idea=other, into=idea, by=elsa, reason="The same."),
        lambda: actions.route_idea(idea=idea, to=[first], by=elsa),
        lambda: actions.drop_routing(routing=routing, by=elsa),
        lambda: actions.answer_routing(routing=routing, answer="accepted"),
        lambda: actions.add_to_idea(idea=idea, text="More."),
        lambda: actions.answer_us(idea=idea, text="Yes."),
        lambda: actions.change_visibility(idea=idea, may_show=True),
        lambda: actions.withdraw_idea(idea=idea),
        lambda: actions.return_idea(idea=idea),
        lambda: actions.erase_idea(idea=idea),
    ):
        with nothing_happens(), pytest.raises(Refused, match=r"has erased|still open"):
            act()
