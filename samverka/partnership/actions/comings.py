"""Who is told when somebody comes or goes."""

from typing import Any

from django.utils import timezone

from samverka.partnership.models import Invitation, Membership, Organisation, Seat
from samverka.partnership.rules import coordinators
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter


def write_to(person: Person, template: str, **context: Any) -> None:
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template=f"partnership/letters/{template}.txt",
        **context,
    )


def send_invitation(invitation: Invitation) -> None:
    """The key in it opens an account: the text is blotted out when the letter has left."""
    post_letter(
        to=Receiver(invitation.email, invitation.language),
        template="partnership/letters/invited.txt",
        about=invitation,
        confidential=True,
        invitation=invitation,
    )


def tell_if_deserted(organisation: Organisation) -> None:
    """An organisation with nobody can neither be reached nor invite anybody."""
    if Membership.objects.current().filter(organisation=organisation).exists():
        return
    for person in coordinators():
        write_to(person, "deserted", about=organisation, organisation=organisation)


def tell_of_empty_seat(seat: Seat) -> None:
    """To the convener and the coordinators, each once. Who it was stands at the seat alone: a name
    that is in letters too would stay there."""
    today = timezone.localdate()
    conveners = Person.objects.filter(
        is_active=True, pk__in=Seat.objects.on(today).filter(convener=True).values("person")
    )
    told = {person.pk: person for person in (*conveners, *coordinators())}
    for person in told.values():
        write_to(person, "seat_empty", about=seat, seat=seat)
