"""An officer looks whether everything is there, and asks for what is missing."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import write_to_applicant
from samverka.grants.actions.handing_in import freeze
from samverka.grants.actions.holding import hold_case
from samverka.grants.actions.waiting import handled
from samverka.grants.models import Completion, GrantApplication, GrantProposal, Panelist
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

State = GrantApplication.State
REMIND = timedelta(days=3)  # so long before the last day


@transaction.atomic
def find_complete(*, application: GrantApplication, by: Person) -> GrantApplication:
    """Nothing is missing: those who assess can begin."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if not application.can_move(State.ASSESSED):
        raise Refused(_("It has been looked through already."))
    _end_asked(application)
    _move(application, State.ASSESSED)
    write_history(verb="checked", of=application, by=by)
    handled(application)
    return application


@transaction.atomic
def ask_for_completion(
    *, application: GrantApplication, words: str, due_on: date, by: Person
) -> Completion:
    """Say what is missing and until when; the applicant gets a letter, and can write again."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if not application.can_move(State.INCOMPLETE):
        raise Refused(_("They have been asked already, or it is decided."))
    if due_on <= timezone.localdate():
        raise Refused(_("Choose a day that is to come."), field="due_on")
    if GrantProposal.objects.filter(application=application, taken_back_at=None).exists():
        raise Refused(_("There is a proposal already. Take it back first."))
    _move(application, State.INCOMPLETE)
    asked = Completion.objects.create(application=application, words=words, due_on=due_on, by=by)
    write_history(verb="completion_asked", of=application, by=by, due_on=due_on.isoformat())
    handled(application)
    write_to_applicant(application, "to_complete", asked=asked)
    return asked


@transaction.atomic
def stop_asking(*, application: GrantApplication, by: Person) -> GrantApplication:
    """Undo: it waits to be looked through, as it was handed in."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if application.state != State.INCOMPLETE:
        raise Refused(_("Nothing is asked for."))
    _end_asked(application)
    _move(application, State.SENT)
    write_history(verb="completion_ended", of=application, by=by)
    write_to_applicant(application, "nothing_to_complete")
    return application


def remind_of_completions(*, today: date) -> int:
    """A letter a few days before the last day; returns how many."""
    near = Completion.objects.filter(
        state=Completion.State.ASKED,
        reminded_at=None,
        due_on__range=(today, today + REMIND),
        # Whoever was asked a moment ago needs no reminder.
        asked_at__date__lt=today,
    )
    return sum(_remind(asked) for asked in near)


@transaction.atomic
def _remind(asked: Completion) -> bool:
    """Once, even when two machines try."""
    held = Completion.objects.select_for_update(of=("self",)).select_related("application__round")
    asked = held.get(pk=asked.pk)
    if asked.reminded_at or asked.state != Completion.State.ASKED:
        return False
    asked.reminded_at = timezone.now()
    asked.save()
    system = History.Role.SYSTEM
    write_history(verb="completion_reminded", of=asked.application, role=system)
    write_to_applicant(asked.application, "to_complete_soon", asked=asked)
    return True


def _end_asked(application: GrantApplication) -> None:
    """What the applicant has written since it was asked for counts, and so it is frozen too."""
    asked = application.completions.filter(state=Completion.State.ASKED)
    if asked.update(state=Completion.State.ENDED):
        freeze(application)


def _move(application: GrantApplication, state: GrantApplication.State) -> None:
    application.state = state
    application.version += 1
    application.save()
