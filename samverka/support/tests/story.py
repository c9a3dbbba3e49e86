"""What happens again and again in the stories of the support map."""

from samverka.cast import Cast, find_cast
from samverka.partnership.models import Organisation
from samverka.support.actions import entries, workshops
from samverka.support.models import Entry, Need, Participant, Service, Workshop


def need(slug: str = "advice") -> Need:
    return Need.objects.get(slug=slug)


def elsas() -> Cast:
    found = find_cast()
    assert found
    return found


def opened() -> Workshop:
    """The workshop of the cast, with the code GRAN-42, as it begins."""
    workshop = Workshop.objects.get(code="GRAN-42")
    return workshops.move_workshop(workshop=workshop, to="open", by=elsas().elsa)


def closed(workshop: Workshop) -> Workshop:
    return workshops.move_workshop(workshop=workshop, to="closed", by=elsas().elsa)


def pen(workshop: Workshop, name: str = "", shows_name: bool = False) -> Participant:
    return entries.join_workshop(workshop=workshop, name=name, shows_name=shows_name)


def written(*words: str) -> list[Entry]:
    """Somebody at an open workshop wrote that these are missing, at the first stage."""
    writer = pen(opened())
    return [
        entries.write_entry(
            participant=writer, need=need(), stage="idea", kind="missing", words=said
        )
        for said in words
    ]


def greenery_gives(name: str = "Odlingsråd", **fields: object) -> Service:
    """A service of the organisation that Amina works at."""
    organisation = Organisation.objects.get(slug="foreningen-gronskan")
    return Service.objects.create(
        organisation=organisation, slug="odlingsrad", name_sv=name, **fields
    )
