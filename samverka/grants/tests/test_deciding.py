"""One decision about each application, with reasons, by somebody who did not propose it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.grants.actions.deciding import Verdict, decide
from samverka.grants.models import (
    Declaration,
    Grant,
    GrantApplication,
    GrantDecision,
    GrantProposal,
    Panelist,
)
from samverka.grants.telling.story import story_of
from samverka.grants.tests.granted_story import AMOUNT, GRANTED, REASONS, granted, ready
from samverka.grants.tests.story import EMAIL, a_round
from samverka.grants.wording import letter_mark, written_letter
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Role
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db
REFUSED = Verdict(GrantDecision.Kind.REFUSE, REASONS)


def test_granted_and_a_project_begins(cast: Cast) -> None:
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    application = ready(cast, organisation=garden)
    application.themes.add(theme := Theme.objects.all()[0])

    decision = decide(application=application, verdict=GRANTED, by=cast.petra)

    application.refresh_from_db()
    grant = Grant.objects.get(application=application)
    assert (application.state, application.decision) == ("granted", decision)
    assert (str(decision), decision.amount, decision.by) == (
        f"{application.number}-1",
        AMOUNT,
        cast.petra,
    )
    assert (grant.amount, grant.awarded, grant.promised, grant.paid) == (AMOUNT, AMOUNT, AMOUNT, 0)
    assert [(one.amount, one.state, one.comes_after) for one in grant.payments.all()] == [
        (Decimal(22_500), "planned", ""),
        (Decimal(7_500), "planned", "Final report"),
    ]
    [report] = grant.reports.all()
    assert (report.kind, report.due_on) == ("final", grant.ends_on + timedelta(days=60))
    project = grant.project
    assert project is not None
    assert (project.title, project.example, project.origin) == (application.title, True, "grant")
    assert [*project.themes.all()] == [theme]
    assert [(one.organisation, one.role) for one in project.takers.all()] == [(garden, Role.LEAD)]
    assert [one.amount for one in project.fundings.all()] == [AMOUNT]


def test_what_was_decided_stands_in_what_has_happened(cast: Cast) -> None:
    grant = granted(cast)
    newest = story_of(grant.application, cast.elsa)[0]
    assert (newest.who, newest.said) == (str(cast.petra), "Decided to grant it")


def test_the_letter_is_the_one_that_was_read(cast: Cast) -> None:
    application = ready(cast)
    seen = letter_mark(application, REFUSED)
    words = written_letter(application, REFUSED)
    assert REASONS in words

    other = replace(REFUSED, reasons=REASONS + " Så är det.")
    with pytest.raises(Outdated):
        decide(application=application, verdict=other, by=cast.petra, seen=seen)
    decide(application=application, verdict=REFUSED, by=cast.petra, seen=seen)

    [letter] = Letter.objects.filter(to=EMAIL)
    assert f"{letter.subject}\n\n{letter.body}".strip() == words


def test_who_stepped_aside_is_written_down(cast: Cast) -> None:
    application = ready(cast)
    decision = decide(application=application, verdict=REFUSED, by=cast.petra)
    assert [one.person for one in decision.stepped_aside.all()] == [cast.rut]


@pytest.mark.parametrize("who", ["elsa", "nils", "kim"])
def test_only_those_who_decide(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as reason:
        decide(application=ready(cast), verdict=REFUSED, by=getattr(cast, who))
    assert "did not propose" in str(reason.value)


def test_not_whoever_proposed_it_and_not_without_a_word_about_interests(cast: Cast) -> None:
    application = ready(cast)
    GrantProposal.objects.update(by=cast.petra)
    with pytest.raises(Refused):
        decide(application=application, verdict=REFUSED, by=cast.petra)
    GrantProposal.objects.update(by=cast.elsa)
    Declaration.objects.filter(person=cast.petra).delete()
    with pytest.raises(Refused):
        decide(application=application, verdict=REFUSED, by=cast.petra)


def test_there_is_one_decision(cast: Cast) -> None:
    application = ready(cast)
    decide(application=application, verdict=REFUSED, by=cast.petra)
    with pytest.raises(Refused, match="already"):
        decide(application=application, verdict=GRANTED, by=cast.petra)
    assert application.decisions.count() == 1


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (replace(GRANTED, amount=Decimal(40_001)), "more than they apply for"),
        (replace(GRANTED, amount=None), "how much"),
        (replace(GRANTED, amount=Decimal(0)), "how much"),
        (replace(GRANTED, reasons="Nej."), "Write why"),
        (replace(REFUSED, reasons=" " * 60), "Write why"),
        (replace(REFUSED, kind=GrantDecision.Kind.DISMISS), "cannot be decided"),
    ],
)
def test_what_is_no_decision(cast: Cast, verdict: Verdict, sentence: str) -> None:
    application = ready(cast)
    with pytest.raises(Refused, match=sentence):
        decide(application=application, verdict=verdict, by=cast.petra)
    application.refresh_from_db()
    assert (application.state, application.decisions.count()) == ("assessed", 0)


def test_not_taken_up_needs_no_proposal(cast: Cast) -> None:
    application = ready(cast, state=GrantApplication.State.SENT)
    GrantProposal.objects.all().delete()
    dismissed = replace(REFUSED, kind=GrantDecision.Kind.DISMISS)
    decide(application=application, verdict=dismissed, by=cast.petra)
    application.refresh_from_db()
    assert application.state == "dismissed"


def test_never_more_than_the_budget_of_the_round(cast: Cast) -> None:
    turn = a_round(cast, budget=Decimal(50_000))
    granted(cast, ready(cast, turn))
    with pytest.raises(Refused, match="so much money left"):
        granted(cast, ready(cast, turn))
    granted(cast, ready(cast, turn), amount=Decimal(20_000))


def test_whoever_has_left_the_panel_decides_nothing(cast: Cast) -> None:
    application = ready(cast)
    Panelist.objects.filter(person=cast.petra).update(left_at=application.sent_at)
    with pytest.raises(Refused):
        decide(application=application, verdict=REFUSED, by=cast.petra)


def test_whose_account_is_closed_has_not_stepped_aside(cast: Cast) -> None:
    application = ready(cast)
    Person.objects.filter(pk=cast.nils.pk).update(is_active=False)
    decision = decide(application=application, verdict=GRANTED, by=cast.petra)
    assert [one.person for one in decision.stepped_aside.all()] == [cast.rut]
