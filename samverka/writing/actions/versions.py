"""What a text said earlier: kept by name, and brought back without losing what came after."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.writing.actions.storing import catch_up, edit, keep
from samverka.writing.models import Pulse, SavedVersion, SharedText
from samverka.writing.prose import make_say
from samverka.writing.rules import Right, right_of


@transaction.atomic
def keep_version(*, text: SharedText, by: Person, name: str) -> SavedVersion:
    """Keep what the text says now, under a name."""
    _need(text, by)
    text = catch_up(text)
    version = keep(text, why=SavedVersion.Why.NAMED, name=name, by=by)
    _tell(version, "kept", by)
    return version


@transaction.atomic
def restore_version(*, version: SavedVersion, by: Person) -> SharedText:
    """Make the text say this again, by an edit like any other. What it said until now is kept."""
    _need(version.text, by)
    text = catch_up(version.text)
    if text.content != version.content:
        keep(text, why=SavedVersion.Why.RESTORING, by=by)
        text = edit(text=text, by=by, change=lambda doc: make_say(doc, version.content))
    _tell(version, "restored", by)
    return text


def _need(text: SharedText, person: Person) -> None:
    if right_of(person, text) < Right.WRITE:
        raise Refused(_("You may read this text, not change it."))


def _tell(version: SavedVersion, verb: str, by: Person) -> None:
    write_history(verb=verb, of=version, by=by, text=version.text_id)
    Pulse.objects.beside(version.text)
