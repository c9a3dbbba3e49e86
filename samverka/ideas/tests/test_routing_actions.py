"""An idea goes to advisors: they answer or are silent, and somebody always looks on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from samverka.common.refusal import Refused
from samverka.ideas import actions
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import (
    ADVISOR,
    NOW,
    OWNER,
    TITLE,
    Happened,
    in_state,
    in_swedish,
    nothing_happens,
    sent,
    unreachable,
    what_happens,
    workshop,
)
from samverka.people.models import Person
from samverka.record.models import Letter

WORKSHOP = "Idéverkstaden"
TEAM = "elsa@example.org"
ASKED = (ADVISOR, "sv", in_swedish("Can you give advice? %(title)s", title=TITLE))
REMINDED = (ADVISOR, "sv", in_swedish("Reminder: can you give advice? %(title)s", title=TITLE))


@pytest.fixture
def idea(elsa: Person) -> Idea:
    return actions.assign_idea(idea=sent(), to=elsa, by=elsa)


def ask(idea: Idea, by: Person, *, then: bool = False) -> Routing:
    first, second = workshop()
    return actions.route_idea(idea=idea, to=[first], then=[second] if then else [], by=by)[0]


def late(days: int) -> datetime:
    return timezone.now() + timedelta(days=days, minutes=1)


def test_those_who_are_asked_get_the_text_and_the_owner_hears_who(elsa: Person) -> None:
    idea, (first, second), third = sent(), workshop(), unreachable()

    with what_happens(idea) as happened:
        actions.route_idea(
            idea=idea, to=[first, third], then=[second], by=elsa, words=" Look at the house. "
        )

    row = {
        "partnership_id": idea.partnership_id,
        "idea_id": idea.pk,
        "words": "Look at the house.",
        "reason": "",
    }
    assert happened == Happened(
        idea={"state": "in_care", "responsible_id": elsa.pk, "heard_at": NOW, "version": 2},
        routings={
            first.slug: row | {"service_id": first.pk, "state": "asked", "asked_at": NOW},
            third.slug: row | {"service_id": third.pk, "state": "asked", "asked_at": NOW},
            second.slug: row | {"service_id": second.pk, "state": "queued"},
        },
        history=[
            ("routed", "person", elsa.pk, {"name": WORKSHOP}),
            ("routed", "person", elsa.pk, {"name": third.organisation.name}),
        ],
        letters=[ASKED, (OWNER, "en", "We have asked for advice on your idea")],
    )
    [to_advisor, to_owner] = Letter.objects.order_by("-pk")[:2][::-1]
    assert "The old station stands empty" in to_advisor.body
    assert "Look at the house." in to_advisor.body
    assert OWNER not in to_advisor.body
    assert f"{WORKSHOP}, {third.organisation.name}" in to_owner.body


@pytest.mark.parametrize("choice", ["nobody", "twice", "first and then", "asked already"])
def test_a_service_is_asked_once_at_a_time(elsa: Person, idea: Idea, choice: str) -> None:
    first, second = workshop()
    ask(idea, elsa)
    to, then = {
        "nobody": ([], [second]),
        "twice": ([second, second], []),
        "first and then": ([second], [second]),
        "asked already": ([first], []),
    }[choice]

    with nothing_happens(), pytest.raises(Refused):
        actions.route_idea(idea=idea, to=to, then=then, by=elsa)


def test_who_takes_it_on_advises_and_the_list_is_let_go(elsa: Person, idea: Idea) -> None:
    first, second = workshop()
    routing = ask(idea, elsa, then=True)

    with what_happens(idea) as happened:
        actions.answer_routing(routing=routing, answer="accepted", words=" Come on Monday. ")

    assert happened == Happened(
        idea={"state": "advised", "heard_at": NOW, "version": 4},
        routings={
            first.slug: {"state": "accepted", "answered_at": NOW},
            second.slug: {"state": "dropped"},
        },
        said=[("advisor", "Come on Monday.", first.pk)],
        history=[("accepted", "advisor", None, {"name": WORKSHOP})],
        letters=[
            (OWNER, "en", f"{WORKSHOP} wants to give you advice"),
            (TEAM, "en", f"{WORKSHOP}: takes it on"),
        ],
    )


def test_a_yes_without_words_says_nothing_in_the_conversation(elsa: Person, idea: Idea) -> None:
    routing = ask(idea, elsa)

    with what_happens(idea) as happened:
        actions.answer_routing(routing=routing, answer="accepted", words="  ")

    assert happened.said == []


def test_an_idea_that_has_come_further_stays_where_it_is(elsa: Person, idea: Idea) -> None:
    routing = ask(idea, elsa)
    Idea.objects.filter(pk=idea.pk).update(state=Idea.State.PROJECT)

    actions.answer_routing(routing=routing, answer="accepted")

    assert Idea.objects.get(pk=idea.pk).state == Idea.State.PROJECT


def test_no_thank_you_needs_a_reason_and_the_next_is_asked(elsa: Person, idea: Idea) -> None:
    first, second = workshop()
    routing = ask(idea, elsa, then=True)

    with nothing_happens(), pytest.raises(Refused):
        actions.answer_routing(routing=routing, answer="declined", words=" ")
    with what_happens(idea) as happened:
        actions.answer_routing(routing=routing, answer="declined", words="We are full.")

    assert happened == Happened(
        idea={"version": 4},
        routings={
            first.slug: {"state": "declined", "reason": "We are full.", "answered_at": NOW},
            second.slug: {"state": "asked", "asked_at": NOW},
        },
        history=[
            ("declined", "advisor", None, {"name": WORKSHOP}),
            ("routed", "system", None, {"name": WORKSHOP}),
        ],
        letters=[
            ASKED,
            (OWNER, "en", "We have asked for advice on your idea"),
            (TEAM, "en", f"{WORKSHOP}: not for them"),
        ],
    )
    assert "We are full." not in Letter.objects.filter(to=OWNER).latest("pk").body


def test_when_nobody_is_left_the_owner_hears_that_we_look_on(elsa: Person, idea: Idea) -> None:
    first, _ = workshop()
    routing = ask(idea, elsa)

    with what_happens(idea) as happened:
        actions.answer_routing(routing=routing, answer="declined", words="We are full.")

    assert happened == Happened(
        idea={"version": 4},
        routings={first.slug: {"state": "declined", "reason": "We are full.", "answered_at": NOW}},
        history=[("declined", "advisor", None, {"name": WORKSHOP})],
        letters=[
            (OWNER, "en", "We look on for advice on your idea"),
            (TEAM, "en", f"{WORKSHOP}: not for them"),
        ],
    )


def test_while_another_is_thinking_nobody_else_is_asked(elsa: Person, idea: Idea) -> None:
    first, second = workshop()
    third = unreachable()
    routing, *_ = actions.route_idea(idea=idea, to=[first, third], then=[second], by=elsa)

    with what_happens(idea) as happened:
        actions.answer_routing(routing=routing, answer="declined", words="We are full.")

    assert list(happened.routings) == [first.slug]
    assert [to for to, _, _ in happened.letters] == [TEAM]


def test_who_suggests_another_says_whom(elsa: Person, idea: Idea) -> None:
    first, second = workshop()
    routing = ask(idea, elsa)

    with nothing_happens(), pytest.raises(Refused):
        actions.answer_routing(routing=routing, answer="suggested", words="Them.")
    with what_happens(idea) as happened:
        actions.answer_routing(
            routing=routing, answer="suggested", words="They know.", suggested=second
        )

    assert happened.routings == {
        first.slug: {
            "state": "suggested",
            "reason": "They know.",
            "suggested_id": second.pk,
            "answered_at": NOW,
        }
    }
    assert happened.letters[-1] == (TEAM, "en", f"{WORKSHOP}: suggests somebody else")
    assert "They suggest:" in Letter.objects.latest("pk").body


def test_a_silent_advisor_is_reminded_once(
    elsa: Person, idea: Idea, settings: LazySettings
) -> None:
    first, _ = workshop()
    ask(idea, elsa)

    with nothing_happens():
        assert actions.remind_advisors(now=late(settings.ADVISOR_REMINDER_DAYS - 1)) == 0
    now = late(settings.ADVISOR_REMINDER_DAYS)
    with what_happens(idea) as happened:
        assert actions.remind_advisors(now=now) == 1
    assert happened == Happened(
        routings={first.slug: {"reminded_at": now}},
        history=[("reminded", "system", None, {"name": WORKSHOP})],
        letters=[REMINDED],
    )
    with nothing_happens():
        assert actions.remind_advisors(now=late(settings.ADVISOR_REMINDER_DAYS + 1)) == 0


def test_after_the_last_day_the_next_is_asked(
    elsa: Person, idea: Idea, settings: LazySettings
) -> None:
    first, second = workshop()
    ask(idea, elsa, then=True)

    with what_happens(idea) as happened:
        assert actions.remind_advisors(now=late(settings.ADVISOR_ANSWER_DAYS)) == 1

    assert happened == Happened(
        idea={"version": 4},
        routings={
            first.slug: {"state": "lapsed"},
            second.slug: {"state": "asked", "asked_at": NOW},
        },
        history=[
            ("lapsed", "system", None, {"name": WORKSHOP}),
            ("routed", "system", None, {"name": WORKSHOP}),
        ],
        letters=[
            ASKED,
            (OWNER, "en", "We have asked for advice on your idea"),
            (TEAM, "en", f"{WORKSHOP}: did not answer"),
        ],
    )


def test_a_late_yes_is_better_than_never_but_a_late_no_changes_no_plans(
    elsa: Person, idea: Idea, settings: LazySettings
) -> None:
    first, second = workshop()
    yes, no = actions.route_idea(idea=idea, to=[first, second], by=elsa)
    actions.remind_advisors(now=late(settings.ADVISOR_ANSWER_DAYS))
    letters = Letter.objects.filter(subject="We look on for advice on your idea")
    assert letters.count() == 1

    actions.answer_routing(routing=no, answer="declined", words="I was ill.")
    assert letters.count() == 1

    assert actions.answer_routing(routing=yes, answer="accepted").state == "accepted"
    assert Idea.objects.get(pk=idea.pk).state == "advised"


def test_a_service_without_address_gets_no_letter_and_no_reminder_but_may_lapse(
    elsa: Person, idea: Idea, settings: LazySettings
) -> None:
    service = unreachable()

    with what_happens(idea) as happened:
        actions.route_idea(idea=idea, to=[service], by=elsa)
    assert happened.letters == [(OWNER, "en", "We have asked for advice on your idea")]

    with nothing_happens():
        assert actions.remind_advisors(now=late(settings.ADVISOR_REMINDER_DAYS)) == 0
    assert actions.remind_advisors(now=late(settings.ADVISOR_ANSWER_DAYS)) == 1
    assert Routing.objects.get(idea=idea).state == "lapsed"


def test_taking_a_question_back_asks_the_next_in_turn(elsa: Person, idea: Idea) -> None:
    first, second = workshop()
    routing = ask(idea, elsa, then=True)

    with what_happens(idea) as happened:
        actions.drop_routing(routing=routing, by=elsa)

    assert happened == Happened(
        idea={"version": 4},
        routings={
            first.slug: {"state": "dropped"},
            second.slug: {"state": "asked", "asked_at": NOW},
        },
        history=[
            ("dropped", "person", elsa.pk, {"name": WORKSHOP}),
            ("routed", "system", None, {"name": WORKSHOP}),
        ],
        letters=[ASKED, (OWNER, "en", "We have asked for advice on your idea")],
    )


def test_whom_we_cannot_write_to_is_asked_by_the_team_when_it_is_their_turn(
    elsa: Person, idea: Idea
) -> None:
    first, _ = workshop()
    routing, _ = actions.route_idea(idea=idea, to=[first], then=[unreachable()], by=elsa)

    with what_happens(idea) as happened:
        actions.drop_routing(routing=routing, by=elsa)

    name = unreachable().organisation.name
    assert happened.letters == [
        (OWNER, "en", "We have asked for advice on your idea"),
        (TEAM, "en", f"Ask {name} yourself: {TITLE}"),
    ]
    key = Routing.objects.get(idea=idea, service=unreachable()).key
    assert f"/en/ideas/answer/{key}/" in Letter.objects.latest("pk").body


def test_taking_somebody_off_the_list_asks_nobody(elsa: Person, idea: Idea) -> None:
    _, second = workshop()
    ask(idea, elsa, then=True)
    queued = Routing.objects.get(idea=idea, service=second)

    with what_happens(idea) as happened:
        actions.drop_routing(routing=queued, by=elsa)

    assert happened == Happened(
        idea={"version": 4},
        routings={second.slug: {"state": "dropped"}},
        history=[("dropped", "person", elsa.pk, {"name": WORKSHOP})],
    )


def test_an_advisor_who_has_said_yes_writes_to_the_owner(elsa: Person, idea: Idea) -> None:
    first, _ = workshop()
    routing = ask(idea, elsa)

    with nothing_happens(), pytest.raises(Refused):
        actions.write_as_advisor(routing=routing, text="Hello.")
    actions.answer_routing(routing=routing, answer="accepted")
    with what_happens(idea) as happened:
        actions.write_as_advisor(routing=routing, text="Shall we meet?")

    assert happened == Happened(
        idea={"heard_at": NOW, "version": 5},
        said=[("advisor", "Shall we meet?", first.pk)],
        history=[("advisor_wrote", "advisor", None, {"name": WORKSHOP})],
        letters=[(OWNER, "en", "You have got an answer about your idea")],
    )


ANSWERS: list[Callable[[Routing], object]] = [
    lambda routing: actions.answer_routing(routing=routing, answer="accepted"),
    lambda routing: actions.answer_routing(routing=routing, answer="declined", words="No."),
]


@pytest.mark.parametrize("again", ANSWERS)
@pytest.mark.parametrize("first", ANSWERS)
def test_an_answer_is_given_once(
    elsa: Person, idea: Idea, first: Callable[..., object], again: Callable[..., object]
) -> None:
    routing = ask(idea, elsa)
    first(routing)

    with nothing_happens(), pytest.raises(Refused):
        again(routing)


def test_reminders_pass_by_what_is_ended(elsa: Person, settings: LazySettings) -> None:
    idea = in_state("in_care")
    ask(idea, elsa)
    actions.withdraw_idea(idea=idea)

    with nothing_happens():
        assert actions.remind_advisors(now=late(settings.ADVISOR_ANSWER_DAYS)) == 0
