"""Joint applications that were sent, and the money that came of them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.applications.models import Application, Submission
from samverka.applications.models.sending import SubmissionQuerySet
from samverka.applications.rules import Standing
from samverka.common.languages import title_of
from samverka.common.templatetags.samverka import day, money
from samverka.counting.figure import Figure, Line
from samverka.partnership.rules import Belonging


def _listed() -> SubmissionQuerySet:
    return Submission.objects.select_related("application__project").defer("archive")


def sent() -> QuerySet[Submission]:
    return _listed().standing().order_by("-sent_at", "-id")


def granted() -> QuerySet[Submission]:
    """Whenever they were sent."""
    rows = _listed().filter(state=Submission.State.GRANTED)
    return rows.order_by("-decided_on", "-id")


def with_money() -> QuerySet[Submission]:
    return granted().exclude(amount=None)


def seen(who: Belonging) -> QuerySet[Submission]:
    """Of those who take part, for them; what became a project is known by that to everybody."""
    mine = _applications_of(who).order_by().values("pk")
    return Submission.objects.filter(Q(application__in=mine) | ~Q(application__project=None))


def lines(rows: Sequence[Submission], who: Belonging) -> list[Line]:
    there = [one.application_id for one in rows]
    mine = set(_applications_of(who).filter(pk__in=there).values_list("pk", flat=True))
    return [_line(one, by_name=one.application_id in mine) for one in rows]


def _applications_of(who: Belonging) -> QuerySet[Application]:
    return Standing(who.visitor).applications_seen()


def _line(one: Submission, *, by_name: bool) -> Line:
    """The application to those who may see it, the project to others."""
    about = one.application if by_name else one.application.project
    assert about is not None
    amount = money(one.amount, one.application.currency) if one.amount and by_name else ""
    note = " · ".join(filter(None, (day(one.decided_on or one.sent_at), amount)))
    return Line(title_of(about), note, about.get_absolute_url(), about.example)


SENT = Figure("applications", _("Joint applications sent"), sent, "sent_at__year", seen, lines)
GRANTED = Figure(
    *("granted", _("Joint applications granted"), granted, "decided_on__year", seen, lines)
)
BROUGHT = Figure(
    *("brought", _("Money from funders outside"), with_money, "decided_on__year", seen, lines),
    kind="money",
    amount="amount",
    unit="application__currency",
)
