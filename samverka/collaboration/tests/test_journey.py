"""From a need to a team, told on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.collaboration.models import Answer, Search, Team
from samverka.collaboration.tests.conftest import TITLE, WHAT
from samverka.collaboration.tests.pages import shown
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.models import History, Letter

HERE = "/en/collaboration/"


def letters() -> list[tuple[str, str, str]]:
    rows = Letter.objects.filter(about_kind="search").order_by("pk")
    return list(rows.values_list("to", "language", "subject"))


def told(kind: str) -> list[tuple[str, int | None, dict[str, Any]]]:
    rows = History.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("verb", "actor", "detail"))


@pytest.mark.usefixtures("indexed")
def test_from_need_to_team(
    client: Client, cast: Cast, amina: Person, greenery: Organisation, workshop: Organisation
) -> None:
    rut = Client()
    client.force_login(amina)
    rut.force_login(cast.rut)

    search = write_it_down(client, greenery)
    see_who_fits_and_ask(client, search, workshop)
    answer_with_interest(rut, search, workshop, cast.rut)
    team = say_yes(client, search)

    today = timezone.localdate()
    assert [
        (one.organisation, one.role, one.leads, one.contact, one.since, one.left_on)
        for one in team.members.all()
    ] == [
        (greenery, "", True, amina, today, None),
        (workshop, "The cooperative", False, cast.rut, today, None),
    ]
    for member in (client, rut):
        inside = shown(member.get(team.get_absolute_url()))
        assert "rut@example.org" in inside
        assert "amina@example.org" in inside
    assert letters() == [
        ("rut@example.org", "en", f"Föreningen Grönskan asks you: {TITLE}"),
        ("amina@example.org", "en", f"Idéverkstaden wants to take part: {TITLE}"),
        ("rut@example.org", "en", f"Yes, you take part: {TITLE}"),
    ]
    assert told("search") == [
        ("begun", amina.pk, {}),
        ("asked", amina.pk, {"organisation": workshop.pk}),
        ("answered", cast.rut.pk, {"organisation": workshop.pk}),
        ("accepted", amina.pk, {"organisation": workshop.pk}),
    ]
    assert told("team") == [
        ("formed", amina.pk, {"search": search.pk}),
        ("joined", amina.pk, {"organisation": workshop.pk}),
    ]


def write_it_down(amina: Client, greenery: Organisation) -> Search:
    """Nobody else sees it."""
    until = timezone.localdate() + timedelta(days=30)
    words = {"title_en": TITLE, "what_en": WHAT, "until": str(until)}
    answer = amina.post(f"{HERE}new/", {"organisation": greenery.pk, **words})

    search = Search.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}care/{search.pk}/")
    assert (search.title, search.organisation, search.state) == (TITLE, greenery, "draft")
    assert Client().get(f"{HERE}{search.pk}/").status_code == 404
    return search


def see_who_fits_and_ask(amina: Client, search: Search, workshop: Organisation) -> None:
    page = amina.get(f"{HERE}care/{search.pk}/")
    proposed = [one.organisation for one in page.context["proposals"]]
    assert proposed != []
    assert search.organisation not in proposed
    assert all(one.name in shown(page) for one in proposed)

    words = {"words": "You know cooperatives.", "seen": search.version}
    amina.post(f"{HERE}care/{search.pk}/ask/", {"to": [workshop.pk], **words})


def answer_with_interest(rut: Client, search: Search, workshop: Organisation, who: Person) -> None:
    """Who was asked answers, though it is not published."""
    asked = shown(rut.get(f"{HERE}{search.pk}/"))
    assert "You know cooperatives." in asked
    assert "Not for us" in asked

    words = {"words": "We have helped five.", "brings": "Two evenings", "role": "The cooperative"}
    rut.post(f"{HERE}{search.pk}/interest/", words)

    answer = Answer.objects.get()
    assert (answer.state, answer.organisation, answer.person) == ("interested", workshop, who)


def say_yes(amina: Client, search: Search) -> Team:
    answer = Answer.objects.get()
    assert "We have helped five." in shown(amina.get(f"{HERE}care/{search.pk}/"))
    reply = {"say": "yes", "reply": "Welcome.", "seen": answer.version}
    amina.post(f"{HERE}care/{search.pk}/reply/{answer.pk}/", reply)
    return Team.objects.get()


def test_what_is_published_everybody_reads_until_its_last_day(
    client: Client, search: Search
) -> None:
    listed = shown(client.get(HERE))
    page = shown(client.get(f"{HERE}{search.pk}/"))

    assert TITLE in listed
    assert "Föreningen Grönskan" in listed
    assert WHAT in page
    assert "Sign in and answer" in page
    assert "amina@example.org" not in page

    Search.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert TITLE not in shown(client.get(HERE))
    assert client.get(f"{HERE}{search.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_speaks_one_language(
    client: Client, amina: Person, search: Search, language: str
) -> None:
    client.force_login(amina)
    here = f"/{language}/collaboration/"
    for path in ("", "ours/", "new/", f"{search.pk}/", f"care/{search.pk}/"):
        page = shown(client.get(f"{here}{path}"))
        assert ("Söker" in page or "söker" in page or "Sök " in page) == (language == "sv"), path
        assert ("collaborators" in page) == (language == "en"), path
