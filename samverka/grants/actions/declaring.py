"""Who has an interest in an application: said before it is opened, or when it is found out."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.holding import hold_case
from samverka.grants.actions.meeting import release_meeting
from samverka.grants.actions.withdrawing import withdraw_from
from samverka.grants.models import (
    Declaration,
    GrantApplication,
    InterestLifted,
    Panelist,
    Round,
)
from samverka.grants.rules import known_to, named_in, namesakes
from samverka.people.models import Person
from samverka.record.actions import write_history


@transaction.atomic
def declare_no_interest(*, turn: Round, numbers: Sequence[str], by: Person) -> int:
    """Say of these applications that one has to do with none of them; returns how many.

    Of an applicant that is called as one's own organisation it is said by itself, never in a row.
    """
    found = _known(turn, numbers, by)
    alike = namesakes(found, by) if len(found) > 1 else set()
    if alike:
        names = ", ".join(one.name for one in found if one.pk in alike)
        raise Refused(
            _(
                "Called the same as where you work or whom you sit for: %(names)s. Answer for that"
                " by itself."
            )
            % {"names": names}
        )
    for application in found:
        _keep(application, by, conflict=False, words="", by=by)
        write_history(verb="declared", of=application, by=by, conflict=False)
    return len(found)


@transaction.atomic
def declare_interest(*, turn: Round, numbers: Sequence[str], words: str, by: Person) -> int:
    """Say that one has an interest: they are gone, and what one thought counts no more."""
    found = _known(turn, numbers, by)
    for application in found:
        _stand_aside(application, by, words, by=by)
    return len(found)


@transaction.atomic
def set_aside(
    *, application: GrantApplication, place: Panelist, words: str, by: Person
) -> Declaration:
    """An officer has seen that somebody of the panel has an interest in it."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    person = place.person
    if person is None or place.round_id != application.round_id or person == by:
        raise Refused(_("Choose somebody else of the panel."))
    if Declaration.objects.filter(application=application, person=person, conflict=True).exists():
        raise Refused(_("%(name)s stands aside already.") % {"name": person})
    return _stand_aside(application, person, words, by=by)


@transaction.atomic
def take_conflict_back(*, application: GrantApplication, person: Person, by: Person) -> None:
    """It was a mistake. The person is asked again, as if they had never declared anything."""
    application = hold_case(application, by, Panelist.Role.OFFICER)
    if person == by:
        raise Refused(_("Another officer has to take your own conflict back."))
    found = Declaration.objects.filter(application=application, person=person, conflict=True)
    if not found.exists():
        raise Refused(_("No conflict is declared there."))
    found.delete()
    write_history(verb="conflict_taken_back", of=application, by=by, person=person.pk)


@transaction.atomic
def lift_interest(
    *, application: GrantApplication, place: Panelist, words: str, by: Person
) -> InterestLifted:
    """What the applicant wrote names somebody who has no interest in it: they are asked as others.

    Else whoever applies could choose who judges them. It holds for what is written there now.
    """
    application = hold_case(application, by, Panelist.Role.OFFICER)
    person = place.person
    if person is None or person == by or place not in named_in(application):
        raise Refused(_("Choose somebody who stands aside because of what the applicant wrote."))
    lifted = InterestLifted.objects.create(
        application=application,
        person=person,
        organisation_number=application.organisation_number,
        email=application.email,
        words=words,
        by=by,
    )
    write_history(verb="interest_lifted", of=application, by=by, person=person.pk)
    return lifted


def _known(turn: Round, numbers: Sequence[str], by: Person) -> list[GrantApplication]:
    # What is no number at all, the database would refuse to look for.
    asked = [one for one in numbers if one.isascii() and one.isalnum()]
    known = known_to(by).filter(round=turn, number__in=asked)
    found = list(known.select_for_update(of=("self",)).select_related("round"))
    if not found:
        raise Refused(_("Choose at least one application."))
    return found


def _stand_aside(
    application: GrantApplication, person: Person, words: str, *, by: Person
) -> Declaration:
    said = _keep(application, person, conflict=True, words=words, by=by)
    release_meeting(application=application, person=person)
    withdraw_from(application=application, person=person)
    write_history(verb="declared", of=application, by=by, conflict=True, person=person.pk)
    return said


def _keep(
    application: GrantApplication, person: Person, *, conflict: bool, words: str, by: Person
) -> Declaration:
    said, _new = Declaration.objects.update_or_create(
        application=application,
        person=person,
        defaults={"conflict": conflict, "words": words, "at": timezone.now(), "by": by},
    )
    return said
