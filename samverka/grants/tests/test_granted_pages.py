"""From the decided application to the closed grant, on the pages of those who do it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.applications.tests.written import PDF
from samverka.cast import Cast
from samverka.common.amounts import written
from samverka.common.lettering import width_of
from samverka.grants.actions.reporting import Told, hand_in_report, return_report
from samverka.grants.bars import bars_of
from samverka.grants.models import Grant, GrantApplication, GrantDecision, OfferedTime
from samverka.grants.shown import COLUMNS, Figure, figures, granted_where
from samverka.grants.tests.granted_story import (
    AMOUNT,
    ANSWERS,
    REASONS,
    agreed,
    came_to,
    granted,
    in_a_month,
    paid,
    ready,
)
from samverka.grants.tests.story import EMAIL, a_round
from samverka.partnership.models import Theme
from samverka.people.models import Person
from samverka.record.models import Letter

pytestmark = pytest.mark.django_db
DECISION = {"kind": "grant", "amount": "30 000", "reasons": REASONS, "why_sv": "För många."}


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def to(name: str, *arguments: Any) -> str:
    with translation.override("sv"):
        return reverse(f"grants:{name}", args=arguments)


def test_the_letter_is_read_before_it_goes(cast: Cast) -> None:
    application = ready(cast)
    page, petra = to("decision", application.number), as_(cast.petra)
    words = petra.get(page).content.decode()
    assert "Titta på brevet" in words
    with translation.override("sv"):
        assert f'value="{written(AMOUNT)}"' in words
    assert "Besluta och skicka" not in words

    short = petra.post(page, {**DECISION, "reasons": "Ja.", "show": "yes"})
    assert short.status_code == 422
    assert "Skriv varför" in short.content.decode()

    shown = petra.post(page, {**DECISION, "begin_grant": ["new", "plan"], "show": "yes"})
    assert (shown.status_code, application.decisions.count()) == (200, 0)
    assert "Det prövar något som är nytt här." in shown.content.decode()
    assert application.key not in shown.content.decode()
    seen = shown.context["seen"]

    stale = petra.post(page, {**DECISION, "decide": "yes", "seen": seen})
    assert (stale.status_code, application.decisions.count()) == (422, 0)

    told = {**DECISION, "begin_grant": ["new", "plan"], "decide": "yes", "seen": seen}
    assert petra.post(page, told).status_code == 302
    decision = application.decisions.get()
    assert decision.reasons == (
        f"Det prövar något som är nytt här. Planen och budgeten är realistiska.\n\n{REASONS}"
    )
    assert decision.reasons.splitlines()[0] in Letter.objects.get(to=EMAIL).body


def test_the_way_from_the_application_to_the_decision_and_the_grant(cast: Cast) -> None:
    application = ready(cast)
    case = to("case", application.number)
    decision, grant = to("decision", application.number), to("grant", application.number)

    def leads(who: Person) -> list[str]:
        words = as_(who).get(case).content.decode()
        return [one for one in (decision, grant) if f'href="{one}"' in words]

    assert [leads(who) for who in (cast.petra, cast.elsa, cast.nils)] == [[decision], [], []]
    granted(cast, application)
    assert [leads(who) for who in (cast.petra, cast.elsa)] == [[decision, grant]] * 2


def test_the_key_of_the_applicant_is_in_the_letter_alone(cast: Cast) -> None:
    """Whoever has it could sign the agreement for them."""
    grant = granted(cast)
    key, number = grant.application.key, grant.application.number
    pages = [to(name, number) for name in ("case", "decision", "grant")]

    for who in (cast.petra, cast.elsa):
        assert not any(key in as_(who).get(page).content.decode() for page in pages)
    assert key in Letter.objects.about(grant.application).filter(to=EMAIL).latest("pk").body


def test_only_those_who_may_meet_the_pages(cast: Cast) -> None:
    undecided = ready(cast)
    assert as_(cast.elsa).get(to("decision", undecided.number)).context["form"] is None
    grant = granted(cast, ready(cast, undecided.round))
    number = grant.application.number
    pages = [to("decision", number), to("grant", number)]
    for who, status in ((cast.elsa, 200), (cast.nils, 200), (cast.rut, 404), (cast.kim, 404)):
        assert [as_(who).get(page).status_code for page in pages] == [status, status]
    assert as_(cast.rut).get(to("decision", undecided.number)).status_code == 404
    assert as_(cast.nils).post(to("close_grant", number)).status_code == 404
    assert as_(cast.elsa).post(to("claim", number)).status_code == 404


def test_the_whole_life_of_a_grant(cast: Cast, client: Client) -> None:
    grant = granted(cast)
    number = grant.application.number
    elsa, petra = as_(cast.elsa), as_(cast.petra)
    today = timezone.localdate().isoformat()

    sign(grant, elsa, client)
    grant.refresh_from_db()
    assert grant.state == Grant.State.AGREED
    payment = grant.payments.all()[0]
    done(petra.post(to("decide_payment", number, payment.pk)))
    done(elsa.post(to("mark_paid", number, payment.pk), {"on": today, "reference": "BG 1"}))
    write_report(grant, elsa, client)

    closing = petra.post(to("close_grant", number), {"reasons": REASONS})
    assert closing.status_code == 422
    assert "6\xa0000 kronor" in closing.content.decode()
    claim = {"amount": "6000", "due_on": in_a_month().isoformat(), "reasons": REASONS}
    done(petra.post(to("claim", number), claim))
    repayment = grant.repayments.get()
    done(elsa.post(to("repaid", number, repayment.pk), {"on": today}))
    done(petra.post(to("close_grant", number), {"reasons": REASONS}))

    public = client.get(to("granted", number)).content.decode()
    used = "Avslutat. Projektet använde 16\xa0500 kronor."
    for words in (used, "En plats för många.", ANSWERS["learned"]):
        assert words in public


def sign(grant: Grant, elsa: Client, applicant: Client) -> None:
    """Made with a condition of its own, and signed by both."""
    number, key = grant.application.number, grant.application.key
    done(elsa.post(to("make_agreement", number), {"extra": "Skylten syns."}))
    page = applicant.get(to("own_agreement", key))
    assert "Skylten syns." in page.content.decode()
    told = {"name": "Viola Viby", "sha256": page.context["agreement"].sha256}
    assert applicant.post(to("own_agreement", key), {**told, "name": ""}).status_code == 422
    done(applicant.post(to("own_agreement", key), told))
    done(elsa.post(to("sign_agreement", number)))


def write_report(grant: Grant, elsa: Client, applicant: Client) -> None:
    """Saved, counted, handed in and approved; fifty hours are fewer than was planned."""
    number, key = grant.application.number, grant.application.key
    [report] = grant.reports.all()
    writing = to("own_report", key, report.pk)
    told = {**ANSWERS, "people": "30", "shows_lessons": "on", "version": "1"}
    for line in grant.application.costs.all():
        told[f"line_{line.pk}"] = "50" if line.kind == "hours" else str(line.amount)
    done(applicant.post(to("own_report_file", key, report.pk), {"file": pdf()}))
    done(applicant.post(writing, {**told, "save": "yes"}))
    assert "16\xa0500 kronor av 30\xa0000 kronor" in applicant.get(writing).content.decode()
    assert applicant.post(writing, {**told, "hand_in": "yes"}).status_code == 422
    done(applicant.post(writing, {**told, "version": "2", "hand_in": "yes"}))
    assert elsa.get(to("report", number, report.pk)).status_code == 200
    assert elsa.post(to("return_report", number, report.pk)).status_code == 422
    done(elsa.post(to("approve_report", number, report.pk)))


def done(answer: Any) -> None:
    assert answer.status_code == 302, answer.content.decode()[:2000]


def pdf() -> Any:
    return SimpleUploadedFile("kvitto.pdf", PDF, "application/pdf")


def test_a_change_is_asked_for_and_answered(cast: Cast, client: Client) -> None:
    grant = granted(cast)
    number, key = grant.application.number, grant.application.key
    assert client.post(to("ask_change", key), {}).status_code == 422
    later = grant.ends_on.replace(month=12).isoformat()
    done(client.post(to("ask_change", key), {"words": "Mer tid.", "ends_on": later}))
    change = grant.changes.get()
    short = as_(cast.petra).post(to("answer_change", number, change.pk), {"answer": "agree"})
    assert short.status_code == 422
    told = {"answer": "agree", "reasons": REASONS}
    done(as_(cast.petra).post(to("answer_change", number, change.pk), told))
    grant.refresh_from_db()
    assert grant.ends_on.isoformat() == later
    done(client.post(to("take_back_change", key, change.pk)))
    change.refresh_from_db()
    assert change.state == "agreed"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_decisions_and_agreements_as_files(cast: Cast, client: Client, kind: str) -> None:
    grant = granted(cast)
    number, key = grant.application.number, grant.application.key
    done(as_(cast.elsa).post(to("make_agreement", number)))
    agreement = grant.agreements.get()
    for address in (
        to("own_decision_paper", key, 1, kind),
        to("own_agreement_file", key, agreement.pk, kind),
    ):
        answer = client.get(address)
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    staff = as_(cast.elsa).get(to("decision_paper", number, 1, kind))
    assert staff.content == client.get(to("own_decision_paper", key, 1, kind)).content
    assert client.get(to("own_decision_paper", key, 1, "exe")).status_code == 404
    assert client.get(to("own_decision_paper", key, 2, kind)).status_code == 404


def test_the_applicant_reads_the_decision_by_key(cast: Cast, client: Client) -> None:
    grant = granted(cast)
    page = client.get(to("mine", grant.application.key)).content.decode()
    assert REASONS in page
    refused = ready(cast, grant.application.round)
    GrantDecision.objects.create(
        application=refused, number=1, kind="refuse", reasons="Nej, för det finns redan."
    )
    GrantApplication.objects.filter(pk=refused.pk).update(
        state="refused", decision=refused.decisions.get()
    )
    page = client.get(to("mine", refused.key)).content.decode()
    assert "Nej, för det finns redan." in page
    assert client.get(to("own_agreement", refused.key)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_list_costs_the_same_for_one_and_for_three(
    cast: Cast, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    turn = a_round(cast)
    for _n in range(number):
        granted(cast, ready(cast, turn))
    address = f"{to('granted_list')}?round={turn.slug}"
    client.get(address)
    with django_assert_num_queries(8):
        page = client.get(address)
    assert page.context["page"].paginator.count == number


def test_what_a_report_cannot_do_without_is_not_called_optional(cast: Cast) -> None:
    report = granted(cast).reports.get()
    page = Client().get(to("own_report", report.grant.application.key, report.pk))
    form = page.context["form"]

    assert page.status_code == 200
    needed = [one.name for one in form.words if getattr(one.field, "is_awaited", False)]
    assert needed == ["happened", "reached", "learned"]


def test_the_applicant_meets_the_decision_before_the_meeting(cast: Cast) -> None:
    grant = granted(cast)
    starts = timezone.now() + timedelta(days=3)
    OfferedTime.objects.create(
        round=grant.application.round,
        application=grant.application,
        starts_at=starts,
        minutes=30,
        place="Video",
    )
    page = Client().get(to("mine", grant.application.key)).content.decode()

    assert 0 < page.index(REASONS) < page.index("Du har bokat")


def test_names_over_bars_keep_within_the_picture() -> None:
    long = "Skateboard och odling: kan det vara sociala innovationer, här och nu?"
    figures_ = [Figure("Örebro", 1, Decimal(1), ""), Figure(long, 2, Decimal(2), "")]
    drawn = bars_of(figures_)

    assert drawn.bars[0].label == "Örebro"
    assert drawn.bars[1].label.endswith("…")
    assert all(width_of(one.label) <= drawn.width for one in drawn.bars)
    assert [one.width for one in drawn.bars] == [160, 320]
    assert drawn.width == 360  # px: what a phone shows without making letters smaller


def test_every_figure_is_what_a_fresh_count_gives(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    first, second = Theme.objects.all()[:2]
    for themes in ([first], [first, second], []):
        application = ready(cast, turn)
        application.themes.set(themes)
        granted(cast, application)
    ready(cast, turn).themes.add(first)

    assert [one.number for one in figures("theme") if one.label == "No theme"] == [1]
    for question in ("theme", "municipality", "kind"):
        for one in figures(question):
            answer = one.url.rpartition("=")[2]
            rows = granted_where(question, answer)
            assert question in COLUMNS
            assert (one.number, one.amount) == (rows.count(), sum(row.amount for row in rows))
            assert (
                client.get(one.url.replace("/en/", "/sv/")).context["page"].paginator.count
                == one.number
            )
    page = client.get(to("statistics"))
    assert page.status_code == 200
    assert first.title_sv in page.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_table_holds_what_was_granted(cast: Cast, client: Client, form: str) -> None:
    granted(cast)
    answer = client.get(to("granted_table", form))
    assert answer.status_code == 200
    assert client.get(to("granted_table", "xml")).status_code == 404
    if form == "csv":
        assert "Trädgården för alla" in answer.content.decode()


def test_nobody_decides_of_what_they_have_not_seen(cast: Cast, client: Client) -> None:
    """An officer changes the plan while another has the page open."""
    grant = granted(cast)
    number = grant.application.number
    elsa, petra = as_(cast.elsa), as_(cast.petra)
    sign(grant, elsa, client)
    payment = grant.payments.all()[0]
    seen = petra.get(to("grant", number)).context["grant"].version
    planned = {"amount": "30 000", "planned_on": in_a_month().isoformat()}
    grant.payments.exclude(pk=payment.pk).delete()
    done(elsa.post(to("change_payment", number, payment.pk), planned))

    told = petra.post(to("decide_payment", number, payment.pk), {"seen": seen}, follow=True)

    assert "medan du läste" in told.content.decode()
    payment.refresh_from_db()
    assert payment.state == "planned"
    done(petra.post(to("decide_payment", number, payment.pk), {"seen": seen_now(grant)}))
    payment.refresh_from_db()
    assert payment.state == "decided"


def test_what_is_sent_twice_is_claimed_once(cast: Cast) -> None:
    grant = granted(cast)
    agreed(cast, grant)
    paid(cast, grant.payments.all()[0])
    number, petra = grant.application.number, as_(cast.petra)
    told = {"amount": "1000", "due_on": in_a_month().isoformat(), "reasons": REASONS}
    told["seen"] = str(seen_now(grant))

    answers = [petra.post(to("claim", number), told).status_code for _n in range(2)]

    assert answers == [302, 422]
    assert [one.amount for one in grant.repayments.all()] == [1000]


def test_a_report_that_was_written_anew_is_read_anew(cast: Cast) -> None:
    grant = granted(cast)
    [report] = grant.reports.all()
    hand_in_report(report=report, told=Told(ANSWERS, lines=came_to(grant)))
    number, elsa = grant.application.number, as_(cast.elsa)
    seen = elsa.get(to("report", number, report.pk)).context["grant"].version
    return_report(report=report, words="Hur många kom?", by=cast.petra)
    hand_in_report(report=report, told=Told({**ANSWERS, "reached": "Ingen."}, lines=came_to(grant)))

    elsa.post(to("approve_report", number, report.pk), {"seen": seen})

    report.refresh_from_db()
    assert report.state == "sent"


def seen_now(grant: Grant) -> int:
    return Grant.objects.get(pk=grant.pk).version
