"""An application begins: who leads, who is in, who may see it."""

import pytest

from samverka.applications import actions
from samverka.applications.models import Application, Member
from samverka.applications.rules import Standing
from samverka.applications.tests.story import TITLE, begun
from samverka.cast import Cast
from samverka.collaboration.models import Team, TeamMember
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.record.models import History


def consortium(application: Application) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            one.organisation.slug,
            one.role,
            [(place.person.email, place.may) for place in one.places.select_related("person")],
        )
        for one in application.members.select_related("organisation")
    ]


def test_a_team_becomes_the_consortium(
    cast: Cast, greenery: Organisation, workshop: Organisation
) -> None:
    team = Team.objects.create(title_en="Kitchen")
    TeamMember.objects.create(team=team, organisation=greenery, leads=True, contact=cast.amina)
    TeamMember.objects.create(team=team, organisation=workshop, role="Advice", contact=cast.rut)
    what = actions.Beginning(title=TITLE, language="en", team=team)

    application = actions.begin_application(lead=greenery, what=what, by=cast.amina)

    assert consortium(application) == [
        (greenery.slug, "lead", [(cast.amina.email, "write")]),
        (workshop.slug, "partner", [(cast.rut.email, "write")]),
    ]
    assert list(History.objects.of(application).values_list("verb", "actor")) == [
        ("begun", cast.amina.pk)
    ]


def test_only_staff_of_the_lead_begin(cast: Cast, greenery: Organisation) -> None:
    what = actions.Beginning(title=TITLE, language="en")
    with pytest.raises(Refused):
        actions.begin_application(lead=greenery, what=what, by=cast.elsa)
    assert not Application.objects.exists()


def test_who_sees_writes_and_leads(cast: Cast, workshop: Organisation) -> None:
    application = begun(cast)
    invited = application.members.create(organisation=workshop, state=Member.State.INVITED)

    def may(person: object) -> tuple[bool, bool, bool]:
        standing = Standing(person)  # type: ignore[arg-type]
        return (
            standing.may_see(application),
            standing.may_write(application),
            standing.may_lead(application),
        )

    people = [cast.amina, cast.elsa, cast.rut, cast.kim]
    assert [may(one) for one in people] == [
        (True, True, True),
        (True, False, False),
        (True, False, False),
        (False, False, False),
    ]
    invited.places.create(person=cast.rut)
    assert may(cast.rut) == (True, False, False)
    Member.objects.filter(pk=invited.pk).update(state=Member.State.IN)
    assert may(cast.rut) == (True, True, False)
