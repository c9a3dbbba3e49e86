"""Whoever applies does not choose who judges: what they write of themselves is a sign, no proof."""

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import ask_for_an_officer
from samverka.grants.actions.declaring import lift_interest, set_aside
from samverka.grants.models import GrantApplication, Panelist, Round
from samverka.grants.rules import known_to, named_in, open_to, without_officer
from samverka.grants.telling.story import story_of
from samverka.grants.tests.story import a_round, declare, handed_in, take_place
from samverka.partnership.models import Appointment, Organisation
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db
WHY = "Jag har ringt dem: de har inget med varandra att göra."


@pytest.fixture
def turn(cast: Cast) -> Round:
    return a_round(cast)


@pytest.fixture
def naming(cast: Cast, turn: Round) -> GrantApplication:
    """The applicant has written the e-mail address of one of those who assess."""
    found = handed_in(turn, state="assessed", email=cast.nils.email)
    declare(found, cast.elsa)
    return found


def place(turn: Round, cast: Cast) -> Panelist:
    return turn.panelists.get(person=cast.nils)


def test_an_officer_sees_it_and_lets_them_in(
    cast: Cast, turn: Round, naming: GrantApplication, client: Client
) -> None:
    client.force_login(cast.elsa)
    case = f"/en/grants/cases/{naming.number}/"
    assert "Because of what the applicant wrote" in client.get(case).content.decode()
    assert client.post(f"{case}aside/lift/", {"place": place(turn, cast).pk}).status_code == 422
    client.post(f"{case}aside/lift/", {"place": place(turn, cast).pk, "words": WHY})

    assert [*known_to(cast.nils)] == [naming]
    assert [*open_to(cast.nils)] == []  # they are asked as others
    assert "Because of what" not in client.get(case).content.decode()
    said = [one.said for one in story_of(naming, cast.elsa)]
    assert said[0].startswith(f"Found that {cast.nils} has no interest in it")
    assert [one.said for one in story_of(naming, cast.nils)] == []


def test_it_holds_for_what_was_written_then(
    cast: Cast, turn: Round, naming: GrantApplication
) -> None:
    lift_interest(application=naming, place=place(turn, cast), words=WHY, by=cast.elsa)
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    Organisation.objects.filter(pk=garden.pk).update(number="802001-9999")
    seat = place(turn, cast)
    Panelist.objects.filter(pk=seat.pk).update(organisation=garden)
    GrantApplication.objects.filter(pk=naming.pk).update(organisation_number="802001-9999")
    assert [*known_to(cast.nils)] == []


@pytest.mark.parametrize("tie", ["declared", "writer"])
def test_what_is_sure_stays(cast: Cast, turn: Round, naming: GrantApplication, tie: str) -> None:
    if tie == "declared":
        words = "De är syskon"
        set_aside(application=naming, place=place(turn, cast), words=words, by=cast.elsa)
    else:
        GrantApplication.objects.filter(pk=naming.pk).update(writer=cast.nils)
    naming.refresh_from_db()
    assert named_in(naming) == []
    with pytest.raises(Refused, match="because of what the applicant wrote"):
        lift_interest(application=naming, place=place(turn, cast), words=WHY, by=cast.elsa)


def test_nobody_lets_themselves_in(cast: Cast, turn: Round, naming: GrantApplication) -> None:
    with pytest.raises(Refused, match="cannot open"):
        lift_interest(application=naming, place=place(turn, cast), words=WHY, by=cast.nils)


def test_where_no_officer_may_know_of_it_another_is_needed(
    cast: Cast, turn: Round, client: Client
) -> None:
    """The only officer of the round is named: without a word it would wait for ever."""
    naming = handed_in(turn, email=cast.elsa.email)
    ask_for_an_officer(naming)
    letters = Letter.objects.about(turn)
    # The only coordinator is named too.
    assert {one.to for one in letters} == {cast.nils.email, cast.rut.email, cast.petra.email}
    letters.delete()
    Appointment.objects.create(person=cast.kim)
    ask_for_an_officer(naming)
    assert [one.to for one in letters.all()] == [cast.kim.email]
    assert naming.number not in letters.get().body
    assert (without_officer(turn, cast.elsa), without_officer(turn, cast.kim)) == (0, 1)

    client.force_login(cast.kim)
    prepare = f"/en/grants/{turn.slug}/prepare/"
    assert "1 application waits that none" in client.get(prepare).content.decode()
    take_place(turn, cast.kim, Panelist.Role.OFFICER)
    assert without_officer(turn, cast.kim) == 0
    declare(naming, cast.kim)
    seat = turn.panelists.get(person=cast.elsa)
    lift_interest(application=naming, place=seat, words=WHY, by=cast.kim)
    assert [*known_to(cast.elsa)] == [naming]
