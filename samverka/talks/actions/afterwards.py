"""What was said is written down, for those who were not there."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.talks.actions.holding import hold_talk
from samverka.talks.models import Talk


@transaction.atomic
def write_notes(*, talk: Talk, notes_sv: str, notes_en: str, film: str, by: Person) -> Talk:
    """Notes and film stand on the page of the talk at once; empty takes them away."""
    talk = hold_begun_talk(talk, by)
    talk.notes_sv, talk.notes_en, talk.film = notes_sv, notes_en, film
    talk.save()
    write_history(verb="noted", of=talk, by=by)
    return talk


def hold_begun_talk(talk: Talk, by: Person) -> Talk:
    """The talk, held by somebody who prepared it. Nothing comes of a talk that is not held."""
    talk = hold_talk(talk, by)
    if not talk.has_begun:
        raise Refused(_("The talk has not been yet. Write here when it has begun."))
    return talk
