"""At the same moment: whoever is second is told, nothing is lost, and nothing is done twice.

With real threads and connections, on SQLite in a file as well as on PostgreSQL.
"""

from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.writing import begin_writing
from samverka.ideas import actions
from samverka.ideas.models import Idea, Message, Routing
from samverka.ideas.tests.story import TEXT, TITLE, sent, workshop
from samverka.record.delivery import deliver_letters
from samverka.record.models import History, Letter
from samverka.record.tests.smtp import MailServer, mail_server
from tests.together import kinds, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CROWD = 8


def fresh(idea: Idea) -> Idea:
    return Idea.objects.get(pk=idea.pk)


def verbs(idea: Idea) -> list[str]:
    return list(History.objects.of(idea).values_list("verb", flat=True))


@pytest.mark.parametrize("attempt", range(3))
def test_two_coordinators_who_saw_the_same_page(cast: Cast, attempt: int) -> None:
    idea = sent()

    results = together(
        [
            lambda: actions.assign_idea(idea=idea, to=cast.elsa, by=cast.elsa, seen=1),
            lambda: actions.move_idea(
                idea=idea, to="closed", by=cast.nils, reason="There is one.", seen=1
            ),
        ]
    )

    assert kinds(results) == {"Idea": 1, "Outdated": 1}
    [winner] = [one for one in results if isinstance(one, Idea)]
    now = fresh(idea)
    assert now.version == 2
    assert (now.state, now.responsible_id) == (winner.state, winner.responsible_id)
    assert len(verbs(idea)) == 2
    assert Letter.objects.filter(to=idea.email).count() == 2  # received, and what the winner did


def test_the_second_one_sees_the_new_state_and_their_own_words(cast: Cast) -> None:
    idea = sent()
    people = {"elsa": Client(), "nils": Client()}
    for name, client in people.items():
        client.force_login(getattr(cast, name))
    path = f"/en/ideas/inbox/{idea.pk}"

    def write(name: str) -> Callable[[], Any]:
        words = {"text": f"Dear owner, greetings from {name}.", "seen": "1"}
        return lambda: people[name].post(f"{path}/write/", words)

    answers: dict[str, Any] = dict(
        zip(people, together([write(name) for name in people]), strict=True)
    )

    codes = {name: answer.status_code for name, answer in answers.items()}
    assert sorted(codes.values()) == [302, 422]
    first, second = sorted(codes, key=lambda name: codes[name])
    page = unescape(answers[second].content.decode())
    assert "Somebody else changed this idea while you were reading." in page
    assert f"greetings from {first}." in page
    assert f"greetings from {second}." in page
    assert 'name="seen" value="2"' in page
    again = people[second].post(
        f"{path}/write/", {"text": f"Dear owner, greetings from {second}.", "seen": "2"}
    )
    assert again.status_code == 302
    said = Message.objects.filter(idea=idea).values_list("text", flat=True)
    assert list(said) == [f"Dear owner, greetings from {name}." for name in (first, second)]


def test_notes_and_answers_from_many_are_all_kept(cast: Cast) -> None:
    idea = sent()
    for_elsa = partial(actions.note_idea, idea=idea, by=cast.elsa)
    for_owner = partial(actions.answer_us, idea=idea)
    acts: list[Callable[[], object]] = [
        partial(act, text=f"Words {n}") for n in range(CROWD // 2) for act in (for_elsa, for_owner)
    ]

    results = together(acts)

    assert kinds(results) == {"Idea": CROWD // 2, "Message": CROWD // 2}
    assert fresh(idea).version == 1 + CROWD
    assert Message.objects.filter(idea=idea).count() == CROWD


@pytest.mark.parametrize("attempt", range(3))
def test_the_owner_withdraws_while_it_is_passed_to_an_advisor(cast: Cast, attempt: int) -> None:
    idea, (first, _) = sent(), workshop()

    results = together(
        [
            lambda: actions.withdraw_idea(idea=idea),
            lambda: actions.route_idea(idea=idea, to=[first], by=cast.elsa),
        ]
    )

    assert fresh(idea).state == Idea.State.WITHDRAWN
    assert not Routing.objects.filter(idea=idea).live().exists()
    assert isinstance(results[0], Idea)
    assert isinstance(results[1], list | Refused)


@pytest.mark.parametrize("attempt", range(3))
def test_the_owner_erases_while_somebody_writes(cast: Cast, attempt: int) -> None:
    idea = sent()

    results = together(
        [
            lambda: actions.erase_idea(idea=idea),
            lambda: actions.ask_owner(idea=idea, text="Hello?", by=cast.elsa, asks=True),
            lambda: actions.add_to_idea(idea=idea, text="And more."),
        ]
    )

    assert results[0] is None
    assert all(isinstance(one, Idea | Refused) for one in results[1:])
    assert not Message.objects.filter(idea=idea).exists()
    assert not Letter.objects.about(idea).exists()


@pytest.mark.parametrize("attempt", range(3))
def test_two_ideas_are_not_merged_into_each_other(cast: Cast, attempt: int) -> None:
    one, other = sent(), sent()

    results = together(
        [
            lambda: actions.merge_idea(idea=one, into=other, by=cast.elsa, reason="The same."),
            lambda: actions.merge_idea(idea=other, into=one, by=cast.nils, reason="The same."),
        ]
    )

    assert kinds(results) == {"Idea": 1, "Refused": 1}
    assert sorted([fresh(one).state, fresh(other).state]) == ["closed", "new"]


@pytest.mark.parametrize("attempt", range(3))
def test_an_advisor_presses_two_buttons_at_once(cast: Cast, attempt: int) -> None:
    [routing] = actions.route_idea(idea=sent(), to=[workshop()[0]], by=cast.elsa)

    results = together(
        [
            lambda: actions.answer_routing(routing=routing, answer="accepted", words="Yes."),
            lambda: actions.answer_routing(routing=routing, answer="declined", words="No."),
        ]
    )

    assert kinds(results) == {"Refused": 1, "Routing": 1}
    answers = set(verbs(routing.idea)) & {"accepted", "declined"}
    assert len(answers) == 1


def test_two_clocks_strike_at_once_and_remind_once(cast: Cast, settings: LazySettings) -> None:
    [routing] = actions.route_idea(idea=sent(), to=[workshop()[0]], by=cast.elsa)
    assert routing.asked_at is not None
    now = routing.asked_at.replace(year=routing.asked_at.year + 1)
    settings.ADVISOR_ANSWER_DAYS, settings.ADVISOR_REMINDER_DAYS = 400, 4

    counts = together([lambda: actions.remind_advisors(now=now)] * 4)

    assert sum(one for one in counts if isinstance(one, int)) == 1
    assert verbs(routing.idea).count("reminded") == 1


def test_one_page_is_sent_by_many_presses_at_once(cast: Cast, settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0
    fields = {"title": TITLE, "text": TEXT, "consent": "on", "writing": begin_writing()}
    before = Idea.objects.count()

    answers = together([lambda: Client().post("/en/ideas/new/send/", fields)] * CROWD)

    assert kinds(answers) == {"HttpResponseRedirect": CROWD}
    addresses = {answer["Location"] for answer in answers if not isinstance(answer, Exception)}
    assert len(addresses) == 1
    assert Idea.objects.count() == before + 1
    assert Letter.objects.count() == 1  # to the coordinator


@pytest.fixture
def post_office(settings: LazySettings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        yield server


def test_two_postmen_never_carry_the_same_letter(cast: Cast, post_office: MailServer) -> None:
    letters = Letter.objects.bulk_create(
        Letter(to=f"{n}@example.org", language="sv", subject=f"Letter {n}", body="Hej.")
        for n in range(20)
    )

    counts = together([deliver_letters] * 3)

    assert sum(one for one in counts if isinstance(one, int)) == len(letters)
    assert sorted(str(taken["To"]) for taken in post_office.taken) == sorted(
        letter.to for letter in letters
    )
    assert set(Letter.objects.values_list("state", "tries")) == {("sent", 1)}
