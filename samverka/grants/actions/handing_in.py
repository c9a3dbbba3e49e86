"""An application is handed in, completed, withdrawn and taken back by whoever has its address."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common.papers import as_file
from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import (
    ask_for_an_officer,
    keep_the_pace,
    lock,
    tell,
    write_to_applicant,
    write_to_officers,
)
from samverka.grants.actions.meeting import end_meeting, leave_it_to_others
from samverka.grants.actions.waiting import not_needed, wait_for_completed
from samverka.grants.eligibility import stopping
from samverka.grants.models import (
    Completion,
    GrantApplication,
    GrantPaper,
    Round,
    registration_number,
)
from samverka.grants.papers import grant_paper

TRIES = 5  # of a number; one is enough for all but one in hundreds of millions


@transaction.atomic
def hand_in(*, application: GrantApplication, answer: str = "") -> GrantApplication:
    """Freeze it as it is now and give it its number; pressed twice, it is handed in once.

    What was to be completed is answered by it, in `answer`'s words. Raises `Refused` while
    something stands in the way; everything that was written stays.
    """
    _hold_round(application.round)
    application = lock(application)
    if not application.can_be_written:
        return application
    if lacks := stopping(application):
        raise Refused(_not_yet([one.words for one in lacks]))
    keep_the_pace(application)
    completes = application.state == GrantApplication.State.INCOMPLETE
    application.state = GrantApplication.State.SENT
    application.sent_at = application.sent_at or timezone.now()
    _number(application)
    freeze(application)
    if completes:
        _answer(application, answer)
        wait_for_completed(application)
        leave_it_to_others(application=application)
    tell(application, "completed" if completes else "handed_in", sha256=application.sha256)
    write_to_applicant(application, "completed" if completes else "received")
    write_to_officers(application, "completed_to_us" if completes else "new")
    ask_for_an_officer(application)
    return application


def _hold_round(turn: Round) -> Round:
    """Nobody closes it in between."""
    return Round.objects.select_for_update(of=("self",)).get(pk=turn.pk)


def _not_yet(lacks: list[str]) -> str:
    if len(lacks) == 1:
        return lacks[0]
    sentence = ngettext(
        "%(number)s thing stands in the way. It is listed below, with a link to where you mend it.",
        "%(number)s things stand in the way. They are listed below, each with a link to where you"
        " mend it.",
        len(lacks),
    )
    return sentence % {"number": len(lacks)}


def _number(application: GrantApplication) -> None:
    """Its own for ever: the same when it is handed in again."""
    if application.number:
        application.save()
        return
    for left in reversed(range(TRIES)):
        application.number = registration_number()
        try:
            with transaction.atomic():
                application.save()
            return
        except IntegrityError:
            if not left:
                raise


def freeze(application: GrantApplication) -> None:
    """Keep it as it stands, as its own document: what it said before stays beside it."""
    paper = grant_paper(application, timezone.now())
    pdf, docx = as_file(paper, "pdf").content, as_file(paper, "docx").content
    application.sha256 = hashlib.sha256(pdf).hexdigest()
    application.save(update_fields=["sha256"])
    GrantPaper.objects.create(
        application=application, pdf=pdf, docx=docx, sha256=application.sha256
    )


def _answer(application: GrantApplication, words: str) -> None:
    asked = application.completions.filter(state=Completion.State.ASKED)
    asked.update(state=Completion.State.ANSWERED, answered_at=timezone.now(), answer=words)


@transaction.atomic
def withdraw(*, application: GrantApplication) -> GrantApplication:
    """Nobody works on it any more; it can be taken back while the round goes on."""
    application = lock(application)
    if application.state == GrantApplication.State.WITHDRAWN:
        return application
    if not application.can_move(GrantApplication.State.WITHDRAWN):
        raise Refused(_("It has been decided, and can no longer be withdrawn."))
    keep_the_pace(application)
    before = application.state
    application.state = GrantApplication.State.WITHDRAWN
    application.save()
    application.completions.filter(state=Completion.State.ASKED).update(
        state=Completion.State.ENDED
    )
    tell(application, "withdrawn", before=before)
    not_needed(application)
    end_meeting(application=application)
    write_to_applicant(application, "withdrawn")
    write_to_officers(application, "withdrawn_to_us")
    return application


@transaction.atomic
def take_back(*, application: GrantApplication) -> GrantApplication:
    """Undo a withdrawal: it waits as it did when it came in."""
    turn = _hold_round(application.round)
    application = lock(application)
    if application.state != GrantApplication.State.WITHDRAWN:
        return application
    if turn.state != Round.State.OPEN:
        raise Refused(_("The round has ended. Write to us if you want to apply again."))
    keep_the_pace(application)
    application.state = GrantApplication.State.SENT
    application.save()
    tell(application, "returned")
    write_to_officers(application, "returned_to_us")
    return application
