"""A talk is planned, published, moved, cancelled; who has registered hears of it."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.calendar_files import Method
from samverka.common.moments import end_of
from samverka.common.refusal import Refused
from samverka.common.slugs import free_slug
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.people.models import Person
from samverka.plan.models import ListedActivity
from samverka.record.actions import write_history
from samverka.talks.actions.holding import hold_talk
from samverka.talks.actions.registering import fill_seats, seats_taken
from samverka.talks.actions.telling import write_to
from samverka.talks.models import Registration, Talk
from samverka.talks.rules import may_prepare_talks

# A change of these is told to all who have registered, with a new entry for their calendar.
TOLD = ("starts_at", "ends_at", "place_sv", "place_en", "link")
SLUG_LENGTH = 80
ADDRESSES = ("ask", "new", "registrations", "speakers")  # words that lead elsewhere


class Planned(TypedDict):
    """What a talk says of itself; times are aware."""

    theme: Theme
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str
    starts_at: datetime
    ends_at: datetime
    place_sv: str
    place_en: str
    municipality: Municipality | None
    link: str
    introduced_by: Organisation | None
    takes_registrations: bool
    seats: int | None
    closes_at: datetime | None


@dataclass(frozen=True)
class Changed:
    """A talk as it is now, and how many letters told of another time or place."""

    talk: Talk
    told: int


@transaction.atomic
def plan_talk(*, planned: Planned, activity: ListedActivity | None, by: Person) -> Talk:
    """A talk that nobody else sees before it is published."""
    if not may_prepare_talks(by):
        raise Refused(_("Only the coordinators and the working committee plan talks."))
    talk = Talk(activity=activity, state=Talk.State.DRAFT, **planned)
    _check(talk)
    talk.slug = free_slug(
        talk.title_sv,
        Talk.objects.all(),
        length=SLUG_LENGTH,
        otherwise="talk",
        taken=ADDRESSES,
    )
    talk.save()
    write_history(verb="planned", of=talk, by=by)
    return talk


@transaction.atomic
def change_talk(*, talk: Talk, planned: Planned, by: Person) -> Changed:
    """Another time or place is told to all who have registered; more seats go to those who wait."""
    talk = hold_talk(talk, by)
    before = copy(talk)
    changed = [name for name, value in planned.items() if getattr(talk, name) != value]
    for name in changed:
        setattr(talk, name, planned[name])  # type: ignore[literal-required]
    _check(talk)
    if "seats" in changed and talk.seats is not None and talk.seats < seats_taken(talk):
        raise Refused(
            _("%(number)d people have a seat already. Fewer seats than that cannot be.")
            % {"number": seats_taken(talk)},
            field="seats",
        )
    if not changed:
        return Changed(talk, told=0)
    is_told = talk.state == Talk.State.PUBLISHED and bool(set(TOLD) & set(changed))
    talk.sequence += is_told
    talk.save()
    write_history(verb="changed", of=talk, by=by, fields=changed)
    told = _write_to_all(talk, "moved", before=before) if is_told else 0
    fill_seats(talk=talk)
    return Changed(talk, told)


@transaction.atomic
def publish_talk(*, talk: Talk, by: Person) -> Talk:
    """For everybody to read. Raises `Refused` with what is missing."""
    talk = hold_talk(talk, by)
    if not talk.can_move(Talk.State.PUBLISHED):
        raise Refused(_("It is published already."))
    if talk.is_cancelled:
        return _hold_after_all(talk, by)
    for is_there, missing in (
        (talk.summary_sv or talk.summary_en, _("Write what the talk is about. Then publish it.")),
        (talk.place or talk.link, _("Write where it is, or the link. Then publish it.")),
        (talk.starts_at > timezone.now(), _("The talk begins in the past. Choose another day.")),
    ):
        if not is_there:
            raise Refused(missing)
    talk.state = Talk.State.PUBLISHED
    talk.save()
    write_history(verb="published", of=talk, by=by)
    return talk


def _hold_after_all(talk: Talk, by: Person) -> Talk:
    talk.state, talk.cancelled_why = Talk.State.PUBLISHED, ""
    talk.sequence += 1
    talk.save()
    write_history(verb="restored", of=talk, by=by)
    _write_to_all(talk, "back_on")
    return talk


@transaction.atomic
def cancel_talk(*, talk: Talk, why: str, by: Person) -> Talk:
    """It is not held. Everybody who has registered gets a letter that clears their calendar."""
    talk = hold_talk(talk, by)
    if not talk.can_move(Talk.State.CANCELLED) or talk.is_over:
        raise Refused(_("Only a talk that is published and has not been can be cancelled."))
    talk.state, talk.cancelled_why = Talk.State.CANCELLED, why
    talk.sequence += 1
    talk.save()
    write_history(verb="cancelled", of=talk, by=by)
    _write_to_all(talk, "cancelled")
    return talk


def _write_to_all(talk: Talk, template: str, before: Talk | None = None) -> int:
    """`before`: the talk as they last heard of it. Returns how many letters there are."""
    method: Method = "CANCEL" if talk.is_cancelled else "REQUEST"
    rows = list(talk.registrations.standing().exclude(email=""))
    for row in rows:
        row.talk = talk
        seated = row.state == Registration.State.SEATED
        write_to(row, template, method=method if seated else None, before=before)
    return len(rows)


def _check(talk: Talk) -> None:
    if talk.ends_at <= talk.starts_at:
        raise Refused(_("The talk ends before it begins. Look at the times."), field="ends")
    if talk.closes_at and talk.closes_at > end_of(timezone.localdate(talk.starts_at)):
        raise Refused(
            _("The last day to register comes after the talk. Choose an earlier one."),
            field="last_day",
        )
