"""What every action here does first and last: lock the row, ask, and tell those it concerns."""

from typing import Any

from django.utils.translation import gettext as _

from samverka.applications.models import Application, Member
from samverka.applications.rules import Standing
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.actions.reviews import receivers_at
from samverka.partnership.models import Organisation
from samverka.partnership.rules import coordinators
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history


def lock_application(application: Application, *, seen: int | None = None) -> Application:
    """The application as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    ask_seen(fresh.version, seen)
    return fresh


def ask_seen(version: int, seen: int | None) -> None:
    if seen is not None and version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were reading. This is how it stands now."
                " What you wrote is still here: look it through and send it again."
            )
        )


def ask_lead(by: Person, application: Application) -> None:
    """Those who lead it, while it is being written."""
    if not Standing(by).may_lead(application):
        raise Refused(_("Only those who lead the application can do this."))
    ask_being_written(application)


def ask_writer(by: Person, application: Application) -> None:
    if not Standing(by).may_write(application):
        raise Refused(_("Only those who write in the application can do this."))
    ask_being_written(application)


def ask_being_written(application: Application) -> None:
    if not application.is_being_written:
        raise Refused(
            _("The application is not being written any more: %(state)s.")
            % {"state": application.get_state_display()}
        )


def tell(application: Application, verb: str, *, by: Person | None, **detail: Any) -> None:
    write_history(verb=verb, of=application, by=by, **detail)


def write_to(
    organisation: Organisation,
    template: str,
    application: Application,
    *,
    but: Person | None = None,
    **told: Any,
) -> None:
    """A letter to each who works there, in their language, but not to the one who acts.

    Where nobody there has an account, their first contact gets it; where there is none, the
    coordinators are asked to pass it on.
    """
    theirs = receivers_at(organisation)
    helpers = [Receiver(one.email, one.letter_language) for one in coordinators()]
    for receiver in theirs or helpers:
        if but and receiver.email == but.email:
            continue
        post_letter(
            to=receiver,
            template=f"applications/letters/{template}.txt",
            about=application,
            application=application,
            reader=organisation,
            pass_it_on=not theirs,
            **told,
        )


def write_to_all(
    application: Application,
    template: str,
    *,
    by: Person,
    without: Member | None = None,
    **told: Any,
) -> None:
    """To every organisation that is in."""
    for member in application.members.current().select_related("organisation"):
        if without is None or member.pk != without.pk:
            write_to(member.organisation, template, application, but=by, **told)
