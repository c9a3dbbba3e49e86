"""How it went with the money, and what becomes of the group."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.projects.models import Project
from samverka.record.models import History, Letter
from samverka.references.actions.outcome import Told, ask_for_outcomes, tell_outcome
from samverka.references.models import Engagement, ReferenceRequest
from samverka.references.tests.story import ASKER, accepted, requested


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def asked() -> int:
    return Letter.objects.filter(to=ASKER, subject__startswith="How did it go?").count()


def test_we_ask_once_for_each_day_they_have_named(cast: Cast) -> None:
    request = accepted(cast, decision_on=in_days(1))
    told = [ask_for_outcomes(today=in_days(days)) for days in (0, 1, 2, 3)]
    assert (told, asked()) == ([0, 0, 1, 0], 1)

    later = in_days(30)
    tell_outcome(request=request, told=Told("unknown", decision_on=later))
    told = [ask_for_outcomes(today=later + timedelta(days=days)) for days in (0, 1, 2)]
    assert (told, asked()) == ([0, 1, 0], 2)


def test_nobody_is_asked_who_has_told_or_has_no_yes(cast: Cast) -> None:
    requested(decision_on=in_days(-1))
    tell_outcome(request=accepted(cast, decision_on=in_days(-1)), told=Told("refused"))

    assert ask_for_outcomes(today=in_days(0)) == 0


def test_a_grant_told_with_one_press_begins_the_group(client: Client, cast: Cast) -> None:
    request = accepted(cast)
    page = f"/en/references/follow/{request.key}/"
    answer = client.post(f"{page}outcome/", {"outcome": "granted", "grant_number": "101-7"})

    request.refresh_from_db()
    group = Engagement.objects.get()
    assert (answer.status_code, request.outcome, request.outcome_on) == (302, "granted", in_days(0))
    assert (group.state, group.grant_number, group.starts_on) == ("running", "101-7", in_days(0))
    assert "Instituto Novo (example) fick pengarna" in Letter.objects.filter(
        to="nils@example.org"
    ).values_list("subject", flat=True)
    assert "Granted" in client.get(page).content.decode()


def test_a_refusal_ends_the_waiting_and_can_be_taken_back(cast: Cast) -> None:
    request = accepted(cast)
    states = []
    for outcome in ("refused", "unknown", "refused", "granted", "refused"):
        tell_outcome(request=request, told=Told(outcome), by=cast.nils)
        states.append(Engagement.objects.get().state)

    # Work that has begun is not undone by a slip of the pen: they end it themselves.
    assert states == ["dropped", "planned", "dropped", "running", "running"]


def test_we_hear_of_an_outcome_when_it_is_another(client: Client, cast: Cast) -> None:
    """Whoever has the address can press as often as they like."""
    page = f"/en/references/follow/{accepted(cast).key}/"

    def press(outcome: str) -> tuple[int, int]:
        answer = client.post(f"{page}outcome/", {"outcome": outcome, "grant_number": "101-7"})
        told = Letter.objects.filter(to="nils@example.org", subject__contains="Novo (example) f")
        return answer.status_code, told.count() - before

    before = 0
    before = press("unknown")[1]
    assert [press(outcome) for outcome in ("granted", "granted", "refused", "granted")] == [
        *((302, 1), (302, 1), (422, 1), (302, 1)),
    ]
    History.objects.update(at=timezone.now() - timedelta(hours=1))
    assert press("refused") == (302, 2)


def test_we_write_it_down_with_a_project(client: Client, cast: Cast) -> None:
    request, project = accepted(cast), Project.objects.all()[0]
    client.force_login(cast.nils)
    page = f"/en/references/requests/{request.pk}/outcome/"
    facts = {"outcome": "granted", "outcome_on": in_days(-1), "project": project.pk}

    assert client.post(page, {"outcome": "soon"}).status_code == 422
    assert client.post(page, facts).status_code == 302
    request.refresh_from_db()
    assert (request.outcome, request.outcome_on, request.project) == (
        *("granted", in_days(-1), project),
    )
    assert Engagement.objects.get().project == project


def test_there_is_nothing_to_tell_without_a_yes(cast: Cast) -> None:
    with pytest.raises(Refused, match="We have not said yes"):
        tell_outcome(request=requested(), told=Told("granted"))
    assert ReferenceRequest.objects.get().outcome == "unknown"
