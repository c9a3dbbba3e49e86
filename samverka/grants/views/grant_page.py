"""The page of a grant, for those who handle it, with a form for each thing that can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samverka.applications.views.files import PAPERS
from samverka.common.acting import pressed, tried
from samverka.common.amounts import written
from samverka.common.forms import LONGEST_KEY, Form
from samverka.grants.actions.granting import lock_grant
from samverka.grants.eligibility import beyond_longest
from samverka.grants.forms import granting as forms
from samverka.grants.models import (
    Agreement,
    Grant,
    GrantChange,
    GrantReport,
    Payment,
    Repayment,
)
from samverka.grants.outcome import Outcome, outcome_of, right_of
from samverka.grants.rules import Standing
from samverka.people.models import PersonRequest

Bound = dict[str, Form]
A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """A row with the forms that belong to it."""

    row: Any
    forms: dict[str, Form]
    too_long: str = ""


def act(
    request: PersonRequest,
    standing: Standing,
    grant: Grant,
    name: str,
    form: Form,
    action: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do what a form asks; a refusal stands in the form, with all that was typed."""
    ask_handler(standing, grant)
    tried(form, lambda told: as_seen(request, grant, lambda: action(told)))
    if form.is_valid():
        messages.success(request, said)
        return redirect("grants:grant", grant.application.number)
    grant.refresh_from_db(from_queryset=Grant.objects.select_related("decision", "ending"))
    return show(request, standing, grant, 422, {name: form})


def press(
    request: PersonRequest, grant: Grant, action: Callable[[], object], said: str
) -> HttpResponse:
    act = lambda: as_seen(request, grant, action)  # noqa: E731
    return pressed(request, act, said, "grants:grant", grant.application.number)


@transaction.atomic
def as_seen(request: PersonRequest, grant: Grant, action: Callable[[], object]) -> object:
    """Only while the grant stands as on the page where the button was: nobody decides of another
    amount than they read, and what is sent twice is done once."""
    said = request.POST.get("seen", "")
    fits = said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY
    lock_grant(grant, seen=int(said) if fits else None)
    return action()


def ask_handler(standing: Standing, grant: Grant) -> None:
    if not standing.may_handle_grant(grant.application):
        raise Http404


def ask_decider(standing: Standing, grant: Grant) -> None:
    if not standing.may_decide_of_grant(grant.application):
        raise Http404


def show(
    request: PersonRequest,
    standing: Standing,
    grant: Grant,
    status: int = 200,
    bound: Bound | None = None,
) -> HttpResponse:
    bound = bound or {}
    application = grant.application
    prefetch_related_objects([grant], "reports")  # each form of a payment offers them
    agreements = list(grant.agreements.select_related("host_signed_by", "signed_copy"))
    right = right_of(grant)
    too_much = _too_much(grant, right)
    agreement = next((one for one in agreements if one.state != "replaced"), None)
    context = {
        "grant": grant,
        "application": application,
        "turn": application.round,
        "handles": standing.may_handle_grant(application),
        "decides": standing.may_decide_of_grant(application),
        "agreement": agreement,
        "replaced": [one for one in agreements if one.state == "replaced"],
        "payments": [_payment_line(one, bound) for one in _payments(grant)],
        "repayments": [_repayment_line(one, bound) for one in _repayments(grant)],
        "changes": [_change_line(one, grant, bound) for one in _changes(grant)],
        "reports": grant.reports.all(),
        "decisions": application.decisions.select_related("by"),
        "outcome": _outcome(grant),
        "right": right,
        "too_much": too_much,
        "files": PAPERS,
        "trouble": next(iter(bound.values()), None),
        **_page_forms(grant, agreement, too_much, bound),
    }
    return render(request, "grants/grant.html", context, status=status)


def _too_much(grant: Grant, right: Decimal | None) -> Decimal:
    """What the project has got beyond its right, and nobody has claimed back."""
    if right is None or not grant.is_running:
        return Decimal(0)
    return max(Decimal(0), grant.held - right)


def _page_forms(
    grant: Grant, agreement: Agreement | None, too_much: Decimal, bound: Bound
) -> dict[str, Form]:
    in_a_month = timezone.localdate() + A_MONTH
    claim = {"due_on": in_a_month, "amount": written(too_much) if too_much else ""}
    extra = agreement.content.get("extra", "") if agreement else ""
    fresh: dict[str, Form] = {
        "extra": forms.ExtraForm(initial={"extra": extra}),
        "signed": forms.SignedAgreementForm(),
        "payment": forms.PaymentForm(grant=grant),
        "interim": forms.InterimForm(auto_id="interim_%s"),
        "claim": forms.ClaimForm(auto_id="claim_%s", initial=claim),
        "close": forms.ReasonsForm(auto_id="close_%s"),
        "revoke": forms.RevokeForm(auto_id="revoke_%s", initial={"due_on": in_a_month}),
    }
    return {f"{name}_form": bound.get(name, form) for name, form in fresh.items()}


def _payment_line(payment: Payment, bound: Bound) -> Line:
    change = forms.PaymentForm(
        grant=payment.grant,
        auto_id=f"change-{payment.pk}_%s",
        initial=forms.PaymentForm.facts(payment),
    )
    paid = forms.PaidForm(auto_id=f"paid-{payment.pk}_%s", initial={"on": timezone.localdate()})
    return Line(
        payment,
        {
            "change": bound.get(f"change-{payment.pk}", change),
            "paid": bound.get(f"paid-{payment.pk}", paid),
        },
    )


def _repayment_line(repayment: Repayment, bound: Bound) -> Line:
    key = repayment.pk
    repaid = forms.RepaidForm(auto_id=f"repaid-{key}_%s", initial={"on": timezone.localdate()})
    give_up = forms.ReasonsForm(auto_id=f"give-up-{key}_%s")
    return Line(
        repayment,
        {
            "repaid": bound.get(f"repaid-{key}", repaid),
            "give_up": bound.get(f"give-up-{key}", give_up),
        },
    )


def _change_line(change: GrantChange, grant: Grant, bound: Bound) -> Line:
    """A wish that came before the round said how long a project may last is told of."""
    key, too_long = f"answer-{change.pk}", ""
    if change.ends_on and change.state == GrantChange.State.ASKED:
        too_long = beyond_longest(grant.application.round, grant.starts_on, change.ends_on)
    answer = bound.get(key, forms.AnswerForm(auto_id=f"{key}_%s"))
    return Line(change, {"answer": answer}, too_long)


def _payments(grant: Grant) -> QuerySet[Payment]:
    return grant.payments.select_related("decision__by", "report")


def _changes(grant: Grant) -> QuerySet[GrantChange]:
    return grant.changes.select_related("decision")


def _repayments(grant: Grant) -> QuerySet[Repayment]:
    return grant.repayments.select_related("decision")


def _outcome(grant: Grant) -> Outcome | None:
    """Of the final report, as soon as it is handed in."""
    told = (GrantReport.State.SENT, GrantReport.State.RETURNED, GrantReport.State.APPROVED)
    report = grant.reports.filter(kind=GrantReport.Kind.FINAL, state__in=told).first()
    if report is None:
        return None
    report.grant = grant
    return outcome_of(report)


def found_in(rows: QuerySet[Any], pk: int) -> Any:
    return get_object_or_404(rows, pk=pk)
