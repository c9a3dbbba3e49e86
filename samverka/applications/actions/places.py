"""Places for persons: who reads, comments and writes for each organisation."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_being_written, tell
from samverka.applications.models import May, Member, Place
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.partnership.rules import work_there
from samverka.people.models import Person


@transaction.atomic
def give_place(*, member: Member, person: Person, may: str, by: Person) -> Place:
    """A place in it, or another right in the place they have: somebody who works there."""
    _ask(by, member)
    if not member.is_in:
        raise Refused(_("%(name)s is not in.") % {"name": member.organisation.name})
    if not work_there([(person.pk, member.organisation_id)]):
        raise Refused(
            _("Only somebody who works at %(name)s can have a place for it.")
            % {"name": member.organisation.name}
        )
    if may != May.WRITE:
        _ask_another(member, person)
    place, _new = Place.objects.update_or_create(
        member=member, person=person, defaults={"may": may}
    )
    tell(member.application, "place_given", by=by, person=person.pk, may=may)
    return place


@transaction.atomic
def take_place(*, place: Place, by: Person) -> None:
    """The right ends at once; what they have written stays."""
    member = place.member
    _ask(by, member)
    _ask_another(member, place.person)
    tell(member.application, "place_taken", by=by, person=place.person_id)
    place.delete()


def _ask(by: Person, member: Member) -> None:
    ask_being_written(member.application)
    if not Standing(by).may_place(member):
        raise Refused(_("Only the lead, and who has a place there, can do this."))


def _ask_another(member: Member, person: Person) -> None:
    """Somebody of the one that leads can always write: else nobody could do anything any more."""
    others = member.places.that_write().exclude(person=person)
    here = [(place.person_id, member.organisation_id) for place in others]
    if member.leads and not work_there(here):
        raise Refused(
            _("Somebody at %(name)s must be able to write, since it leads. Give another the right.")
            % {"name": member.organisation.name}
        )
