"""A visitor sees what ideas have become."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project


def only_these(number: int) -> None:
    """So many projects, each with a call, a partner and a theme."""
    Project.objects.all().delete()
    call, theme = Call.objects.all()[0], Theme.objects.all()[0]
    partner = Organisation.objects.get(slug="coompanion")
    for n in range(number):
        project = Project.objects.create(slug=f"new-{n}", title_sv=f"Nytt {n}", call=call)
        project.partners.add(partner)
        project.themes.add(theme)


@pytest.mark.parametrize("projects", [1, 3, 60])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, projects: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(projects)

    with django_assert_num_queries(10):
        response = client.get("/sv/projects/")

    assert len(response.context["page"].object_list) == min(projects, 50)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_theme_narrows_the_list(client: Client, cast: Cast, language: str) -> None:
    response = client.get(f"/{language}/projects/?theme=social-enterprises&theme=none-such")

    assert [project.slug for project in response.context["page"]] == [
        "social-enterprise-against-stigma",
        "toy-library",
        "women-born-abroad-cultivation",
    ]
    assert [answer for _, answer in response.context["narrowing"].unknown] == ["none-such"]


def test_no_project_is_on_the_theme(client: Client, cast: Cast) -> None:
    only_these(1)

    page = client.get("/en/projects/?theme=social-enterprises").content.decode()

    assert "No project fits this." in page
    assert '<a class="button" href="/en/projects/">Show all projects</a>' in page


def test_there_are_no_projects_yet(client: Client, cast: Cast) -> None:
    only_these(0)

    page = client.get("/en/projects/").content.decode()

    assert "There are none yet: the first one begins with an idea." in page
    assert '<a class="button" href="/en/ideas/new/">Write your idea</a>' in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_project_tells_who_takes_part_and_where_the_money_is_from(
    client: Client, cast: Cast, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(1)
    Project.objects.update(idea=Idea.objects.public()[0])

    with django_assert_num_queries(17):
        response = client.get(f"/{language}/projects/new-0/")

    project, page = response.context["project"], response.content.decode()
    assert f'href="/{language}/partners/coompanion/"' in page
    assert f'href="/{language}/calls/{project.call.slug}/"' in page
    assert f'href="/{language}/ideas/{project.idea.pk}/"' in page


def test_an_idea_that_is_not_public_is_not_told(client: Client, cast: Cast) -> None:
    only_these(1)
    hidden = Idea.objects.filter(published_at=None)[0]
    Project.objects.update(idea=hidden)

    page = client.get("/en/projects/new-0/").content.decode()

    assert hidden.title not in page
    assert f"/en/ideas/{hidden.pk}/" not in page


def test_a_project_of_the_neighbours_does_not_exist_here(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        Project.objects.create(slug="over-there", title_sv="Där")

    assert client.get("/sv/projects/over-there/").status_code == 404
    assert client.get("/p/grannlanet/sv/projects/over-there/").status_code == 200
