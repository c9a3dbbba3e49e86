"""Who applies together: asked, in, out again, and what each may do meanwhile."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from samverka.applications import actions
from samverka.applications.models import Application, Asked, Commitment, Member, Place, Section
from samverka.applications.rules import Standing, pens
from samverka.applications.tests.story import begun, on_the_form
from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Membership, Organisation
from samverka.record.models import History, Letter
from samverka.writing.rules import Right

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def verbs(application: Application) -> list[str]:
    return list(History.objects.of(application).values_list("verb", flat=True))


def subjects_to(email: str) -> list[str]:
    return list(Letter.objects.filter(to=email).values_list("subject", flat=True))


def test_a_partner_is_asked_joins_is_taken_out_and_comes_back(
    cast: Cast, workshop: Organisation
) -> None:
    application = on_the_form(cast)
    section = application.sections.all()[0]
    assert section.text

    member = actions.invite_member(
        application=application, organisation=workshop, does="Advice", by=cast.amina
    )
    assert pens(section.text, cast.rut) == Right.READ
    member = actions.accept_invitation(member=member, by=cast.rut)
    rights = [pens(section.text, cast.rut)]
    member = actions.remove_member(member=member, words="Sorry", by=cast.amina)
    rights.append(pens(section.text, cast.rut))
    member = actions.bring_back(member=member, by=cast.amina)
    rights.append(pens(section.text, cast.rut))
    member = actions.leave_application(member=member, words="", by=cast.rut)
    rights.append(pens(section.text, cast.rut))

    assert rights == [Right.WRITE, Right.NONE, Right.WRITE, Right.NONE]
    with pytest.raises(Refused, match="has left by itself"):
        actions.bring_back(member=member, by=cast.amina)
    actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    assert verbs(application) == [
        "begun",
        "invited",
        "joined",
        "removed",
        "brought_back",
        "left",
        "invited",
    ]
    assert subjects_to(cast.rut.email) == [
        f"Do you want to apply together? {application.title}",
        f"{workshop.name} is no longer in it: {application.title}",
        f"{workshop.name} is in it again: {application.title}",
        f"Do you want to apply together? {application.title}",
    ]


def test_the_lead_cannot_go_before_another_leads(cast: Cast, workshop: Organisation) -> None:
    application = begun(cast)
    first = application.members.get()
    with pytest.raises(Refused, match="Choose first who leads"):
        actions.leave_application(member=first, words="", by=cast.amina)
    other = actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    other = actions.accept_invitation(member=other, by=cast.rut)

    actions.change_lead(member=other, by=cast.amina)
    actions.leave_application(member=Member.objects.get(pk=first.pk), words="", by=cast.amina)

    assert list(application.members.values_list("organisation__slug", "role", "state")) == [
        ("foreningen-gronskan", "partner", "left"),
        (workshop.slug, "lead", "in"),
    ]


def test_a_no_reaches_the_lead_and_can_be_taken_back(cast: Cast, workshop: Organisation) -> None:
    application = begun(cast)
    member = actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    with pytest.raises(Refused):
        actions.accept_invitation(member=member, by=cast.amina)
    member = actions.decline_invitation(member=member, words="No time", by=cast.rut)
    told = Letter.objects.filter(to=cast.amina.email).latest("pk").body
    member = actions.accept_invitation(member=member, by=cast.rut)

    assert ("> No time" in told, member.state) == (True, "in")


def test_a_right_in_one_section_goes_before_that_of_the_place(
    cast: Cast, workshop: Organisation
) -> None:
    application = on_the_form(cast)
    first, second = application.sections.all()[:2]
    member = actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    member = actions.accept_invitation(member=member, by=cast.rut)
    place = Place.objects.get(member=member)

    def may() -> list[Right]:
        return [pens(one.text, cast.rut) for one in (first, second) if one.text]

    actions.give_place(member=member, person=cast.rut, may="comment", by=cast.amina)
    actions.set_right(section=second, place=place, may="write", by=cast.amina)
    assert may() == [Right.COMMENT, Right.WRITE]
    actions.set_right(section=second, place=place, may="", by=cast.amina)
    assert may() == [Right.COMMENT, Right.COMMENT]
    actions.take_place(place=place, by=cast.amina)
    assert may() == [Right.READ, Right.READ]
    with pytest.raises(Refused, match="must be able to write"):
        actions.take_place(place=application.members.all()[0].places.get(), by=cast.amina)
    with pytest.raises(Refused, match="works at"):
        actions.give_place(member=member, person=cast.kim, may="read", by=cast.amina)


def test_who_comes_after_the_only_one_who_wrote_takes_the_pen(
    cast: Cast, workshop: Organisation
) -> None:
    """The only one who led has left the organisation: else nobody could ever do anything again."""
    application = on_the_form(cast)
    lead = application.members.get()
    member = actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    actions.accept_invitation(member=member, by=cast.rut)
    Membership.objects.create(organisation=lead.organisation, person=cast.nils)
    with pytest.raises(Refused, match="has a place there"):
        actions.give_place(member=lead, person=cast.nils, may="write", by=cast.nils)
    Membership.objects.filter(person=cast.amina).update(until=timezone.localdate() - A_DAY)

    with pytest.raises(Refused, match="has a place there"):
        actions.give_place(member=lead, person=cast.nils, may="write", by=cast.rut)
    actions.give_place(member=lead, person=cast.nils, may="write", by=cast.nils)

    assert Standing(cast.nils).may_lead(application)
    actions.add_section(application=application, title="Again", by=cast.nils)


def test_somebody_outside_says_yes_without_an_account(cast: Cast) -> None:
    application = begun(cast)
    letter = actions.Letter(
        name="Kvarteret (exempel)", email="hej@kvarteret.example", language="sv", does="Kök"
    )
    asked = actions.ask_outside(application=application, letter=letter, by=cast.amina)
    with pytest.raises(Refused, match="asked already"):
        actions.ask_outside(application=application, letter=letter, by=cast.amina)
    sent = Letter.objects.get(to=letter.email)
    assert asked.get_absolute_url().removeprefix("/en") in sent.body

    actions.decline_asked(asked=asked, words="Inte nu")
    member = actions.accept_asked(
        asked=asked, kind="association", person_name="Kim Kvarter", words="Jo, ändå"
    )

    asked.refresh_from_db()
    assert (asked.state, asked.member, member.organisation.is_partner) == (
        "accepted",
        member,
        False,
    )
    with pytest.raises(Refused, match="answered"):
        actions.decline_asked(asked=asked, words="")
    assert Asked.objects.waiting().count() == 0
    assert verbs(application) == ["begun", "asked", "asked_declined", "joined"]


def test_what_somebody_brings_is_counted_to_the_cent(cast: Cast) -> None:
    application = begun(cast)
    member = application.members.get()
    hours = actions.Committed(
        kind="hours", what="Odling", hours=Decimal("33.5"), hour_value=Decimal(330)
    )
    one = actions.add_commitment(member=member, what=hours, by=cast.amina)
    cash = actions.Committed(kind="cash", what="Kassan", amount=Decimal(5000))
    actions.add_commitment(member=member, what=cash, by=cast.amina)

    assert list(Commitment.objects.values_list("kind", "amount")) == [
        ("hours", Decimal("11055.00")),
        ("cash", Decimal("5000.00")),
    ]
    for wrong in (Decimal(-1), Decimal(10) ** 9):
        what = actions.Committed(kind="hours", what="x", hours=wrong, hour_value=Decimal(5000))
        with pytest.raises(Refused):
            actions.change_commitment(commitment=one, what=what, by=cast.amina)
    with pytest.raises(Refused, match="Somebody else"):
        actions.change_commitment(commitment=one, what=cash, by=cast.amina, seen=7)
    actions.remove_commitment(commitment=one, by=cast.amina)
    assert Commitment.objects.count() == 1


def test_nothing_is_written_once_it_is_sent(cast: Cast) -> None:
    application = on_the_form(cast)
    section = Section.objects.filter(application=application)[0]
    Application.objects.filter(pk=application.pk).update(state="sent")
    assert section.text
    assert pens(section.text, cast.amina) == Right.READ
