"""Letters lead nobody to an application that they have an interest in: neither those about it,
nor a digest that tells of it, nor one that says whose a task is now."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.grants.actions.applicant import write_to_officers
from samverka.grants.actions.declaring import set_aside
from samverka.grants.actions.granting import write_to_applicant
from samverka.grants.actions.waiting import wait_for_completed
from samverka.grants.models import GrantApplication, Panelist, Round
from samverka.grants.tests.granted_story import granted
from samverka.grants.tests.story import a_round, declare, handed_in, take_place
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person
from samverka.record.digest import send_digests
from samverka.record.models import Letter
from samverka.tasks.actions import hand_over_task
from samverka.tasks.models import Task

TITLE = "Zyxodling"
NOTHING = (False, False)


class Story(NamedTuple):
    """Kim and Amina handle the application; Elsa coordinates and has an interest in it."""

    turn: Round
    application: GrantApplication


@pytest.fixture
def story(cast: Cast) -> Story:
    turn = a_round(cast)
    application = handed_in(turn, title=TITLE, state="assessed")
    for who in (cast.kim, cast.amina):
        take_place(turn, who, Panelist.Role.OFFICER)
        declare(application, who)
    declare(application, cast.elsa, conflict=True)
    return Story(turn, application)


def handed_to_amina(cast: Cast, story: Story) -> Task:
    wait_for_completed(story.application)
    task = Task.objects.get(about_kind="grantapplication", about_id=story.application.pk)
    return hand_over_task(task=task, by=cast.kim, to=cast.amina)


def tomorrow() -> None:
    send_digests(now=timezone.now() + timedelta(days=2))


def reads(who: Person, path: str, words: str) -> bool:
    client = Client()
    client.force_login(who)
    return words in client.get(path).content.decode()


def told(who: Person, words: str) -> tuple[bool, bool]:
    """Do they read it on their desk, and in the digest that comes?"""
    on_desk = reads(who, "/sv/desk/", words)
    tomorrow()
    digests = Letter.objects.filter(to=who.email, state=Letter.State.WAITING)
    return on_desk, any(words in one.subject + one.body for one in digests)


def works_where_it_comes_from(who: Person, application: GrantApplication) -> Membership:
    here = Organisation.objects.get(slug="abf")
    GrantApplication.objects.filter(pk=application.pk).update(organisation=here)
    return Membership.objects.create(person=who, organisation=here)


def test_whose_a_task_is_goes_with_the_conflict(cast: Cast, story: Story) -> None:
    handed_to_amina(cast, story)
    place = Panelist.objects.get(round=story.turn, person=cast.amina)

    set_aside(application=story.application, place=place, words="Hennes syster", by=cast.kim)

    assert told(cast.amina, TITLE) == NOTHING
    assert not Letter.objects.filter(to=cast.amina.email, subject__contains=TITLE).exists()


def test_a_digest_that_waits_goes_with_the_conflict_and_the_rest_is_told_again(
    cast: Cast, story: Story
) -> None:
    handed_to_amina(cast, story)
    other = handed_in(story.turn, title="Annat")
    write_to_officers(other, "new")
    tomorrow()
    place = Panelist.objects.get(round=story.turn, person=cast.amina)

    set_aside(application=story.application, place=place, words="Hennes syster", by=cast.kim)

    left = Letter.objects.filter(to=cast.amina.email)
    assert [(one.about_id, one.state, one.digest) for one in left] == [
        (other.pk, Letter.State.GATHERED, None)
    ]


def test_whoever_looks_after_letters_reads_of_none_of_it(cast: Cast, story: Story) -> None:
    handed_to_amina(cast, story)
    letters = Letter.objects.filter(to=cast.amina.email)
    letters.update(state=Letter.State.FAILED)
    alone = [reads(who, "/sv/desk/letters/", TITLE) for who in (cast.elsa, cast.nils)]
    letters.update(state=Letter.State.GATHERED)
    tomorrow()
    letters.filter(about_kind="").update(state=Letter.State.FAILED)
    digests = [reads(who, "/sv/desk/letters/", TITLE) for who in (cast.elsa, cast.nils)]

    assert (alone, digests) == ([False, True], [False, True])


def test_what_was_gathered_before_a_tie_is_not_told_after_it(cast: Cast, story: Story) -> None:
    write_to_officers(story.application, "withdrawn_to_us")
    number = story.application.number
    assert reads(cast.kim, "/sv/desk/", number)

    works_where_it_comes_from(cast.kim, story.application)

    assert told(cast.kim, number) == NOTHING


def test_it_is_told_when_the_tie_has_ended(cast: Cast, story: Story) -> None:
    write_to_officers(story.application, "withdrawn_to_us")
    works_where_it_comes_from(cast.kim, story.application).delete()

    assert told(cast.kim, story.application.number) == (True, True)


def test_whoever_applies_is_told_as_ever(cast: Cast) -> None:
    """They have an interest if anybody has: the letters are to them."""
    grant = granted(cast)
    GrantApplication.objects.filter(pk=grant.application_id).update(email=cast.petra.email)
    grant.refresh_from_db()
    write_to_applicant(grant, "closed")

    subject = Letter.objects.about(grant).latest("pk").subject
    assert told(cast.petra, subject) == (True, True)
