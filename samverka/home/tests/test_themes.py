"""A visitor begins with what they care about."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project
from samverka.support.models import Service
from samverka.talks.models import Talk

NOW = timezone.now()


def hang_on(theme: Theme, number: int) -> None:
    """So many things of each kind."""
    organisation = Organisation.objects.get(slug="coompanion")
    joined = timezone.localdate()
    for n in range(number):
        name = {"slug": f"new-{n}", "title_sv": f"Ny {n}"}
        Talk.objects.create(theme=theme, starts_at=NOW, ends_at=NOW + timedelta(hours=2), **name)
        idea = Idea.objects.create(
            title="Ny", text="Ny", may_show=True, published_at=NOW, consent_at=NOW
        )
        for one in (
            idea,
            Call.objects.create(funder="F", level="regional", **name),
            Project.objects.create(**name),
            Service.objects.create(organisation=organisation, slug=f"new-{n}", name_sv="Råd"),
            Organisation.objects.create(slug=f"new-{n}", name="N", kind="church", joined_on=joined),
        ):
            one.themes.add(theme)


@pytest.fixture
def theme(cast: Cast) -> Theme:
    return Theme.objects.create(slug="fresh", title_sv="Nytt tema", title_en="New theme")


@pytest.mark.parametrize("things", [1, 3, 15])
def test_a_theme_costs_the_same_however_much_hangs_on_it(
    client: Client, theme: Theme, things: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hang_on(theme, things)

    with django_assert_num_queries(11):
        response = client.get("/en/themes/fresh/")

    assert [(one.kind, len(one.cards), one.more) for one in response.context["strands"]] == [
        (kind, min(things, 12), more if things > 12 else "")
        for kind, more in (
            ("talk", "/en/talks/"),
            ("project", "/en/projects/?theme=fresh"),
            ("call", "/en/calls/?theme=fresh"),
            ("service", "/en/support/"),
            ("idea", "/en/ideas/"),
            ("partner", "/en/partners/?theme=fresh"),
        )
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_only_what_everybody_may_see_hangs_on_a_theme(
    client: Client, theme: Theme, language: str
) -> None:
    hang_on(theme, 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    theme.ideas.update(may_show=False)
    theme.organisations.update(left_on=yesterday)
    theme.calls.update(closes_on=yesterday)
    theme.services.update(status=Service.Status.INACTIVE)

    response = client.get(f"/{language}/themes/fresh/")

    assert [one.kind for one in response.context["strands"]] == ["talk", "project"]


def test_what_is_missing_on_a_theme_is_said(client: Client, theme: Theme) -> None:
    Project.objects.create(slug="fresh", title_sv="Ny").themes.add(theme)

    page = client.get("/en/themes/fresh/").content.decode()

    assert (
        "Not on this theme yet: "
        "Community Talks, What others have tried, Money to apply for, Courses and study visits, "
        "Advice and support, Ideas and Partners." in page
    )


def test_nothing_is_tied_to_a_theme(client: Client, theme: Theme) -> None:
    page = client.get("/en/themes/fresh/").content.decode()

    assert "Nothing is tied to it yet." in page
    assert '<a class="button" href="/en/themes/">Look at the other themes</a>' in page


@pytest.mark.parametrize("themes", [1, 3, 200])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, themes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Talk.objects.all().delete()
    Theme.objects.all().delete()
    Theme.objects.bulk_create(Theme(slug=f"new-{n}", title_sv=f"Nytt {n}") for n in range(themes))

    with django_assert_num_queries(2):
        response = client.get("/sv/themes/")

    assert response.content.decode().count('class="line-title"') == themes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_themes_of_the_partnership(client: Client, cast: Cast, language: str) -> None:
    response = client.get(f"/{language}/themes/")

    assert [theme.slug for theme in response.context["themes"]] == [
        "what-is-social-innovation",
        "trust-in-welfare",
        "acting-together",
        "labour-market-for-young-people",
        "social-enterprises",
        "inclusion-through-education",
        "skateboard-and-cultivation",
        "secondary-school-qualifications",
    ]


def test_the_neighbours_have_chosen_no_theme(client: Client, cast: Cast) -> None:
    page = client.get("/p/grannlanet/en/themes/").content.decode()

    assert "No theme has been chosen yet." in page
    assert client.get("/p/grannlanet/sv/themes/trust-in-welfare/").status_code == 404


def test_a_theme_of_the_neighbours_does_not_exist_here(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        Theme.objects.create(slug="over-there", title_sv="Där")

    assert client.get("/sv/themes/over-there/").status_code == 404
    assert client.get("/p/grannlanet/sv/themes/over-there/").status_code == 200
