"""Nobody opens an application before they have said that they have no interest in it."""

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import declaring
from samverka.grants.judging import progress_of
from samverka.grants.models import Declaration, RoundArchive
from samverka.grants.rules import close_to, known_to, open_to
from samverka.grants.telling.story import story_of
from samverka.grants.tests.story import a_round, declare, handed_in, scored
from samverka.record.actions import Receiver, post_letter
from samverka.record.models import Letter
from samverka.tasks.actions import add_task
from samverka.tasks.models import Task

pytestmark = pytest.mark.django_db
DECLARE = "/en/grants/handling/tests-round/declare/"


def test_one_press_opens_it(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast))
    client.force_login(cast.nils)
    case = f"/en/grants/cases/{application.number}/"
    assert client.get(case).headers["Location"] == DECLARE
    answer = client.post(f"{DECLARE}none/", {"one": application.number}, follow=True)
    assert "You have answered for all of them." in answer.content.decode()
    assert client.get(case).status_code == 200


def test_several_at_once(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    first, second, third = (handed_in(turn) for _n in range(3))
    client.force_login(cast.nils)
    client.post(f"{DECLARE}none/", {"application": [first.number, second.number]})
    assert {*open_to(cast.nils)} == {first, second}
    told = {"application": [third.number, second.number], "words": "Min svåger"}
    client.post(f"{DECLARE}interest/", told)
    assert [*known_to(cast.nils)] == [first]


def test_an_interest_needs_words_and_what_was_ticked_stays(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast))
    client.force_login(cast.nils)
    answer = client.post(f"{DECLARE}interest/", {"application": [application.number]})
    assert answer.status_code == 422
    assert f'value="{application.number}" checked' in answer.content.decode()
    answer = client.post(f"{DECLARE}none/", {}, follow=True)
    assert "Choose at least one application." in answer.content.decode()


def test_what_one_may_not_know_of_cannot_be_declared_about(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast))
    declare(application, cast.nils, conflict=True)
    client.force_login(cast.nils)
    client.post(f"{DECLARE}none/", {"one": application.number})
    assert Declaration.objects.get().conflict


def test_a_conflict_that_is_found_later_takes_everything_away(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    application = handed_in(turn, state="assessed")
    declare(application, cast.nils)
    scored(application, cast.nils, 5, 5)
    RoundArchive.objects.create(round=turn, by=cast.nils)
    add_task(kind=Task.Kind.DECISION, what=lambda: "Look", person=cast.nils, about=application)
    post_letter(
        to=Receiver(cast.nils.email, "sv"),
        template="tasks/letters/waiting.txt",
        about=application,
        tasks=[],
        number=1,
    )
    case = f"/en/grants/cases/{application.number}/"
    client.force_login(cast.nils)
    assert client.post(f"{case}interest/", {}).status_code == 422
    answer = client.post(f"{case}interest/", {"words": "Min svåger"})
    assert answer.headers["Location"] == "/en/grants/handling/tests-round/"

    assert client.get(case).status_code == 404
    assert [*known_to(cast.nils)] == []
    assert not progress_of(turn, [application])[application.pk].handed_in
    assert not RoundArchive.objects.exists()
    assert not Task.objects.filter(person=cast.nils, about_kind="grantapplication").exists()
    assert not Letter.objects.about(application).exists()


def test_an_officer_says_it_of_somebody_and_takes_it_back(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast))
    for who in (cast.elsa, cast.nils, cast.rut):
        declare(application, who)
    case = f"/en/grants/cases/{application.number}/"
    place = application.round.panelists.get(person=cast.nils)
    client.force_login(cast.rut)
    told = {"place": place.pk, "words": "Hans bror sitter i styrelsen"}
    assert client.post(f"{case}aside/", told).status_code == 404

    client.force_login(cast.elsa)
    assert client.post(f"{case}aside/", {"place": place.pk}).status_code == 422
    client.post(f"{case}aside/", told)
    assert [*known_to(cast.nils)] == []
    assert "Nils" in client.get(case).content.decode()

    client.post(f"{case}aside/take-back/", {"person": cast.nils.pk})
    assert [*known_to(cast.nils)] == [application]
    assert [*open_to(cast.nils)] == []
    declare(application, cast.nils)
    assert [one.said for one in story_of(application, cast.nils)] == []
    assert len(story_of(application, cast.rut)) == 2


def test_nobody_takes_back_their_own_conflict(cast: Cast) -> None:
    application = handed_in(a_round(cast))
    declare(application, cast.elsa, conflict=True)
    with pytest.raises(Refused):
        declaring.take_conflict_back(application=application, person=cast.elsa, by=cast.elsa)
    declare(application, cast.nils, conflict=True)
    with pytest.raises(Refused):
        declaring.take_conflict_back(application=application, person=cast.nils, by=cast.elsa)


def test_the_case_page_shows_what_was_handed_in(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast), answers={"need": "Många är ensamma."})
    application.costs.create(number=1, kind="cost", what="Jord", amount=500)
    application.costs.create(number=2, kind="hours", what="Gräva", quantity=20)
    file = application.enclosures.create(
        name="plan.pdf", kind="application/pdf", content=b"%PDF", size=4, sha256="ab" * 32
    )
    declare(application, cast.nils)
    client.force_login(cast.nils)
    page = client.get(f"/sv/grants/cases/{application.number}/").content.decode()
    for said in ("Många är ensamma.", "Jord", "Gräva", "plan.pdf", application.number):
        assert said in page
    assert application.email not in page  # for those who write to them
    answer = client.get(f"/sv/grants/cases/{application.number}/enclosures/{file.sha256}/")
    assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("said", ["\0", "x\0y", "²", "<b>", "9" * 400])
def test_what_is_no_number_is_none(cast: Cast, client: Client, said: str) -> None:
    """A database refuses some of it outright."""
    handed_in(a_round(cast))
    client.force_login(cast.nils)
    answer = client.post(f"{DECLARE}none/", {"application": [said]}, follow=True)
    assert "Choose at least one application." in answer.content.decode()


def test_an_applicant_called_as_ones_own_organisation_is_pointed_out(
    cast: Cast, client: Client
) -> None:
    """Nils works at the region. What comes under its name is not tied to it, and may be others':
    he is told, and answers for it by itself."""
    turn = a_round(cast)
    own = close_to(cast.nils)[0].name
    alike = handed_in(turn, name=f" {own.upper()}  ")
    other = handed_in(turn)
    assert {*known_to(cast.nils).filter(round=turn)} == {alike, other}
    client.force_login(cast.nils)
    page = client.get(DECLARE).content.decode()
    assert page.count("The applicant is called the same as where you work") == 1

    both = {"application": [alike.number, other.number]}
    answer = client.post(f"{DECLARE}none/", both, follow=True).content.decode()
    assert "Answer for that by itself." in answer
    assert not open_to(cast.nils).exists()
    client.post(f"{DECLARE}none/", {"one": alike.number})
    client.post(f"{DECLARE}none/", {"application": [other.number]})
    assert {*open_to(cast.nils)} == {alike, other}
