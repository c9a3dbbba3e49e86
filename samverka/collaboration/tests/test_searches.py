"""Who looks, whom they ask, and what happens to an idea or a project on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration import actions
from samverka.collaboration.models import Answer, Search, Team
from samverka.collaboration.tests.conftest import TITLE, wanted
from samverka.common.refusal import Outdated, Refused
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import in_state, nothing_happens
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.models import History, Letter
from samverka.suggest.company import subject_labels

OWNER = "owner@example.org"


def letters_to(email: str) -> list[str]:
    return list(Letter.objects.filter(to=email).order_by("pk").values_list("subject", flat=True))


def verbs(row: Search) -> list[str]:
    return list(History.objects.of(row).values_list("verb", flat=True))


def test_the_subjects_are_read_from_the_text_in_either_language(draft: Search) -> None:
    assert list(subject_labels(draft.subjects, "en").values()) == [
        "cooking and catering",
        "growing and gardening",
        "women born abroad",
        "cooperative enterprises",
    ]
    assert list(subject_labels(draft.subjects, "sv").values()) == [
        "matlagning och catering",
        "odling",
        "kvinnor födda utomlands",
        "kooperativ",
    ]
    assert subject_labels(["of-an-older-vocabulary"]) == {}


@pytest.mark.parametrize("who", ["rut", "nils", "petra", "kim", "olof"])
def test_only_its_own_staff_or_a_coordinator_looks_for_an_organisation(
    cast: Cast, greenery: Organisation, who: str
) -> None:
    with nothing_happens(), pytest.raises(Refused, match="Only staff of a partner"):
        actions.begin_search(organisation=greenery, wanted=wanted(), by=getattr(cast, who))


def test_a_coordinator_looks_on_behalf_of_a_partner_without_staff(cast: Cast) -> None:
    silent = Organisation.objects.get(slug="coompanion")
    search = actions.begin_search(organisation=silent, wanted=wanted(), by=cast.elsa)
    actions.publish_search(search=search, by=cast.elsa)
    rut = Organisation.objects.get(memberships__person=cast.rut)

    actions.show_interest(search=search, organisation=rut, by=cast.rut, words="Yes.")

    [letter] = Letter.objects.filter(about_kind="search")
    assert letter.to == "elsa@example.org"
    assert "Ingen hos Coompanion kan nås med brev härifrån." in letter.body


def test_who_has_left_the_partnership_looks_for_nobody(amina: Person, greenery: Any) -> None:
    greenery.left_on = timezone.localdate()
    greenery.save()

    with nothing_happens(), pytest.raises(Refused):
        actions.begin_search(organisation=greenery, wanted=wanted(), by=amina)


def test_what_a_partner_that_has_left_looks_for_is_not_public(
    client: Client, draft: Search, amina: Person, greenery: Any, cast: Cast
) -> None:
    """From the very day on, whether or not somebody has closed it."""
    search = actions.publish_search(search=draft, by=amina)
    before = (search.is_open, search in Search.objects.open())
    greenery.left_on = timezone.localdate()
    greenery.save()
    gone = Search.objects.get(pk=search.pk)
    outside = client.get(gone.get_absolute_url()).status_code
    client.force_login(cast.elsa)
    inside = client.get(gone.care_url).content.decode()

    assert before == (True, True)
    assert (gone.is_open, gone.takes_answers, gone in Search.objects.open()) == (
        *(False, False, False),
    )
    assert outside == 404
    assert "has left the partnership, so nobody else can read this." in inside
    actions.close_search(search=gone, by=cast.elsa)
    with pytest.raises(Refused, match="Föreningen Grönskan has left the partnership"):
        actions.reopen_search(search=gone, until=gone.until, by=cast.elsa)


def test_from_draft_to_closed_and_open_again(draft: Search, amina: Person) -> None:
    later = timezone.localdate() + timedelta(days=60)

    search = actions.publish_search(search=draft, by=amina)
    search = actions.close_search(search=search, by=amina)
    with nothing_happens(), pytest.raises(Refused, match="from “Closed” to “Closed”"):
        actions.close_search(search=search, by=amina)
    search = actions.reopen_search(search=search, until=later, by=amina)

    assert (search.state, search.until, search.version) == ("published", later, 4)
    assert verbs(search) == ["begun", "published", "closed", "reopened"]


def test_what_was_never_published_is_not_by_opening_it_again(draft: Search, amina: Person) -> None:
    later = timezone.localdate() + timedelta(days=60)
    actions.close_search(search=draft, by=amina)

    assert actions.reopen_search(search=draft, until=later, by=amina).state == "draft"


def test_a_day_that_has_passed_is_refused(draft: Search, amina: Person) -> None:
    Search.objects.update(until=timezone.localdate() - timedelta(days=1))

    with nothing_happens(), pytest.raises(Refused, match="The last day has passed"):
        actions.publish_search(search=draft, by=amina)


def test_who_was_second_is_told(draft: Search, amina: Person, cast: Cast) -> None:
    new = wanted(title_en="A kitchen for all of us")
    actions.edit_search(search=draft, wanted=new, subjects=[], by=cast.elsa, seen=1)

    with nothing_happens(), pytest.raises(Outdated):
        actions.publish_search(search=draft, by=amina, seen=1)

    draft.refresh_from_db()
    assert (draft.title, draft.subjects, draft.version) == ("A kitchen for all of us", [], 2)


def test_new_text_brings_its_own_subjects_and_no_others_back(draft: Search, amina: Person) -> None:
    kept = draft.subjects[:1]
    more = wanted(wanted_en="Somebody who knows skateboarding")

    edited = actions.edit_search(search=draft, wanted=more, subjects=kept, by=amina)

    assert edited.subjects[:1] == kept
    assert len(edited.subjects) <= 2


def test_each_is_asked_once(draft: Search, amina: Person, workshop: Organisation) -> None:
    actions.ask_organisations(search=draft, to=[workshop], words="", by=amina)

    with nothing_happens(), pytest.raises(Refused, match="asked already"):
        actions.ask_organisations(search=draft, to=[workshop], words="Again", by=amina)
    with nothing_happens(), pytest.raises(Refused, match="cannot be asked"):
        actions.ask_organisations(search=draft, to=[draft.organisation], words="", by=amina)
    assert letters_to("rut@example.org") == [f"Föreningen Grönskan asks you: {TITLE}"]


def test_publishing_moves_a_published_idea_on_and_tells_its_owner(
    amina: Person, greenery: Organisation
) -> None:
    idea = in_state("advised", may_show=True, published_at=timezone.now())
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, idea=idea)
    assert Idea.objects.get(pk=idea.pk).state == "advised"

    actions.publish_search(search=search, by=amina)

    idea.refresh_from_db()
    assert (idea.state, idea.reason) == (
        "seeking_partners",
        "Föreningen Grönskan looks for others to do this with.",
    )
    assert letters_to(OWNER)[1:] == ["Your idea: seeking partners"]


@pytest.mark.parametrize("state", ["new", "in_application", "project", "closed"])
def test_an_idea_that_has_come_further_or_may_not_go_there_stays(
    amina: Person, greenery: Organisation, state: str
) -> None:
    idea = in_state(state, may_show=True, published_at=timezone.now())
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, idea=idea)

    actions.publish_search(search=search, by=amina)

    assert Idea.objects.get(pk=idea.pk).state == state
    assert len(letters_to(OWNER)) == 1


def test_an_idea_that_is_not_published_is_for_those_who_care_for_ideas(
    amina: Person, cast: Cast, greenery: Organisation
) -> None:
    idea = in_state("advised")

    with nothing_happens(), pytest.raises(Refused, match="not open to you"):
        actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, idea=idea)
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=cast.elsa, idea=idea)
    assert search.idea == idea


def joined(search: Search, organisation: Organisation, person: Person, by: Person) -> Team:
    answer = actions.show_interest(
        search=search, organisation=organisation, by=person, words="Yes.", role="Cooks"
    )
    return actions.accept_answer(answer=answer, reply="", by=by).team


def test_the_owner_of_the_idea_hears_who_joins(
    amina: Person, cast: Cast, greenery: Organisation, workshop: Organisation
) -> None:
    idea = in_state("seeking_partners", may_show=True, published_at=timezone.now())
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, idea=idea)
    actions.publish_search(search=search, by=amina)

    team = joined(search, workshop, cast.rut, amina)

    assert team.idea == idea
    assert letters_to(OWNER)[1:] == ["Idéverkstaden wants to take part in your idea"]


def test_a_project_gets_a_partner_and_loses_it_when_it_leaves(
    amina: Person, cast: Cast, greenery: Organisation, workshop: Organisation
) -> None:
    project = Project.objects.all()[0]
    project.partners.add(greenery)
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, project=project)
    actions.publish_search(search=search, by=amina)

    team = joined(search, workshop, cast.rut, amina)
    assert set(project.partners.all()) == {greenery, workshop}
    [member] = team.members.filter(organisation=workshop)
    actions.leave_team(member=member, words="We have no time.", by=cast.rut)

    assert set(project.partners.all()) == {greenery}
    assert list(History.objects.of(project).values_list("verb", flat=True)) == [
        "partner_added",
        "partner_removed",
    ]


def test_two_searches_for_the_same_thing_fill_one_team(
    amina: Person, cast: Cast, greenery: Organisation, workshop: Organisation
) -> None:
    call, third = Call.objects.all()[0], Organisation.objects.get(slug="abf")
    Membership.objects.create(person=cast.kim, organisation=third)
    teams = []
    for organisation, person in ((workshop, cast.rut), (third, cast.kim)):
        search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, call=call)
        actions.publish_search(search=search, by=amina)
        teams.append(joined(search, organisation, person, amina))

    [team] = set(teams)
    assert [one.organisation for one in team.members.current()] == [greenery, workshop, third]
    assert letters_to("rut@example.org")[-1] == f"ABF has joined the team: {TITLE}"


def test_after_the_one_that_led_the_one_that_has_been_in_longest_leads(
    search: Search, amina: Person, cast: Cast, workshop: Organisation, greenery: Organisation
) -> None:
    team = joined(search, workshop, cast.rut, amina)

    actions.leave_team(member=team.members.get(organisation=greenery), words="", by=amina)

    assert [(one.organisation, one.leads) for one in team.members.current()] == [(workshop, True)]
    last = Letter.objects.filter(to="rut@example.org").order_by("-pk")[0]
    assert last.subject == f"Föreningen Grönskan has left the team: {TITLE}"
    assert "Idéverkstaden leads the team from now on." in last.body


def test_who_has_left_may_come_back_when_they_say_yes_again(
    search: Search, amina: Person, cast: Cast, workshop: Organisation
) -> None:
    team = joined(search, workshop, cast.rut, amina)
    actions.leave_team(member=team.members.get(organisation=workshop), words="", by=cast.rut)

    answer = actions.return_interest(search=search, organisation=workshop, by=cast.rut)
    actions.accept_answer(answer=answer, reply="", by=amina)

    rows = team.members.filter(organisation=workshop).order_by("pk")
    today = timezone.localdate()
    assert [(one.since, one.left_on) for one in rows] == [(today, today), (today, None)]
    assert Answer.objects.get().state == "accepted"


@pytest.mark.parametrize("who", ["amina", "nils", "kim", "olof"])
def test_nobody_else_takes_an_organisation_out(
    search: Search, amina: Person, cast: Cast, workshop: Organisation, who: str
) -> None:
    team = joined(search, workshop, cast.rut, amina)
    member = team.members.get(organisation=workshop)

    with nothing_happens(), pytest.raises(Refused, match="Only Idéverkstaden can leave"):
        actions.leave_team(member=member, words="", by=getattr(cast, who))


def test_only_those_in_a_project_look_for_others_to_it(
    amina: Person, cast: Cast, greenery: Organisation, workshop: Organisation
) -> None:
    project = Project.objects.all()[0]
    with nothing_happens(), pytest.raises(Refused, match="Only those who take part in the project"):
        actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, project=project)
    project.partners.add(greenery)
    search = actions.begin_search(organisation=greenery, wanted=wanted(), by=amina, project=project)
    actions.publish_search(search=search, by=amina)
    answer = actions.show_interest(search=search, organisation=workshop, by=cast.rut, words="Yes.")
    project.partners.clear()

    with nothing_happens(), pytest.raises(Refused, match="Only those who take part in the project"):
        actions.accept_answer(answer=answer, reply="", by=amina)


def test_who_works_at_a_partner_that_has_left_looks_for_nobody_in_its_name(
    draft: Search, amina: Person, greenery: Organisation, workshop: Organisation
) -> None:
    Organisation.objects.filter(pk=greenery.pk).update(left_on=timezone.localdate())

    with pytest.raises(Refused, match="and the coordinators can do this"):
        actions.publish_search(search=draft, by=amina)
    with pytest.raises(Refused, match="and the coordinators can do this"):
        actions.ask_organisations(search=draft, to=[workshop], words="Come", by=amina)

    draft.refresh_from_db()
    assert (draft.state, draft.answers.count()) == ("draft", 0)
