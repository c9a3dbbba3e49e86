"""A problem is reported and changed; others say that they meet it too."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.knowledge.actions.sharing import lock_own
from samverka.knowledge.models import AlsoMet, Problem
from samverka.knowledge.recognising import details_in
from samverka.knowledge.rules import Standing
from samverka.matching import language_of
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history


@dataclass(frozen=True)
class Met:
    """What people meet, as somebody wrote it."""

    what: str
    for_whom: str = ""
    municipality: Municipality | None = None
    common: str = ""

    def put_into(self, problem: Problem) -> None:
        """Raises `Refused` when it tells who somebody is."""
        if any(one.is_sure for one in details_in(f"{self.what}\n{self.for_whom}")):
            raise Refused(_("Somebody can be recognised in it. Take numbers and addresses away."))
        for name, value in vars(self).items():
            setattr(problem, name, value)
        problem.language = language_of(self.what) or reader_language()
        problem.save()


@transaction.atomic
def report_problem(*, organisation: Organisation, met: Met, by: Person) -> Problem:
    """Partners can read it; everybody when those who take care of what comes in say so."""
    if not Standing(by).reports_for().filter(pk=organisation.pk).exists():
        raise Refused(_("Only partners and the working committee report problems here."))
    problem = Problem(organisation=organisation, author=by)
    met.put_into(problem)
    write_history(verb="written", of=problem, by=by)
    return problem


@transaction.atomic
def change_problem(*, problem: Problem, met: Met, by: Person, seen: int | None = None) -> Problem:
    """What everybody could read is for partners again, until somebody has read what it says now."""
    problem = lock_own(problem, by, seen=seen)
    cares, was_public = Standing(by).cares_for_ideas, problem.is_public
    if was_public and not cares:
        problem.shown = Problem.Shown.PARTNERS
    met.put_into(problem)
    write_history(verb="changed", of=problem, by=by)
    return problem


@transaction.atomic
def meet_too(*, problem: Problem, organisation: Organisation, by: Person) -> None:
    """Once for each organisation; another press changes nothing."""
    _ask_another(problem, organisation, by)
    _met, new = AlsoMet.objects.get_or_create(
        problem=problem, organisation=organisation, defaults={"person": by}
    )
    if new:
        write_history(verb="met_too", of=problem, by=by, organisation=organisation.pk)


@transaction.atomic
def take_meeting_back(*, problem: Problem, organisation: Organisation, by: Person) -> None:
    _ask_another(problem, organisation, by)
    rows = AlsoMet.objects.filter(problem=problem, organisation=organisation)
    if rows.delete()[0]:
        write_history(verb="not_met", of=problem, by=by, organisation=organisation.pk)


def _ask_another(problem: Problem, organisation: Organisation, by: Person) -> None:
    standing = Standing(by)
    if not standing.may_read(problem) or organisation not in standing.others_than(problem):
        raise Refused(_("Only another partner can say that it meets this too."))
