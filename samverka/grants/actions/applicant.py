"""What every action of an applicant does first and last: lock, keep to the pace, tell."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.grants.models import Grant, GrantApplication, Panelist
from samverka.grants.rules import known_to, partial
from samverka.partnership.rules import coordinators
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History

APPLICANT = History.Role.OWNER
LOUD = (
    *("withdrawn", "returned", "handed_in", "completed", "led_back"),
    *("meeting_booked", "meeting_cancelled", "change_asked"),
)
LETTERS_AN_HOUR = 20  # that one application makes us write to those who handle it


def lock(application: GrantApplication, *, seen: int | None = None) -> GrantApplication:
    """As it is now, held until the transaction ends; raises `Outdated` for an older version."""
    rows = GrantApplication.objects.select_for_update(of=("self",))
    fresh = rows.select_related("round__edition", "round__call").get(pk=application.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody has written here since you opened the page. It stands as they left it,"
                " and what you wrote is still in the form: look it through and save it again."
            )
        )
    fresh.version += 1
    fresh.touched_at, fresh.warned_at = timezone.now(), None
    return fresh


def lock_to_write(application: GrantApplication, *, seen: int | None = None) -> GrantApplication:
    """The same for what changes its words."""
    fresh = lock(application, seen=seen)
    if not fresh.can_be_written:
        raise Refused(
            _("It has been handed in, and cannot be changed. Write to us if something is wrong.")
        )
    return fresh


def tell(
    application: GrantApplication, verb: str, *, by: Person | None = None, **told: Any
) -> None:
    role = History.Role.PERSON if by else APPLICANT
    write_history(verb=verb, of=application, by=by, role=role, **told)


def write_to_applicant(application: GrantApplication, template: str, **context: Any) -> None:
    """In the language they write in; what they asked for a moment ago goes at once."""
    post_letter(
        to=Receiver(application.email, application.language),
        template=f"grants/letters/{template}.txt",
        about=application,
        asked_for=True,
        application=application,
        turn=application.round,
        **context,
    )


def write_to_officers(application: GrantApplication, template: str) -> None:
    write_to_panel(application, template, Panelist.Role.OFFICER)


def write_to_panel(application: GrantApplication, template: str, *roles: Panelist.Role) -> None:
    """To those who may know of it: whoever has an interest in it hears nothing."""
    for person in _of_panel(application, *roles):
        post_letter(
            to=Receiver(person.email, person.letter_language),
            template=f"grants/letters/{template}.txt",
            about=application,
            application=application,
            turn=application.round,
        )


def ask_for_an_officer(application: GrantApplication) -> None:
    """Where no officer may know of it, coordinators hear that one more is needed, and nothing of
    the application: whoever applies can write the address of the only officer in it. Where that is
    the coordinator too, the others of the panel hear of it."""
    if any(_of_panel(application, Panelist.Role.OFFICER)):
        return
    turn, itself = application.round, GrantApplication.objects.filter(pk=application.pk)
    impartial = [one for one in coordinators() if itself.exclude(partial(one)).exists()]
    for person in impartial or _of_panel(application, *Panelist.Role):
        post_letter(
            to=Receiver(person.email, person.letter_language),
            template="grants/letters/no_officer.txt",
            about=turn,
            turn=turn,
            page=reverse("grants:prepare" if impartial else "grants:handling", args=[turn.slug]),
        )


def _of_panel(application: GrantApplication, *roles: Panelist.Role) -> Iterator[Person]:
    """Those who may know of it."""
    for place in application.round.panelists.sitting().with_people():
        person = place.person
        if place.role not in roles or person is None:
            continue
        if known_to(person).filter(pk=application.pk).exists():
            yield person


def keep_the_pace(row: GrantApplication | Grant) -> None:
    """Raises `Refused` when the page of one application is used to send letters without end."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    told = History.objects.of(row).filter(verb__in=LOUD, role=APPLICANT, at__gt=an_hour_ago)
    if told.count() >= LETTERS_AN_HOUR:
        raise Refused(_("This has been done many times in the last hour. Wait a while and go on."))
