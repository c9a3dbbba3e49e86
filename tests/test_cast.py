"""The demonstration partnership: whole, marked as an example, and fit to be found again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import translation

from samverka.calls.models import Call
from samverka.cast import Cast, find_cast
from samverka.cast.became import STATION
from samverka.cast.days import live_some_days
from samverka.cast.organisations import ORGANISATIONS
from samverka.collaboration.models import Answer
from samverka.common.tenancy import scope
from samverka.grants.models import GrantApplication
from samverka.ideas.models import Idea, Routing
from samverka.ideas.telling import story_for_team
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.models import History, Letter
from samverka.support.models import Service
from samverka.talks.models import Talk
from samverka.tasks.models import Task
from samverka.trail.walking import trail_of

KINDS = [Organisation, Theme, Service, Call, Project, Talk, Idea]


def test_whoever_is_gathered_is_found_again(cast: Cast) -> None:
    assert find_cast() == cast


def test_before_it_is_gathered_nobody_is_found(cast: Cast) -> None:
    Person.objects.update(example=False)  # as in an installation with people of its own

    assert find_cast() is None


def test_somebody_has_nothing_at_all(cast: Cast) -> None:
    assert (cast.kim.name, cast.kim.language) == ("", "")
    for rows in (cast.kim.seats, cast.kim.memberships, cast.kim.appointments):
        for partnership in (cast.partnership, cast.neighbour):
            with scope(partnership.pk):
                assert not rows.exists()


def test_every_desk_of_the_demo_begins_with_something(cast: Cast) -> None:
    live_some_days(cast)

    waiting = {
        name: list(
            Task.objects.open().for_person(getattr(cast, name)).values_list("kind", flat=True)
        )
        for name in ("elsa", "nils", "amina", "petra", "kim")
    }
    assert waiting == {
        "elsa": ["question"],
        "nils": ["decision", "reference"],
        "amina": ["question", "page_feedback", "promise", "decision"],
        "petra": [],
        "kim": [],
    }
    assert {one.organisation.slug: one.state for one in Answer.objects.all()} == {
        "ideverkstaden": "interested",
        "foreningen-gronskan": "asked",
    }
    assert [one.service.slug for one in Routing.objects.all()] == ["ideverkstaden-test-an-idea"]
    assert set(GrantApplication.objects.values_list("state", "example")) == {
        ("sent", True),
        ("assessed", True),
        ("incomplete", True),
        ("granted", True),
    }
    assert all(one.to.endswith(("@example.org", ".example")) for one in Letter.objects.all())


def test_every_invented_person_and_idea_is_marked(cast: Cast) -> None:
    assert not Person.objects.filter(example=False).exists()
    assert not Idea.objects.filter(example=False).exists()
    invented = {one.slug for one in ORGANISATIONS if one.example}
    marked = set(Organisation.objects.filter(example=True).values_list("slug", flat=True))
    assert marked == invented


def test_no_address_is_invented_for_a_real_organisation(cast: Cast) -> None:
    services = Service.objects.exclude(contact_email="")

    assert services
    assert all(one.contact_email.endswith(".example") for one in services)
    assert all(one.organisation.example for one in services)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_row_keeps_to_its_columns(cast: Cast, kind: type) -> None:
    rows = kind.objects.all()  # type: ignore[attr-defined]

    assert rows
    for row in rows:
        # “blank” is for forms; what a row must have, the database asks for by itself.
        assert complaints(row) <= {"blank"}, row


def complaints(row: Model) -> set[str | None]:
    try:
        row.full_clean()
    except ValidationError as error:
        return {one.code for errors in error.error_dict.values() for one in errors}
    return set()


def test_every_idea_has_the_history_of_its_state(cast: Cast) -> None:
    for idea in Idea.objects.all():
        story = story_for_team(idea)
        assert [told.at for told in story] == sorted(told.at for told in story)
        last = History.objects.of(idea).last()
        assert last is not None
        assert last.verb in {"sent", "assigned", "moved"}
        assert (last.verb == "sent") is (idea.state == Idea.State.NEW)


def test_nobody_gets_a_letter_from_being_invented(cast: Cast) -> None:
    assert not Letter.objects.exists()


def test_one_way_of_the_demo_is_whole(cast: Cast) -> None:
    """The project and the idea tell it from the problem to what was learned, each as an example."""
    live_some_days(cast)
    before = ["Problem", "Question", "On the year's list", "Talk", "Idea"]
    after = ["Granted application", "Project", "Experience"]

    with translation.override("en"):
        project = trail_of(Project.objects.get(slug=STATION), AnonymousUser())
        idea = trail_of(Idea.objects.get(projects__slug=STATION), AnonymousUser())

    assert [stop.name for stop in project] == [*before, "Call", *after]
    assert [stop.name for stop in idea] == [*before, *after]
    invented = [stop for stop in project if stop.name in ("Problem", "Question", "Idea", *after)]
    assert all(card.example for stop in invented for card in stop.cards)
