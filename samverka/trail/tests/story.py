"""A chain from the year's list to a project, and how the trail reads."""

from typing import Any, NamedTuple

from django.db.models import Model
from django.utils import timezone

from samverka.applications.models import Application
from samverka.applications.tests.story import begun
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import in_state
from samverka.partnership.rules import Visitor
from samverka.plan.models import ListedActivity
from samverka.projects.models import Project
from samverka.talks.models import Talk
from samverka.talks.tests.story import held_talk
from samverka.trail.walking import trail_of

IDEA = "A garden on the roof"


class Chain(NamedTuple):
    activity: ListedActivity
    talk: Talk
    idea: Idea
    call: Call
    application: Application
    project: Project


def an_idea(title: str = IDEA, **facts: Any) -> Idea:
    """Published, for everybody to read."""
    return in_state("project", title=title, may_show=True, published_at=timezone.now(), **facts)


def a_project(slug: str = "roof", **facts: Any) -> Project:
    return Project.objects.create(slug=slug, title_sv=f"Projektet {slug}", **facts)


def chain(cast: Cast) -> Chain:
    """From what was planned to what came of it; Föreningen Grönskan has applied alone."""
    activity = ListedActivity.objects.filter(state="done")[0]
    talk = held_talk(activity=activity)
    idea, call = an_idea(talk=talk), Call.objects.public()[0]
    project = a_project(idea=idea, call=call)
    application = begun(cast, call)
    Application.objects.filter(pk=application.pk).update(idea=idea, project=project)
    application.refresh_from_db()
    return Chain(activity, talk, idea, call, application, project)


def read(row: Model, visitor: Visitor) -> list[tuple[str, list[str]]]:
    """Each stop by its name, with the titles that stand there; in brackets where we are."""
    return [
        (stop.name, [f"[{card.title}]" if card.is_here else card.title for card in stop.cards])
        for stop in trail_of(row, visitor)
    ]
