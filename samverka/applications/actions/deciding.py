"""What the funder decided: granted, and a project is made of it, or refused with reasons."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.applications.actions.sending import lock_submission
from samverka.applications.actions.telling import tell, write_to_all
from samverka.applications.models import Application, Submission
from samverka.applications.planning.carried import beginning_of, takers_of
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.ideas.actions import become_project
from samverka.people.models import Person
from samverka.projects import actions as projects
from samverka.projects.models import Project


@dataclass(frozen=True)
class Decision:
    """When the funder decided, what it said, and how much it gives where it gives."""

    on: date
    reasons: str = ""
    amount: Decimal | None = None


@transaction.atomic
def note_grant(*, submission: Submission, decision: Decision, by: Person) -> Project:
    """The application becomes a project with its partners; the idea it came from comes along."""
    return _grant(*_lock(submission, by), decision, by)


def _grant(
    submission: Submission, application: Application, decision: Decision, by: Person
) -> Project:
    if decision.amount is None:
        raise Refused(_("Write how much the funder gives."))
    _decide(submission, Submission.State.GRANTED, decision, by)
    _go(application, Application.State.GRANTED)
    if application.project is None:
        application.project = submission.project = _project(application, submission, by)
    submission.save()
    application.save()
    if application.idea:
        become_project(idea=application.idea, by=by)
    tell(application, "granted", by=by, project=application.project.pk)
    whole = int(decision.amount)
    write_to_all(application, "granted", by=by, submission=submission, whole=whole)
    return application.project


@transaction.atomic
def note_refusal(*, submission: Submission, decision: Decision, by: Person) -> Submission:
    """Not this time, with the funder's reasons: they are what the next application learns from."""
    return _refuse(*_lock(submission, by), decision, by)


def _refuse(
    submission: Submission, application: Application, decision: Decision, by: Person
) -> Submission:
    _decide(submission, Submission.State.REFUSED, decision, by)
    _go(application, Application.State.REFUSED)
    submission.save()
    application.save()
    tell(application, "refused", by=by)
    write_to_all(application, "refused", by=by, submission=submission)
    return submission


@transaction.atomic
def follow_decision(*, application: Application, decision: Decision, by: Person) -> Project | None:
    """The funder is the host itself, and has decided here: what it said holds for what was sent.

    Returns the project of what was granted. May they? Whoever decides has been asked that.
    """
    sent = application.submissions.filter(state=Submission.State.SENT).defer("archive").last()
    if sent is None:
        return None
    submission, application = lock_submission(sent)
    if decision.amount is None:
        _refuse(submission, application, decision, by)
        return None
    return _grant(submission, application, decision, by)


@transaction.atomic
def take_decision_back(*, submission: Submission, by: Person) -> Submission:
    """Within a day of writing it down. A project that it made goes, if nobody has changed it."""
    submission, application = _lock(submission, by)
    if not submission.decision_can_be_taken_back:
        raise Refused(_("A decision can be taken back within a day of when it was written down."))
    made, submission.project = submission.project, None
    if made:
        application.project = None
    submission.state, submission.decided_at, submission.amount = Submission.State.SENT, None, None
    _go(application, Application.State.SENT)
    submission.save()
    application.save()
    if made:
        projects.undo_project(project=made, by=by)
    tell(application, "decision_taken_back", by=by)
    return submission


def _project(application: Application, submission: Submission, by: Person) -> Project:
    return projects.begin_project(
        what=beginning_of(application, submission), partners=takers_of(application), by=by
    )


def _lock(submission: Submission, by: Person) -> tuple[Submission, Application]:
    submission, application = lock_submission(submission)
    if not Standing(by).may_note_decision(application):
        raise Refused(_("Only those who lead the application, and coordinators, can do this."))
    return submission, application


def _decide(submission: Submission, to: Submission.State, said: Decision, by: Person) -> None:
    if not submission.can_move(to):
        raise Refused(_("This has been answered already."))
    if said.on > timezone.localdate():
        raise Refused(_("The day of the decision has not come yet."))
    submission.state, submission.decided_at = to, timezone.now()
    submission.decided_on, submission.decided_by = said.on, by
    submission.reasons = said.reasons
    submission.amount = said.amount if to == Submission.State.GRANTED else None


def _go(application: Application, to: Application.State) -> None:
    assert application.can_move(to)
    application.state = to
    application.version += 1
