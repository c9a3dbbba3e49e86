"""An officer looks whether everything is there, asks for what is not, and lets it be assessed."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions import checking
from samverka.grants.actions.applying import write_facts
from samverka.grants.models import Completion, GrantApplication
from samverka.grants.tests.story import EMAIL, a_round, case_of, declare, handed_in
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(cast: Cast) -> GrantApplication:
    found = handed_in(a_round(cast), language="en")
    declare(found, cast.elsa)
    return found


def letters() -> list[str]:
    return [*Letter.objects.filter(to=EMAIL).values_list("subject", flat=True)]


def test_what_is_missing_is_asked_for(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    client.force_login(cast.elsa)
    case = f"/en/grants/cases/{application.number}/"
    page = client.get(case).content.decode()
    assert "Is everything there?" in page
    answer = client.post(f"{case}completion/", {"words": "", "due_on": "2020-01-01"})
    assert answer.status_code == 422
    past = {"words": "En budget", "due_on": "2020-01-01"}
    assert (
        "Choose a day that is to come." in client.post(f"{case}completion/", past).content.decode()
    )

    due = timezone.localdate() + timedelta(days=10)
    client.post(f"{case}completion/", {"words": "En budget", "due_on": due.isoformat()})
    application.refresh_from_db()
    assert application.state == "incomplete"
    [letter] = Letter.objects.filter(to=EMAIL)
    assert letter.subject.startswith("Complete your application by")
    assert "> En budget" in letter.body
    assert application.key in letter.body
    assert "En budget" in client.get(case).content.decode()

    client.post(f"{case}completion/stop/")
    application.refresh_from_db()
    assert application.state == "sent"
    assert Completion.objects.get().state == "ended"


def test_what_nobody_has_to_give_is_not_called_missing(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    said = {
        str(one.said): (one.is_there, one.optional)
        for one in case_of(application, cast.elsa).checklist
    }
    assert said["The number of the organisation"] == said["Enclosed files"] == (False, True)
    client.force_login(cast.elsa)
    page = client.get(f"/en/grants/cases/{application.number}/").content.decode()
    assert page.count("none given, and none needed") == 2
    assert page.count(">is missing<") == sum(
        not there and not free for there, free in said.values()
    )


@pytest.mark.parametrize("on", [checking.find_complete, checking.stop_asking])
def test_what_is_assessed_is_what_is_frozen(
    cast: Cast, application: GrantApplication, on: Callable[..., GrantApplication]
) -> None:
    """The applicant has changed it and not handed it in again when the officer goes on."""
    due = timezone.localdate() + timedelta(days=10)
    checking.ask_for_completion(
        application=application, words="En budget", due_on=due, by=cast.elsa
    )
    write_facts(application=application, facts={"title": "En annan trädgård"})

    found = on(application=application, by=cast.elsa)

    found.refresh_from_db()
    kept = found.papers.get()
    assert (found.sha256, found.title) == (kept.sha256, "En annan trädgård")
    assert found.sha256 == sha256(bytes(kept.pdf)).hexdigest()


def test_somebody_is_reminded_once_some_days_before(
    cast: Cast, application: GrantApplication
) -> None:
    today = timezone.localdate()
    due = today + timedelta(days=10)
    checking.ask_for_completion(
        application=application, words="En budget", due_on=due, by=cast.elsa
    )
    Completion.objects.update(asked_at=timezone.now() - timedelta(days=5))
    assert checking.remind_of_completions(today=today) == 0
    assert checking.remind_of_completions(today=due - timedelta(days=3)) == 1
    assert checking.remind_of_completions(today=due - timedelta(days=2)) == 0
    assert letters()[1].startswith("A reminder: complete your application by")


def test_it_is_complete_and_can_be_assessed(
    cast: Cast, application: GrantApplication, client: Client
) -> None:
    client.force_login(cast.elsa)
    client.post(f"/en/grants/cases/{application.number}/complete/")
    application.refresh_from_db()
    assert application.state == "assessed"
    with pytest.raises(Refused, match="looked through already"):
        checking.find_complete(application=application, by=cast.elsa)
    # Something may turn out to be missing later.
    due = timezone.localdate() + timedelta(days=10)
    checking.ask_for_completion(application=application, words="Mer", due_on=due, by=cast.elsa)
    checking.find_complete(application=application, by=cast.elsa)
    assert Completion.objects.get().state == "ended"


def test_only_officers_do_it(cast: Cast, application: GrantApplication, client: Client) -> None:
    declare(application, cast.nils)
    client.force_login(cast.nils)
    case = f"/en/grants/cases/{application.number}/"
    assert "Is everything there?" not in client.get(case).content.decode()
    for page in ("complete/", "completion/", "completion/stop/"):
        assert client.post(f"{case}{page}").status_code == 404
