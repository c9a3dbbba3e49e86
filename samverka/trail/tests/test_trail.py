"""The chain from a problem to shared experience, as far as whoever asks may see it."""

from html import unescape

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.applications.models import Application
from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.common.templatetags.samverka import tongue
from samverka.common.tenancy import scope
from samverka.ideas.models import Idea
from samverka.partnership.rules import Visitor
from samverka.plan.models import ListedActivity
from samverka.projects.models import Project
from samverka.talks.models import Talk
from samverka.talks.tests.story import held_talk
from samverka.trail.stations import Told
from samverka.trail.tests.story import IDEA, Chain, a_project, an_idea, chain, read
from samverka.trail.walking import MOST, trail_of

NOBODY = AnonymousUser()
SWEDISH = ' lang="sv"'


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def visitor(cast: Cast, who: str) -> Visitor:
    person: Visitor = getattr(cast, who) if who else NOBODY
    return person


def whole(found: Chain, *, here: int) -> list[tuple[str, list[str]]]:
    """All of the chain; we are at the row of that number."""
    names = ("On the year's list", "Talk", "Idea", "Call", "Application", "Project")
    titles = [f"[{row}]" if n == here else str(row) for n, row in enumerate(found)]
    return [(name, [title]) for name, title in zip(names, titles, strict=True)]


def test_the_chain_is_told_whole_from_its_beginning_and_from_its_end(cast: Cast) -> None:
    found = chain(cast)

    assert read(found.project, cast.amina) == whole(found, here=5)
    assert read(found.application, cast.amina) == whole(found, here=4)
    without_the_call = whole(found, here=0)
    del without_the_call[3]
    assert read(found.activity, cast.amina) == without_the_call


def test_a_card_says_how_a_thing_stands_and_since_when(cast: Cast) -> None:
    found = chain(cast)

    told = {
        card.title: card.told for stop in trail_of(found.project, cast.amina) for card in stop.cards
    }

    assert told == {
        str(found.activity): Told("Done", found.activity.starts_on),
        str(found.talk): Told("Held", found.talk.starts_at),
        str(found.idea): Told("A project", found.idea.sent_at),
        str(found.call): Told("Last day", found.call.next_stop),
        str(found.application): Told("Being written", found.application.begun_at),
        str(found.project): Told(),
    }


def test_a_card_knows_the_language_of_its_title(cast: Cast) -> None:
    found = chain(cast)

    cards = [card for stop in trail_of(found.project, cast.amina) for card in stop.cards]

    assert {card.title: tongue(card.title) for card in cards} == {
        str(row): SWEDISH if row == found.project else "" for row in found
    }


@pytest.mark.parametrize(
    ("who", "sees_it"),
    [
        *(("", False), ("kim", False), ("petra", False), ("rut", False), ("nils", False)),
        *(("olof", False), ("amina", True), ("elsa", True)),
    ],
)
def test_an_application_is_there_for_those_who_take_part_alone(
    cast: Cast, who: str, sees_it: bool
) -> None:
    found = chain(cast)
    stops = whole(found, here=2)
    del stops[3]
    if not sees_it:
        del stops[3]

    assert read(found.idea, visitor(cast, who)) == stops


@pytest.mark.parametrize("who", ["", "kim", "petra", "amina", "rut", "olof"])
def test_nothing_is_told_of_an_idea_that_is_not_public_nor_of_what_lies_behind_it(
    cast: Cast, who: str
) -> None:
    found = chain(cast)
    Idea.objects.filter(pk=found.idea.pk).update(may_show=False)

    before = read(found.project, visitor(cast, who))
    after = read(found.talk, visitor(cast, who))

    assert [name for name, _ in before if name in ("Idea", "Talk", "On the year's list")] == []
    assert [name for name, _ in after] == ["On the year's list", "Talk"]


@pytest.mark.parametrize("who", ["elsa", "nils"])
def test_those_who_care_for_ideas_see_all_of_them_but_what_was_erased(cast: Cast, who: str) -> None:
    found = chain(cast)
    Idea.objects.filter(pk=found.idea.pk).update(may_show=False)
    assert ("Idea", [IDEA]) in read(found.talk, visitor(cast, who))

    Idea.objects.filter(pk=found.idea.pk).update(erased_at=timezone.now())
    assert "Idea" not in dict(read(found.talk, visitor(cast, who)))


def test_what_is_being_prepared_is_there_for_those_who_prepare_it(cast: Cast) -> None:
    found = chain(cast)
    Talk.objects.filter(pk=found.talk.pk).update(state="draft")
    ListedActivity.objects.filter(pk=found.activity.pk).update(state="proposed")

    assert [name for name, _ in read(found.idea, NOBODY)] == ["Idea", "Project"]
    assert [name for name, _ in read(found.idea, cast.amina)] == ["Idea", "Application", "Project"]
    assert [name for name, _ in read(found.idea, cast.nils)] == [
        *("On the year's list", "Talk", "Idea", "Project")
    ]


def test_rows_of_another_partnership_are_never_reached(cast: Cast) -> None:
    idea = an_idea()
    with scope(cast.neighbour.pk):
        a_project(idea=idea)

    assert read(idea, cast.elsa) == read(idea, cast.olof) == read(idea, NOBODY) == []


def test_one_talk_leads_to_three_ideas_and_each_says_where_it_went(cast: Cast) -> None:
    talk = held_talk()
    first, second, _ = (an_idea(title, talk=talk) for title in ("A bus", "A boat", "A bench"))
    a_project("bus", idea=first)
    both = a_project("both", idea=second)
    application = begun(cast)
    Application.objects.filter(pk=application.pk).update(idea=first, project=both)

    stops = trail_of(talk, cast.elsa)

    assert [(stop.name, [(card.title, card.out_of) for card in stop.cards]) for stop in stops] == [
        ("Talk", [(talk.title, [])]),
        ("Idea", [("A bench", []), ("A boat", []), ("A bus", [])]),
        ("Application", [(application.title, ["A bus"])]),
        ("Project", [("Projektet bus", ["A bus"]), ("Projektet both", ["A boat"])]),
    ]


def test_an_idea_goes_on_in_another(cast: Cast) -> None:
    later = an_idea("Together")
    earlier = an_idea("Alone", merged_into=later)
    a_project(idea=later)

    assert read(earlier, NOBODY) == [
        ("Idea", ["[Alone]"]),
        ("Idea", ["Together"]),
        ("Project", ["Projektet roof"]),
    ]
    assert read(later, NOBODY) == [
        ("Idea", ["Alone"]),
        ("Idea", ["[Together]"]),
        ("Project", ["Projektet roof"]),
    ]


def test_going_round_in_a_ring_comes_to_an_end(cast: Cast) -> None:
    one, other = an_idea("One"), an_idea("Other")
    Idea.objects.filter(pk=one.pk).update(merged_into=other)
    Idea.objects.filter(pk=other.pk).update(merged_into=one)
    one.refresh_from_db()

    assert read(one, NOBODY) == [("Idea", ["Other"]), ("Idea", ["[One]"]), ("Idea", ["Other"])]


def test_many_are_shown_in_part(cast: Cast, client: Client, settings: LazySettings) -> None:
    settings.IDEAS_PER_HOUR = MOST + 1
    talk = held_talk()
    for n in range(MOST + 1):
        an_idea(f"Idea {n}", talk=talk)

    _, ideas = trail_of(talk, NOBODY)
    assert (len(ideas.cards), ideas.more) == (MOST, True)

    page = client.get(f"/en/talks/{talk.slug}/").content.decode()
    assert page.count(">Idea ") == MOST
    assert "and others" in page


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("", 10), ("amina", 23), ("elsa", 24)])
def test_the_trail_costs_the_same_for_one_row_and_for_three(
    cast: Cast,
    number: int,
    who: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    talk = held_talk(activity=ListedActivity.objects.filter(state="done")[0])
    for n in range(number):
        idea = an_idea(talk=talk)
        application = begun(cast)
        project = a_project(f"roof-{n}", idea=idea)
        Application.objects.filter(pk=application.pk).update(idea=idea, project=project)

    with django_assert_num_queries(queries):
        stops = trail_of(talk, visitor(cast, who))

    assert [len(stop.cards) for stop in stops] == [1, 1, *[number] * (3 if who else 2)]


@pytest.mark.parametrize(
    ("language", "of_idea", "of_project"), [("sv", ' lang="en"', ""), ("en", "", ' lang="sv"')]
)
def test_one_follows_the_links_from_an_idea_to_its_project_and_back(
    client: Client, cast: Cast, indexed: None, language: str, of_idea: str, of_project: str
) -> None:
    """Each title says which language it is in, where that is not the reader's."""
    found = chain(cast)
    there, back = f"/{language}/projects/roof/", f"/{language}/ideas/{found.idea.pk}/"

    page = unescape(client.get(back).content.decode())
    assert f'<a href="{there}"{of_project}>Projektet roof</a>' in page
    assert f'<span aria-current="true"{of_idea}>{IDEA}</span>' in page
    assert found.application.title not in page
    assert f'<a href="{back}"{of_idea}>{IDEA}</a>' in unescape(client.get(there).content.decode())


def test_a_row_that_stands_alone_has_no_trail(client: Client, cast: Cast) -> None:
    project = a_project()

    assert read(project, NOBODY) == []
    page = client.get("/en/projects/roof/").content.decode()
    assert "trail-h" not in page
    assert Project.objects.filter(pk=project.pk).exists()
