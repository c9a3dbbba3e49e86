"""Letters before reports and repayments are due, on the day, and when they are late."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samverka.grants.actions.granting import tell, write_to_applicant
from samverka.grants.models import Grant, GrantReport, Repayment

BEFORE_REPORT = (30, 7, 0, -14)  # days that are left; less than none when it is late
BEFORE_REPAYMENT = (7, 0, -14)
RUNNING = (Grant.State.AWARDED, Grant.State.AGREED)


def remind_of_grants(*, today: date) -> int:
    """How many letters were written; each turn of a report or a repayment gives one."""
    reports = GrantReport.objects.filter(
        Q(state__in=(GrantReport.State.DUE, GrantReport.State.RETURNED)),
        grant__state__in=RUNNING,
        due_on__lte=today + timedelta(days=max(BEFORE_REPORT)),
    )
    repayments = Repayment.objects.filter(
        state=Repayment.State.CLAIMED, due_on__lte=today + timedelta(days=max(BEFORE_REPAYMENT))
    )
    written = [
        *(_remind_of_report(one.pk, today) for one in reports),
        *(_remind_of_repayment(one.pk, today) for one in repayments),
    ]
    return sum(written)


@transaction.atomic
def _remind_of_report(pk: int, today: date) -> bool:
    rows = GrantReport.objects.select_for_update(of=("self",))
    report = rows.select_related("grant__application__round").get(pk=pk)
    if not _is_turn(report, BEFORE_REPORT, today):
        return False
    _write(report, "report_due", today, report=report)
    return True


@transaction.atomic
def _remind_of_repayment(pk: int, today: date) -> bool:
    rows = Repayment.objects.select_for_update(of=("self",))
    repayment = rows.select_related("grant__application__round").get(pk=pk)
    if not _is_turn(repayment, BEFORE_REPAYMENT, today):
        return False
    _write(repayment, "repayment_due", today, repayment=repayment)
    return True


def _is_turn(row: GrantReport | Repayment, days: tuple[int, ...], today: date) -> bool:
    """A turn has come since the last letter; of those that were missed the last one counts."""
    turns = (row.due_on - timedelta(days=before) for before in days)
    come = [turn for turn in turns if turn <= today]
    if not come:
        return False
    return row.reminded_at is None or timezone.localdate(row.reminded_at) < max(come)


def _write(
    row: GrantReport | Repayment,
    letter: str,
    today: date,
    **about: GrantReport | Repayment,
) -> None:
    write_to_applicant(row.grant, letter, due=True, late=row.due_on < today, **about)
    row.reminded_at = timezone.make_aware(datetime.combine(today, time()))
    row.save(update_fields=["reminded_at"])
    tell(row.grant, letter, by=None, row=row.pk)
