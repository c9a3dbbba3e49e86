"""An application is sent: frozen as it was sent, and within a day it can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.actions.telling import (
    ask_lead,
    lock_application,
    tell,
    write_to_all,
)
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Step, Submission
from samverka.applications.papers import Parcel
from samverka.applications.papers.parcel import mark_of
from samverka.applications.rules import Standing
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.writing.actions.storing import catch_up
from samverka.writing.models import Pulse, SharedText


@dataclass(frozen=True)
class Sending:
    """To whom, the funder's number where there is one, a note, and why in spite of what lacks."""

    to: str
    reference: str = ""
    note: str = ""
    despite: str = ""


def settle_texts(*, application: Application) -> None:
    """What was written during the last second, too, stands in the texts."""
    for text in SharedText.objects.filter(section__application=application):
        catch_up(text)


@transaction.atomic
def send_while_still(
    *, application: Application, make: Callable[[], Parcel], what: Sending, by: Person
) -> Submission:
    """The same where people write without pause: `make` packs while nobody's words get in.

    Theirs wait as long as that takes, a second or two, and are stored in the text afterwards.
    """
    ask_lead(by, lock_application(application))
    texts = SharedText.objects.filter(section__application=application)
    list(Pulse.objects.select_for_update().filter(text__in=texts).order_by("pk"))
    settle_texts(application=application)
    return send_application(application=application, parcel=make(), what=what, by=by)


@transaction.atomic
def send_application(
    *, application: Application, parcel: Parcel, what: Sending, by: Person
) -> Submission:
    """Keep what was sent as it was sent; nothing in it can be changed any more.

    Raises `Refused` while something is missing and nobody says why it is sent all the same, and
    `Outdated` when the parcel is not what the application says now.
    """
    application = lock_application(application)
    ask_lead(by, application)
    settle_texts(application=application)
    if parcel.mark != mark_of(application):
        raise Outdated(_("Somebody wrote in it just now. Look at it once more, and send it then."))
    missing = [row.words for row in Overview(application).stopping]
    if missing and not what.despite.strip():
        raise Refused(_not_yet(len(missing)))
    submission = Submission.objects.create(
        application=application,
        archive=parcel.file.content,
        size=len(parcel.file.content),
        sha256=parcel.sha256,
        by=by,
        to=what.to,
        reference=what.reference,
        note=what.note,
        missing=missing,
        despite=what.despite if missing else "",
    )
    _go(application, Application.State.SENT)
    _step(application, Step.State.DONE)
    tell(application, "sent", by=by, submission=submission.pk, sha256=parcel.sha256)
    write_to_all(application, "sent", by=by, submission=submission)
    return submission


def _not_yet(number: int) -> str:
    sentence = ngettext(
        "%(number)s thing is missing. Mend it, or write why you send it all the same.",
        "%(number)s things are missing. Mend them, or write why you send it all the same.",
        number,
    )
    return sentence % {"number": number}


@transaction.atomic
def take_sending_back(*, submission: Submission, by: Person) -> Submission:
    """Within a day, while nothing was decided: it is written again. What was sent is kept."""
    submission, application = lock_submission(submission)
    if not Standing(by).may_lead(application):
        raise Refused(_("Only those who lead the application can do this."))
    if not submission.can_be_taken_back:
        raise Refused(_("It was sent more than a day ago, or there is a decision already."))
    submission.state = Submission.State.TAKEN_BACK
    submission.save(update_fields=["state"])
    _go(application, Application.State.WRITING)
    _step(application, Step.State.TO_DO)
    tell(application, "sending_taken_back", by=by, submission=submission.pk)
    write_to_all(application, "taken_back", by=by, submission=submission)
    return submission


def lock_submission(submission: Submission) -> tuple[Submission, Application]:
    """Both as they are now, the application first, as every other action locks it."""
    application = lock_application(submission.application)
    found = Submission.objects.defer("archive").select_for_update(of=("self",))
    return found.get(pk=submission.pk), application


def _go(application: Application, to: Application.State) -> None:
    assert application.can_move(to)
    application.state = to
    application.version += 1
    application.save()


def _step(application: Application, to: Step.State) -> None:
    """The step of the plan that says the same."""
    application.steps.filter(name=Step.Name.SENDING).update(state=to)
