"""The programme, and those who speak: nobody is named before they have said yes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History
from samverka.talks.actions.holding import hold_talk
from samverka.talks.models import ProgrammePart, Speaker, Talk

MOST_PARTS, MOST_SPEAKERS = 40, 40


@transaction.atomic
def add_part(
    *, talk: Talk, starts_at: datetime, title_sv: str, title_en: str, by: Person
) -> ProgrammePart:
    """One more part; the programme is in the order of time."""
    talk = hold_talk(talk, by)
    if not talk.starts_at <= starts_at < talk.ends_at:
        raise Refused(_("The part begins outside the time of the talk."), field="begins")
    if talk.programme.count() >= MOST_PARTS:
        raise Refused(_("The programme is full. Take a part away first."))
    part = ProgrammePart.objects.create(
        talk=talk, starts_at=starts_at, title_sv=title_sv, title_en=title_en
    )
    write_history(verb="added", of=part, by=by)
    return part


@transaction.atomic
def remove_part(*, part: ProgrammePart, by: Person) -> None:
    hold_talk(part.talk, by)
    write_history(verb="removed", of=part, by=by)
    part.delete()


@transaction.atomic
def add_speaker(
    *,
    talk: Talk,
    name: str,
    role_sv: str,
    role_en: str,
    organisation: Organisation | None,
    organisation_name: str,
    email: str,
    language: str,
    part: ProgrammePart | None,
    by: Person,
) -> Speaker:
    """Somebody who will speak. With an address they are asked at once whether they may be named."""
    talk = hold_talk(talk, by)
    if talk.speakers.count() >= MOST_SPEAKERS:
        raise Refused(_("There are too many speakers. Take somebody away first."))
    speaker = Speaker.objects.create(
        talk=talk,
        name=name,
        role_sv=role_sv,
        role_en=role_en,
        organisation=organisation,
        organisation_name=organisation_name,
        email=email,
        language=language,
        part=part,
        consent=Speaker.Consent.ASKED if email else Speaker.Consent.UNASKED,
    )
    write_history(verb="added", of=speaker, by=by)
    if email:
        post_letter(
            to=Receiver(email, language),
            template="talks/letters/may_we_name_you.txt",
            about=speaker,
            asked_for=True,
            speaker=speaker,
            talk=talk,
        )
    return speaker


@transaction.atomic
def remove_speaker(*, speaker: Speaker, by: Person) -> None:
    hold_talk(speaker.talk, by)
    write_history(verb="removed", of=speaker, by=by)
    speaker.delete()


@transaction.atomic
def answer_as_speaker(*, speaker: Speaker, may_name: bool, may_film: bool) -> Speaker:
    """The speaker's own yes or no, which may be changed at any time."""
    row = Speaker.objects.select_for_update(of=("self",)).get(pk=speaker.pk)
    return _say(row, may_name, may_film, by=None)


@transaction.atomic
def note_consent(*, speaker: Speaker, may_name: bool, by: Person) -> Speaker:
    """A yes or no that was given by word. It never overrules what the speaker wrote themselves."""
    hold_talk(speaker.talk, by)
    row = Speaker.objects.select_for_update(of=("self",)).get(pk=speaker.pk)
    if row.has_answered_by_letter:
        raise Refused(_("%(name)s has answered by letter. Only they change it.") % {"name": row})
    return _say(row, may_name, row.film_too, by=by)


def _say(row: Speaker, may_name: bool, may_film: bool, *, by: Person | None) -> Speaker:
    row.consent = Speaker.Consent.YES if may_name else Speaker.Consent.NO
    row.film_too = may_name and may_film
    row.answered_at = timezone.now()
    row.save()
    role = History.Role.PERSON if by else History.Role.OWNER
    write_history(verb="consented" if may_name else "refused", of=row, by=by, role=role)
    return row
