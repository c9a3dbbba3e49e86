"""What an applicant hands in waits on the desks of those who handle it, until it is handled."""

from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import (
    changing,
    checking,
    closing,
    declaring,
    judging_by,
    paying,
    reporting,
)
from samverka.grants.actions.handing_in import hand_in, withdraw
from samverka.grants.actions.reporting import Told
from samverka.grants.models import Grant, GrantApplication, GrantChange, GrantReport, Panelist
from samverka.grants.tests.granted_story import (
    ANSWERS,
    REASONS,
    agreed,
    came_to,
    granted,
    in_a_month,
)
from samverka.grants.tests.story import EMAIL, a_round, declare, take_place
from samverka.grants.tests.writing import written
from samverka.partnership.models import Membership
from samverka.people.models import Person
from samverka.record.models import Letter
from samverka.tasks import actions as tasks
from samverka.tasks.models import Task
from samverka.tasks.rules import may_get

pytestmark = pytest.mark.django_db
PAYMENT = "Decide on a payment: Trädgården för alla"
END = "Decide what is paid or given back, and close the grant: Trädgården för alla"
FINAL = "Read “Final report”: Trädgården för alla"
CHANGE = "Answer what they ask to change: Trädgården för alla"


def waiting(*people: Person) -> list[list[str]]:
    """What waits for each of them, as it stands on their desks."""
    mine = (Task.objects.open().for_person(one).not_taken_by_others(one) for one in people)
    return [[one.what_en for one in tasks.due_first()] for tasks in mine]


def ended() -> list[tuple[str, str]]:
    return [*Task.objects.order_by("id").values_list("what_en", "state")]


def the_report() -> Task:
    """The task that asks somebody to read it."""
    return Task.objects.get(about_kind="grantreport")


def all_told(grant: Grant) -> Told:
    return Told(ANSWERS, lines=came_to(grant))


def report(cast: Cast) -> GrantReport:
    """Handed in by key."""
    grant = granted(cast)
    agreed(cast, grant)
    return reporting.hand_in_report(report=grant.reports.get(), told=all_told(grant))


def change(cast: Cast, **facts: Any) -> GrantChange:
    return changing.ask_change(grant=granted(cast), words="Mer tid.", **facts)


def test_a_report_waits_for_the_officers_until_it_is_read(cast: Cast, client: Client) -> None:
    sent = report(cast)

    others = (cast.nils, cast.rut, cast.olof)
    assert waiting(cast.elsa, cast.petra, *others) == [[FINAL], [PAYMENT], *3 * [[]]]
    client.force_login(cast.elsa)
    assert FINAL in client.get("/en/desk/").content.decode()
    page = client.get(the_report().url).content.decode()
    assert "Vi grävde." in page
    reporting.return_report(report=sent, words="Kvitton saknas.", by=cast.elsa)
    assert waiting(cast.elsa) == [[]]
    reporting.hand_in_report(report=sent, told=all_told(sent.grant))
    assert waiting(cast.elsa) == [[FINAL]]
    reporting.approve_report(report=sent, by=cast.elsa)
    assert [one for one in ended() if one[0] == FINAL] == [(FINAL, "done"), (FINAL, "done")]


def test_a_change_waits_for_who_decides_and_the_officers_hear_of_it(cast: Cast) -> None:
    asked = change(cast)

    assert waiting(cast.elsa, cast.petra, cast.nils, cast.rut) == [[], [CHANGE], [], []]
    letters = Letter.objects.about(asked.grant.application).exclude(to=EMAIL)
    assert {*letters.values_list("to", flat=True)} == {cast.elsa.email, cast.petra.email}
    changing.refuse_change(change=asked, reasons=REASONS, by=cast.petra)
    assert ended() == [(CHANGE, "done")]


def test_a_change_that_is_taken_back_waits_for_nobody(cast: Cast) -> None:
    changing.take_back_change(change=change(cast))

    assert (waiting(cast.elsa), ended()) == ([[]], [(CHANGE, "dropped")])


def test_whoever_asks_and_takes_back_without_end_is_stopped(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverka.grants.actions.applicant.LETTERS_AN_HOUR", 2)
    grant = granted(cast)
    for _n in range(2):
        changing.take_back_change(change=changing.ask_change(grant=grant, words="Mer tid."))

    with pytest.raises(Refused, match="many times in the last hour"):
        changing.ask_change(grant=grant, words="Mer tid.")


def test_nothing_waits_of_a_grant_that_has_ended(cast: Cast) -> None:
    asked = change(cast)
    day = in_a_month()
    closing.revoke_grant(grant=asked.grant, due_on=day, reasons=REASONS, by=cast.petra)

    assert ended() == [(CHANGE, "dropped")]


@pytest.fixture
def completed(cast: Cast, client: Client) -> GrantApplication:
    """Elsa asked for something, and the applicant has answered."""
    application = hand_in(application=written(client, a_round(cast)))
    declare(application, cast.elsa)
    soon = in_a_month()
    checking.ask_for_completion(application=application, words="Mer.", due_on=soon, by=cast.elsa)
    application.refresh_from_db()
    return hand_in(application=application, answer="Här.")


def test_what_was_completed_waits_to_be_looked_through(
    cast: Cast, completed: GrantApplication
) -> None:
    said = f"Look through what was completed: {completed.title}"
    assert waiting(cast.elsa, cast.petra, cast.nils) == [[said], [], []]

    checking.find_complete(application=completed, by=cast.elsa)

    assert ended() == [(said, "done")]


def test_a_withdrawn_application_waits_for_nobody(cast: Cast, completed: GrantApplication) -> None:
    withdraw(application=completed)

    assert (waiting(cast.elsa), [state for _what, state in ended()]) == ([[]], ["dropped"])


def test_whoever_has_an_interest_knows_of_no_task_not_even_one_they_took(cast: Cast) -> None:
    sent = report(cast)
    application = sent.grant.application
    take_place(application.round, cast.kim, Panelist.Role.OFFICER)
    declare(application, cast.kim)
    task = the_report()
    tasks.take_task(task=task, by=cast.kim)
    assert waiting(cast.elsa, cast.kim) == [[], [FINAL]]

    declaring.declare_interest(
        turn=application.round, numbers=[application.number], words="Svåger", by=cast.kim
    )

    assert waiting(cast.elsa, cast.kim) == [[FINAL], []]
    with pytest.raises(Refused, match="not your task"):
        tasks.take_task(task=task, by=cast.kim)


def test_nor_whoever_comes_to_work_there(cast: Cast, client: Client) -> None:
    sent = report(cast)
    application = sent.grant.application
    here = Membership.objects.filter(person=cast.elsa).values("organisation")
    if not here:
        here = Membership.objects.filter(person=cast.amina).values("organisation")
        Membership.objects.create(person=cast.elsa, organisation_id=here[0]["organisation"])
    GrantApplication.objects.filter(pk=application.pk).update(organisation=here[0]["organisation"])

    client.force_login(cast.elsa)
    assert waiting(cast.elsa) == [[]]
    assert client.get(f"/en/tasks/{the_report().pk}/").status_code == 404


def test_what_somebody_took_who_leaves_the_panel_waits_for_the_others(cast: Cast) -> None:
    sent = report(cast)
    turn = sent.grant.application.round
    place = take_place(turn, cast.kim, Panelist.Role.OFFICER)
    declare(sent.grant.application, cast.kim)
    tasks.take_task(task=the_report(), by=cast.kim)

    judging_by.unseat(place=place, by=cast.elsa)

    assert waiting(cast.elsa, cast.kim) == [[FINAL], []]


def test_it_is_handed_over_within_the_panel_alone(cast: Cast, client: Client) -> None:
    sent = report(cast)
    take_place(sent.grant.application.round, cast.kim, Panelist.Role.OFFICER)
    task = the_report()
    assert [*may_get(task)] == [cast.elsa]  # Kim has not said that they have no interest in it
    declare(sent.grant.application, cast.kim)
    assert {*may_get(task)} == {cast.elsa, cast.kim}

    client.force_login(cast.elsa)
    page = client.get(task.get_absolute_url()).content.decode()
    assert '<option value="coordinators">' not in page
    with pytest.raises(Refused, match="Choose who takes it on"):
        tasks.hand_over_task(task=task, role=Task.Role.COORDINATORS, by=cast.elsa)
    tasks.hand_over_task(task=task, to=cast.kim, by=cast.elsa)
    assert waiting(cast.elsa, cast.kim) == [[], [FINAL]]


def test_a_payment_and_the_end_wait_for_who_decides(cast: Cast) -> None:
    """The first payment when both have signed, the last one and the end after the report."""
    grant = granted(cast)
    agreed(cast, grant)
    assert waiting(cast.elsa, cast.petra, cast.nils, cast.rut) == [[], [PAYMENT], [], []]

    first, last = grant.payments.all()
    paying.decide_payment(payment=first, by=cast.petra)
    assert waiting(cast.petra) == [[]]
    told = all_told(grant)
    sent = reporting.hand_in_report(report=grant.reports.get(), told=told)
    reporting.approve_report(report=sent, by=cast.elsa)
    assert [sorted(one) for one in waiting(cast.elsa, cast.petra)] == [[], [PAYMENT, END]]

    paying.drop_payment(payment=last, by=cast.petra)
    assert waiting(cast.petra) == [[END]]
