"""What an applicant hands in, asks for or completes waits on the desks of those who handle it."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from samverka.common.tenancy import Owned
from samverka.grants.models import (
    Agreement,
    Grant,
    GrantApplication,
    GrantChange,
    GrantReport,
    Payment,
)
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task


def wait_for_completed(application: GrantApplication) -> None:
    """To be looked through once more."""

    def what() -> str:
        return _("Look through what was completed: %(title)s") % {"title": application.title}

    _wait(application, what, application, "")


def wait_for_report(report: GrantReport) -> None:
    """To be read, and approved or sent back."""
    application = report.grant.application

    def what() -> str:
        said = {"report": report.get_kind_display(), "title": application.title}
        return _("Read “%(report)s”: %(title)s") % said

    _wait(report, what, application, f"grant/reports/{report.pk}/")


def wait_for_change(change: GrantChange) -> None:
    """To be answered by a decision."""
    application = change.grant.application

    def what() -> str:
        return _("Answer what they ask to change: %(title)s") % {"title": application.title}

    _wait(change, what, application, "grant/")


def wait_for_payments(grant: Grant, *, reported: bool = False) -> None:
    """Planned payments are to be decided when both have signed; what comes after a report, when
    that is approved; after something else, when any has been."""
    if not grant.agreements.filter(state=Agreement.State.SIGNED).exists():
        return
    planned = grant.payments.filter(state=Payment.State.PLANNED).select_related("report")
    for payment in planned:
        if not payment.awaits_report and (reported or not payment.after):
            _wait_for_payment(payment, grant.application)


def _wait_for_payment(payment: Payment, application: GrantApplication) -> None:
    def what() -> str:
        return _("Decide on a payment: %(title)s") % {"title": application.title}

    _wait(payment, what, application, "grant/", due_on=payment.planned_on)


def wait_for_end(grant: Grant) -> None:
    """The final report is approved: what goes back is claimed, and the grant is closed."""
    application = grant.application

    def what() -> str:
        said = {"title": application.title}
        return _("Decide what is paid or given back, and close the grant: %(title)s") % said

    _wait(grant, what, application, "grant/")


def _wait(
    about: Owned,
    what: Callable[[], str],
    application: GrantApplication,
    page: str,
    due_on: date | None = None,
) -> None:
    add_task(
        kind=Task.Kind.GRANT,
        what=what,
        role=Task.Role.HANDLERS,
        due_on=due_on,
        about=about,
        address=f"grants/cases/{application.number}/{page}",
    )


def handled(about: Owned) -> None:
    """What was waited for is done."""
    for task in Task.objects.open().about(about, Task.Kind.GRANT):
        finish_task(task=task, by=None)


def not_needed(about: Owned) -> None:
    """Nobody need do it any more."""
    for task in Task.objects.open().about(about, Task.Kind.GRANT):
        drop_task(task=task, by=None)


def nothing_waits(grant: Grant) -> None:
    """The grant has ended: what still waited can no longer be answered."""
    for row in (grant, *grant.reports.all(), *grant.changes.all(), *grant.payments.all()):
        not_needed(row)
