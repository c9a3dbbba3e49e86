"""The first page and the desk, and that they stay quick in a large partnership."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.ideas.models import Idea
from samverka.meetings.models import Meeting
from samverka.partnership.models import Organisation
from samverka.partnership.tests.test_page import data_in
from samverka.record.actions import Receiver, post_letter
from samverka.talks.models import Talk

HOME, DESK = "/en/", "/en/desk/"


def grow(organisations: int) -> None:
    """So many partners in all."""
    more = organisations - Organisation.objects.partners().filter(example=False).count()
    Organisation.objects.bulk_create(
        Organisation(
            slug=f"more-{n}",
            name=f"More {n}",
            kind=Organisation.Kind.ASSOCIATION,
            joined_on=timezone.localdate(),
        )
        for n in range(more)
    )


@pytest.mark.slow
@pytest.mark.parametrize("organisations", [40, 4000])
@pytest.mark.parametrize(("path", "queries"), [(HOME, 7), (DESK, 26)])
def test_it_costs_the_same_in_a_small_partnership_and_a_large_one(
    client: Client,
    cast: Cast,
    path: str,
    queries: int,
    organisations: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    grow(organisations)
    if path == DESK:
        client.force_login(cast.nils)
        client.get(path)

    with django_assert_num_queries(queries):
        answer = client.get(path)

    assert answer.status_code == 200
    if path == HOME:
        assert answer.context["partner_count"] == organisations


def test_the_box_takes_a_text_without_script_or_account(client: Client, indexed: None) -> None:
    page = unescape(client.get(HOME).content.decode())

    assert 'action="/en/ideas/new/"' in page
    assert 'name="text"' in page
    assert "csrfmiddlewaretoken" not in page


@pytest.mark.parametrize("path", ["/", "/p/grannlanet/"])
@pytest.mark.parametrize(
    ("wanted", "language"), [("en-GB,en;q=0.8", "en"), ("sv", "sv"), ("fi", "sv"), ("", "sv")]
)
def test_the_visitors_language_is_chosen_and_swedish_where_unknown(
    client: Client, cast: Cast, path: str, wanted: str, language: str
) -> None:
    answer = client.get(path, headers={"accept-language": wanted})

    assert (answer.status_code, answer["Location"]) == (302, f"{path}{language}/")


@pytest.mark.parametrize("who", ["elsa", "nils", "petra", "amina", "rut", "kim", "olof"])
def test_everybody_who_is_signed_in_has_a_desk(
    client: Client, indexed: None, cast: Cast, who: str
) -> None:
    client.force_login(getattr(cast, who))

    page = unescape(client.get(DESK).content.decode())

    assert ("/en/ideas/inbox/" in page) is (who in ("elsa", "nils"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_new_leads_on_in_the_language_of_the_desk(
    client: Client, cast: Cast, language: str
) -> None:
    """The letter is written in the language that Rut has chosen, which is English."""
    client.force_login(cast.rut)
    idea = {"title": "A café", "text": "Text", "care_url": "/en/ideas/inbox/1/"}
    rut = Receiver(cast.rut.email, cast.rut.letter_language)
    post_letter(to=rut, template="ideas/letters/new.txt", idea=idea)

    [news] = client.get(f"/{language}/desk/").context["news"]
    assert news.path == f"/{language}/ideas/inbox/1/"


def test_the_dates_on_the_desk_stand_with_the_soonest_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.nils)

    dates = client.get(DESK).context["dates"]

    assert {type(event) for _, event in dates} == {Meeting, Talk, Call}
    assert [day for day, _ in dates] == sorted(day for day, _ in dates)


def test_the_trail_of_an_idea_that_became_a_project_is_shown_before_newer_ones(
    client: Client, cast: Cast
) -> None:
    ideas = Idea.objects.public().filter(state="project")
    ideas.update(sent_at=timezone.now() - timedelta(days=900))

    assert client.get(HOME).context["trails"][0][0].state == "project"


def test_a_visitor_has_none(client: Client, cast: Cast) -> None:
    answer = client.get(DESK)

    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={DESK}")


def test_search_engines_read_who_is_behind_the_site(client: Client, cast: Cast) -> None:
    found = data_in(client.get(HOME).content.decode())
    assert {name: found[name] for name in ("@type", "name", "url", "areaServed")} == {
        "@type": "Organization",
        "name": cast.partnership.name_en,
        "url": "http://127.0.0.1:8000/en/",
        "areaServed": cast.partnership.region_en,
    }


def test_a_partner_finds_its_meetings_and_decisions(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    page = client.get(DESK).content.decode()

    assert 'href="/en/meetings/"' in page
    assert 'href="/en/meetings/decisions/"' in page
