"""What a talk led to: a promise is somebody's task, and comes up again at the next talk."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.talks.actions.outcomes import add_outcome, keep_promise
from samverka.talks.models import Outcome, Talk
from samverka.talks.personal import OUTCOMES
from samverka.talks.tests.story import a_talk, held_talk
from samverka.tasks import actions as tasks
from samverka.tasks.models import Task

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def led_to(talk: Talk, by: Person, **told: Any) -> Outcome:
    """A public promise of nobody in particular, unless something else is told."""
    said = {"kind": "promise", "words_sv": "Fråga om boden", "words_en": "", "is_public": True}
    said |= {"owner": None, "owner_organisation": None, "owner_name": ""} | told
    due_on = said.pop("due_on", SOON if said["kind"] == "promise" else None)
    return add_outcome(talk=talk, said=said, due_on=due_on, by=by)  # type: ignore[arg-type]


def task_of(outcome: Outcome) -> Task:
    """As it stands now."""
    assert outcome.task
    return Task.objects.get(pk=outcome.task.pk)


def promised(**told: str) -> dict[str, str]:
    """What is sent by the form."""
    said = {"kind": "promise", "words_sv": "Fråga om boden", "due_on": str(SOON)}
    return said | {"is_public": "on"} | told


def test_a_promise_is_a_task_of_who_gave_it(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    talk = held_talk()
    client.force_login(cast.elsa)
    address = f"/en/talks/{talk.slug}/outcomes/"
    for owner in (
        {"owner": str(cast.amina.pk)},
        {"owner_organisation": str(greenery.pk)},
        {"owner_name": "Kommunens park"},
    ):
        assert client.post(address, promised(**owner)).status_code == 302
    found = Task.objects.filter(kind="promise").order_by("pk")
    assert [(one.person, one.organisation, one.role, one.due_on, one.what_sv) for one in found] == [
        (cast.amina, None, "", SOON, "Fråga om boden"),
        (None, greenery, "", SOON, "Fråga om boden"),
        (None, None, "coordinators", SOON, "Fråga om boden"),
    ]
    assert [one.address for one in found] == [
        *("talks/cultivation/#led-to", "talks/cultivation/#led-to"),
        "talks/cultivation/afterwards/",
    ]

    page = Client().get(f"/en/talks/{talk.slug}/").content.decode()
    assert page.count("Fråga om boden") == 3
    assert greenery.name in page
    assert "Amina" not in page
    assert "Kommunens park" not in page
    inside = client.get(f"/en/talks/{talk.slug}/afterwards/").content.decode()
    assert "Amina Exempel" in inside
    assert "Kommunens park" in inside


def test_whether_it_is_kept_stands_in_the_task_alone(client: Client, cast: Cast) -> None:
    outcome = led_to(held_talk(), cast.elsa, owner=cast.amina)
    client.force_login(cast.elsa)
    address = f"/en/talks/cultivation/outcomes/{outcome.pk}/"

    def state() -> str:
        return str(task_of(outcome).state)

    for word, becomes in (
        ("kept", "done"),
        ("reopen", "open"),
        ("given-up", "dropped"),
        ("reopen", "open"),
    ):
        client.post(f"{address}{word}/")
        assert state() == becomes

    task = task_of(outcome)
    tasks.finish_task(task=task, by=cast.amina, words="Vi får låna den.")
    assert Outcome.objects.get().is_kept
    assert "Kept" in Client().get("/en/talks/cultivation/").content.decode()
    said = client.post(f"{address}kept/", follow=True).content.decode()
    assert "Somebody else was quicker: done." in said


def test_taken_away_and_put_back(client: Client, cast: Cast) -> None:
    waits = led_to(held_talk(), cast.elsa, owner=cast.amina)
    gave_up = led_to(waits.talk, cast.elsa, words_sv="Ring Anna")
    assert gave_up.task
    tasks.drop_task(task=gave_up.task, by=None)
    client.force_login(cast.elsa)

    for outcome in (waits, gave_up):
        client.post(f"/en/talks/cultivation/outcomes/{outcome.pk}/remove/")
    assert "Fråga om boden" not in Client().get("/en/talks/cultivation/").content.decode()
    assert not Task.objects.open().filter(kind="promise").exists()
    for outcome in (waits, gave_up):
        client.post(f"/en/talks/cultivation/outcomes/{outcome.pk}/put-back/")
    assert [str(one.task.state) for one in Outcome.objects.with_listing() if one.task] == [
        *("open", "dropped")
    ]


def test_the_task_follows_what_is_changed(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    outcome = led_to(held_talk(), cast.elsa, owner=cast.amina)
    client.force_login(cast.elsa)
    address = f"/en/talks/cultivation/outcomes/{outcome.pk}/"
    page = client.get(address).content.decode()
    assert 'value="Fråga om boden"' in page
    assert f'value="{SOON}"' in page

    later = SOON + timedelta(days=9)
    said = promised(owner=str(cast.amina.pk), words_sv="Fråga igen", due_on=str(later))
    client.post(address, said)
    first = task_of(outcome)
    assert (first.what_sv, first.due_on, first.person) == ("Fråga igen", later, cast.amina)

    client.post(address, promised(owner_organisation=str(greenery.pk)))
    first.refresh_from_db()
    second = Outcome.objects.get().task
    assert second
    assert (first.state, second.organisation, second.state) == ("dropped", greenery, "open")

    client.post(address, promised(kind="contact"))
    second.refresh_from_db()
    assert (Outcome.objects.get().task, second.state) == (None, "dropped")


def test_a_promise_that_was_handed_over_stays_there_when_its_words_change(
    client: Client, cast: Cast
) -> None:
    outcome = led_to(held_talk(), cast.elsa)
    assert outcome.task
    tasks.hand_over_task(task=outcome.task, by=cast.elsa, to=cast.nils)
    client.force_login(cast.elsa)
    client.post(f"/en/talks/cultivation/outcomes/{outcome.pk}/", promised(words_sv="Ring"))
    task = task_of(outcome)
    assert (task.what_sv, task.person) == ("Ring", cast.nils)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"due_on": ""}, "A promise has a day."),
        ({"owner_name": "Anna", "owner": "amina"}, "Choose one only"),
        ({"owner": "kim"}, "Choose a person in the list."),
        ({"words_sv": ""}, "Write something here."),
        ({"kind": "wish"}, "Choose one of the four."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    client: Client, cast: Cast, told: dict[str, str], why: str
) -> None:
    held_talk()
    if "owner" in told:
        told = told | {"owner": str(getattr(cast, told["owner"]).pk)}
    client.force_login(cast.elsa)
    refused = client.post("/en/talks/cultivation/outcomes/", promised(words_en="Ask") | told)
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert 'value="Ask"' in refused.content.decode()
    assert Outcome.objects.count() == Task.objects.filter(kind="promise").count() == 0


def test_a_partner_gives_promises_to_those_it_knows_of(cast: Cast, greenery: Organisation) -> None:
    talk = held_talk(introduced_by=greenery)
    for person in (cast.amina, cast.nils, cast.elsa):
        led_to(talk, cast.amina, owner=person)
    with pytest.raises(Refused, match="cannot take this on"):
        led_to(talk, cast.amina, owner=cast.rut)
    with pytest.raises(Refused, match="Only those who prepare this talk"):
        led_to(talk, cast.rut)


def test_what_is_inside_is_seen_by_those_who_prepare_alone(client: Client, cast: Cast) -> None:
    led_to(held_talk(), cast.elsa, kind="problem", words_sv="Ingen svarar", is_public=False)
    assert "Ingen svarar" not in client.get("/en/talks/cultivation/").content.decode()
    client.force_login(cast.elsa)
    assert "Ingen svarar" in client.get("/en/talks/cultivation/afterwards/").content.decode()


def test_the_next_talk_begins_with_what_was_promised(client: Client, cast: Cast) -> None:
    Talk.objects.all().delete()
    old, last = held_talk(days_ago=200, slug="old"), held_talk(days_ago=90, slug="last")
    kept_before, kept_since, _waits, inside = (
        led_to(old, cast.elsa, words_sv="Hållet före"),
        led_to(old, cast.elsa, words_sv="Hållet sedan dess"),
        led_to(last, cast.elsa, words_sv="Väntar"),
        led_to(
            last, cast.elsa, words_sv="Väntar inne", is_public=False, due_on=timezone.localdate()
        ),
    )
    led_to(last, cast.elsa, kind="idea", words_sv="En idé")
    for one in (kept_before, kept_since):
        keep_promise(outcome=one, by=cast.elsa)
    before = last.ends_at - timedelta(days=1)
    Task.objects.filter(pk=task_of(kept_before).pk).update(ended_at=before)
    a_talk(slug="next")

    def told(who: Client, address: str) -> dict[str, list[str]]:
        since = who.get(address).context["since_last"]
        return {name: [one.words_sv for one in getattr(since, name)] for name in ("open", "kept")}

    assert told(client, "/en/talks/next/") == {"open": ["Väntar"], "kept": ["Hållet sedan dess"]}
    client.force_login(cast.elsa)
    assert told(client, "/en/talks/next/prepare/") == {
        "open": ["Väntar inne", "Väntar"],
        "kept": ["Hållet sedan dess"],
    }
    assert client.get("/en/talks/last/").context["since_last"] is None
    assert inside.task


def test_what_is_known_of_somebody_who_promised(cast: Cast) -> None:
    led_to(held_talk(), cast.elsa, owner=cast.amina)
    assert OUTCOMES.collect(cast.amina) == [
        {"talk": "Odla tillsammans", "what": "Fråga om boden", "kind": "promise"}
    ]
    assert OUTCOMES.collect(cast.nils) == []


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    client: Client,
    cast: Cast,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    talk = held_talk()
    for n in range(number):
        led_to(talk, cast.elsa, owner_organisation=greenery, words_sv=f"Löfte {n}")
    a_talk(slug="next")
    with django_assert_num_queries(10):
        Client().get("/en/talks/cultivation/")
    with django_assert_num_queries(13):
        Client().get("/en/talks/next/")
    client.force_login(cast.elsa)
    with django_assert_num_queries(16):
        client.get("/en/talks/cultivation/afterwards/")
