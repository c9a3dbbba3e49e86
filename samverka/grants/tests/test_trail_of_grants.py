"""What a project got from us stands on the way between the idea and the project, for everybody."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.grants.models import GrantApplication
from samverka.grants.tests.granted_story import granted, ready
from samverka.ideas.models import Idea
from samverka.projects.models import Project
from samverka.trail.tests.story import an_idea, read

pytestmark = pytest.mark.django_db
TITLE = "Trädgården för alla"


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def applied(cast: Cast) -> tuple[Idea, GrantApplication]:
    idea = an_idea("A garden for all")
    return idea, ready(cast, idea=idea)


def names(row: Idea | Project, who: object) -> list[str]:
    return [name for name, _titles in read(row, who)]  # type: ignore[arg-type]


def test_the_grant_stands_between_the_idea_and_the_project(cast: Cast, client: Client) -> None:
    idea, application = applied(cast)
    grant = granted(cast, application)
    project = Project.objects.get(grants=grant)

    way = [
        ("Idea", ["A garden for all"]),
        ("Call", [str(project.call)]),
        ("Granted application", [TITLE]),
    ]
    assert read(project, AnonymousUser()) == [*way, ("Project", [f"[{TITLE}]"])]
    assert names(idea, AnonymousUser()) == ["Idea", "Granted application", "Project"]
    page = client.get(grant.get_absolute_url()).content.decode()
    assert "The whole way" in page
    assert project.get_absolute_url() in page


@pytest.mark.parametrize("who", ["elsa", "petra", "rut", "kim"])
def test_nothing_is_told_of_what_is_not_granted(cast: Cast, who: str) -> None:
    idea, _application = applied(cast)

    assert read(idea, getattr(cast, who)) == []
