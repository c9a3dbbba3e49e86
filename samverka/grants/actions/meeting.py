"""Officers offer times, the applicant books one; both get it in their calendars."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samverka.common.calendar_files import Invited, Method, calendar_file
from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import keep_the_pace, lock, tell
from samverka.grants.actions.holding import hold_case
from samverka.grants.calendar_entries import entry_of
from samverka.grants.meeting_times import may_book, times_for
from samverka.grants.models import GrantApplication, OfferedTime, Panelist, Round
from samverka.grants.rules import Standing, known_to
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history

MOST_AT_ONCE = 20
BY_US = ("meeting_called_off", "meeting_needless")  # letters that the applicant did not ask for


@transaction.atomic
def offer_times(
    *, turn: Round, starts: Sequence[datetime], minutes: int, place: str, by: Person
) -> list[OfferedTime]:
    """For whoever has applied to the round to choose among."""
    _ask_officer(turn, by)
    if min(starts) <= timezone.now():
        raise Refused(_("Choose a time that is to come."), field="on")
    told = {"round": turn, "minutes": minutes, "place": place, "by": by}
    mine = OfferedTime.objects.filter(round=turn, by=by, called_off_at=None)
    if mine.filter(starts_at__in=starts).exists():
        raise Refused(_("You have offered one of these times already."), field="clock")
    offered = [OfferedTime.objects.create(starts_at=one, **told) for one in starts]
    _tell_of_times(turn, place, by)
    return offered


def _tell_of_times(turn: Round, place: str, by: Person) -> None:
    """Those who may book them hear of it; of an interest of the officer nobody learns."""
    booked = OfferedTime.objects.filter(application__isnull=False, starts_at__gt=timezone.now())
    for application in (
        known_to(by)
        .filter(round=turn, state__in=GrantApplication.UNDECIDED)
        .exclude(pk__in=booked.values("application"))
    ):
        post_letter(
            to=Receiver(application.email, application.language),
            template="grants/letters/times_offered.txt",
            about=application,
            due=True,
            application=application,
            turn=turn,
            place=place,
        )


@transaction.atomic
def take_time_away(*, time: OfferedTime, by: Person) -> None:
    """It is not offered any longer; whoever has booked it hears of it, and can book another.

    By the officer who offers it: of another's, nobody learns whether it is booked.
    """
    _ask_officer(time.round, by)
    if time.by_id != by.pk:
        raise Refused(_("Only the officer who offers a time takes it away."))
    time = _hold_time(time)
    if time.called_off_at:
        raise Refused(_("It is taken away already."))
    _ask_to_come(time)
    if time.application_id:
        _let_go(time, "meeting_called_off")
    time.called_off_at = timezone.now()
    time.save()


@transaction.atomic
def book_time(*, application: GrantApplication, time_key: int) -> OfferedTime:
    """The first to book a time has it; another one that was booked before is let go."""
    application = lock(application)
    if not may_book(application):
        raise Refused(_("There is nothing to meet about any longer."))
    offered = times_for(application).select_for_update(of=("self",)).filter(pk=time_key)
    time = offered.first()
    if time is None:
        raise Refused(_("Somebody else was quicker to book that time. Choose another."))
    before = OfferedTime.objects.select_for_update(of=("self",)).filter(application=application)
    former = before.first()
    keep_the_pace(application)
    application.save()
    if former:
        _ask_to_come(former)
        _free(former)
        if former.by_id != time.by_id:
            _write_to_officer(former, application, "meeting_moved_away", "CANCEL")
    time.application, time.booked_at = application, timezone.now()
    time.sequence = application.version
    time.save()
    tell(application, "meeting_booked", starts_at=time.starts_at.isoformat())
    _write_to_applicant(time, application, "meeting_booked", "REQUEST")
    _write_to_officer(time, application, "meeting_booked_with_us", "REQUEST")
    return time


@transaction.atomic
def cancel_meeting(*, application: GrantApplication) -> None:
    """The applicant cannot come; the time is free for others again."""
    application = lock(application)
    held = OfferedTime.objects.select_for_update(of=("self",)).filter(application=application)
    time = held.first()
    if time is None:
        raise Refused(_("You have booked no time."))
    _ask_to_come(time)
    keep_the_pace(application)
    application.save()
    time.sequence = application.version
    _write_to_applicant(time, application, "meeting_cancelled", "CANCEL")
    _write_to_officer(time, application, "meeting_cancelled_with_us", "CANCEL")
    _free(time)
    tell(application, "meeting_cancelled")


@transaction.atomic
def call_off_meeting(*, application: GrantApplication, by: Person) -> None:
    """An officer cannot come: the applicant books another time."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    held = OfferedTime.objects.select_for_update(of=("self",)).filter(application=application)
    time = held.first()
    if time is None:
        raise Refused(_("No meeting is booked."))
    _ask_to_come(time)
    _let_go(time, "meeting_called_off")
    time.called_off_at = timezone.now()
    time.save()
    write_history(verb="meeting_called_off", of=application, by=by)


@transaction.atomic
def note_meeting(*, application: GrantApplication, notes: str, by: Person) -> OfferedTime:
    """What was said, for those who handle the application."""
    application = hold_case(application, by)
    held = OfferedTime.objects.select_for_update(of=("self",)).filter(application=application)
    time = held.first()
    if time is None:
        raise Refused(_("No meeting is booked."))
    time.notes = notes
    time.save(update_fields=["notes"])
    write_history(verb="meeting_noted", of=application, by=by)
    return time


def release_meeting(*, application: GrantApplication, person: Person) -> None:
    """Whoever has an interest meets nobody about it: the applicant books another time.

    Runs in the transaction of the declaration. The person hears nothing.
    """
    time = _to_come(application)
    if time is not None and time.by_id == person.pk:
        _let_go(time, "meeting_called_off")


def leave_it_to_others(*, application: GrantApplication) -> None:
    """The same when what the applicant has written since shows such an interest."""
    time = _to_come(application)
    if time is not None and not _may_know(time, application):
        _let_go(time, "meeting_called_off")


def end_meeting(*, application: GrantApplication) -> None:
    """There is nothing left to meet about: the time is free for others, and both hear of it.

    Runs in the transaction of whoever holds the application.
    """
    time = _to_come(application)
    if time is not None:
        _let_go(time, "meeting_needless")


def _to_come(application: GrantApplication) -> OfferedTime | None:
    booked = OfferedTime.objects.select_related("by").filter(application=application)
    return booked.filter(starts_at__gt=timezone.now()).first()


def _hold_time(time: OfferedTime) -> OfferedTime:
    """After the application that has booked it, as in every change of a meeting: two never wait
    for each other."""
    booked = OfferedTime.objects.values_list("application", flat=True).get(pk=time.pk)
    if booked:
        GrantApplication.objects.select_for_update(of=("self",)).get(pk=booked)
    held = OfferedTime.objects.select_for_update(of=("self",))
    fresh = held.select_related("application__round", "by").get(pk=time.pk)
    if fresh.application_id != booked:
        raise Refused(_("Somebody has booked or cancelled this time just now. Look once more."))
    return fresh


def _ask_officer(turn: Round, by: Person) -> None:
    if not Standing(by).is_officer(turn):
        raise Refused(_("Only the officers of the round offer times."))


def _ask_to_come(time: OfferedTime) -> None:
    """Of a meeting that was held, what was said stays."""
    if time.application_id and time.starts_at <= timezone.now():
        raise Refused(_("The meeting has been held, and what was said there stays."))


def _let_go(time: OfferedTime, template: str) -> None:
    """By us: the applicant gets a letter that clears their calendar."""
    assert time.application
    application = lock(time.application)
    application.save()
    time.sequence = application.version
    _write_to_applicant(time, application, template, "CANCEL")
    _write_to_officer(time, application, "meeting_cancelled_with_us", "CANCEL")
    _free(time)


def _free(time: OfferedTime) -> None:
    time.application, time.booked_at, time.notes = None, None, ""
    time.save()


def _write_to_applicant(
    time: OfferedTime, application: GrantApplication, template: str, method: Method
) -> None:
    to = Invited(email=application.email, name=application.contact_name)
    language = application.language
    asked_for = template not in BY_US
    _write(time, application, template, method, to, language, asked_for=asked_for)


def _write_to_officer(
    time: OfferedTime, application: GrantApplication, template: str, method: Method
) -> None:
    """Whoever has an interest by now hears nothing."""
    if time.by is None or not _may_know(time, application):
        return
    to = Invited(email=time.by.email, name=time.by.name)
    _write(time, application, template, method, to, time.by.letter_language)


def _may_know(time: OfferedTime, application: GrantApplication) -> bool:
    return time.by is not None and known_to(time.by).filter(pk=application.pk).exists()


def _write(
    time: OfferedTime,
    application: GrantApplication,
    template: str,
    method: Method,
    to: Invited,
    language: str,
    *,
    asked_for: bool = False,
) -> None:
    ours = to.email != application.email
    with translation.override(language):
        entry = entry_of(time, application, ours=ours)
        calendar = calendar_file([entry], name=entry.title, method=method, to=to)
    post_letter(
        to=Receiver(to.email, language),
        template=f"grants/letters/{template}.txt",
        about=application,
        asked_for=asked_for,
        due=not asked_for,
        calendar=calendar,
        application=application,
        turn=application.round,
        time=time,
    )
