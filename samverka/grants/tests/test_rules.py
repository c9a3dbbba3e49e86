"""Whoever has an interest in an application does not know that it is there."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.grants.models import Grant, GrantApplication, GrantDecision, Panelist
from samverka.grants.rules import Standing, known_to, open_to
from samverka.grants.telling.case import Case
from samverka.grants.tests.story import a_round, declare, handed_in, take_place
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person

pytestmark = pytest.mark.django_db


def test_nobody_opens_what_they_have_not_declared_about(cast: Cast) -> None:
    application = handed_in(a_round(cast))
    assert [*known_to(cast.nils)] == [application]
    assert [*open_to(cast.nils)] == []

    declare(application, cast.nils)
    assert [*open_to(cast.nils)] == [application]
    assert [*open_to(cast.rut)] == []


def test_a_declared_conflict_takes_it_away(cast: Cast) -> None:
    turn = a_round(cast)
    hers, other = handed_in(turn), handed_in(turn)
    declare(hers, cast.rut, conflict=True)
    assert [*known_to(cast.rut)] == [other]
    assert {*known_to(cast.nils)} == {hers, other}


def test_only_the_panel_knows_of_it_and_nobody_of_a_draft(cast: Cast) -> None:
    turn = a_round(cast)
    GrantApplication.objects.create(round=turn)
    application = handed_in(turn)
    for who in (cast.elsa, cast.nils, cast.rut, cast.petra):
        assert [*known_to(who)] == [application]
    for who in (cast.amina, cast.kim, cast.olof):
        assert [*known_to(who)] == []


def test_who_has_left_the_panel_knows_nothing(cast: Cast) -> None:
    application = handed_in(a_round(cast))
    declare(application, cast.nils)
    Panelist.objects.filter(person=cast.nils).update(left_at=timezone.now())
    assert [*known_to(cast.nils)] == []


@pytest.mark.parametrize(
    "tie", ["organisation", "number", "email", "writer", "joint", "left lately", "sent by"]
)
def test_a_tie_that_is_evident_needs_no_word(cast: Cast, tie: str) -> None:
    turn = a_round(cast)
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    Organisation.objects.filter(pk=garden.pk).update(number="802001-9999")
    take_place(turn, cast.amina, Panelist.Role.ASSESSOR)
    other = handed_in(turn)
    match tie:
        case "organisation":
            handed_in(turn, organisation=garden)
        case "number":
            handed_in(turn, organisation_number="802001-9999")
        case "email":
            handed_in(turn, email=cast.amina.email.upper())
        case "writer":
            handed_in(turn, writer=cast.amina)
        case "joint":
            handed_in(turn, joint=begun(cast))
        case "left lately":
            month = timezone.localdate() - timedelta(days=30)
            Membership.objects.filter(person=cast.amina).update(until=month)
            handed_in(turn, organisation=garden)
        case "sent by":
            handed_in(turn, organisation=turn.host)
    assert [*known_to(cast.amina)] == [other]


def test_earlier_grants_leave_out_those_that_one_is_tied_to(cast: Cast) -> None:
    """A partner of the reader's took part in one of them: it was handled without the reader."""
    turn, number = a_round(cast), "802001-9999"
    take_place(turn, cast.amina, Panelist.Role.ASSESSOR)
    now = handed_in(turn, organisation_number=number)
    alone, together = (
        granted(handed_in(turn, organisation_number=number, **facts), cast.elsa)
        for facts in ({}, {"joint": begun(cast)})
    )

    def earlier(who: Person) -> set[Grant]:
        return set(Case(now, Standing(who).places[turn.pk]).earlier)

    assert (earlier(cast.nils), earlier(cast.amina)) == ({alone, together}, {alone})


def granted(application: GrantApplication, by: Person) -> Grant:
    decision = GrantDecision.objects.create(
        application=application, number=1, kind="grant", amount=application.asked, by=by
    )
    application.state, application.decision = application.State.GRANTED, decision
    application.save()
    assert application.starts_on
    assert application.ends_on
    return Grant.objects.create(
        application=application,
        decision=decision,
        awarded=application.asked,
        amount=application.asked,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
    )


def test_whoever_left_an_organisation_long_ago_is_impartial(cast: Cast) -> None:
    turn = a_round(cast)
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    Membership.objects.filter(person=cast.amina).update(until=date(2020, 1, 1))
    take_place(turn, cast.amina, Panelist.Role.ASSESSOR)
    application = handed_in(turn, organisation=garden)
    assert [*known_to(cast.amina)] == [application]


@pytest.mark.parametrize("state", ["granted", "refused", "dismissed"])
def test_nothing_is_decided_without_a_decision(cast: Cast, state: str) -> None:
    application = handed_in(a_round(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantApplication.objects.filter(pk=application.pk).update(state=state)
