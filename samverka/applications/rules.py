"""Who may see, write and lead a joint application. Nothing here changes anything."""

from dataclasses import dataclass
from functools import cached_property

from samverka.applications.models import Application, Member, Place
from samverka.applications.models.application import ApplicationQuerySet
from samverka.applications.models.consortium import PlaceQuerySet
from samverka.partnership.models import Membership, Organisation
from samverka.partnership.rules import Visitor, is_coordinator, organisations_of


@dataclass(frozen=True)
class Standing:
    """For whom a visitor may speak; asked of the database once for each page."""

    visitor: Visitor

    @cached_property
    def coordinates(self) -> bool:
        return is_coordinator(self.visitor)

    @cached_property
    def works_at(self) -> list[Organisation]:
        return list(organisations_of(self.visitor))

    @cached_property
    def keys(self) -> set[int]:
        return {organisation.pk for organisation in self.works_at}

    @property
    def partners(self) -> list[Organisation]:
        """The partners where they work."""
        return [organisation for organisation in self.works_at if organisation.is_partner]

    @property
    def takes_part(self) -> bool:
        """Staff of organisations, and coordinators: to them the inside of this app exists."""
        return bool(self.coordinates or self.works_at)

    def may_begin_for(self, organisation: Organisation) -> bool:
        return organisation.is_partner and organisation.pk in self.keys

    def may_see(self, application: Application) -> bool:
        """Staff of those who take part or are invited, and coordinators."""
        inside = application.members.filter(
            organisation__in=self.keys, state__in=(Member.State.IN, Member.State.INVITED)
        )
        return self.coordinates or (bool(self.keys) and inside.exists())

    def may_lead(self, application: Application) -> bool:
        """Those of the lead partner who write."""
        lead = application.members.current().filter(role=Member.Role.LEAD)
        return lead.filter(pk__in=self._writing(application).values("member")).exists()

    def may_write(self, application: Application) -> bool:
        """Those who write: the plan, the budget, and sections that say nothing else."""
        return self._writing(application).exists()

    def _writing(self, application: Application) -> PlaceQuerySet:
        return places_of(self.visitor, application).that_write()

    def applications_seen(self) -> ApplicationQuerySet:
        """All to coordinators; to others those that their organisations take part in."""
        if self.coordinates:
            return Application.objects.all()
        return Application.objects.of(organisations_of(self.visitor))


def places_of(visitor: Visitor, application: Application) -> PlaceQuerySet:
    """Their places that count today: the organisation is in, and the person still works there."""
    works_at = Membership.objects.current().filter(person=visitor.pk).values("organisation")
    return Place.objects.filter(
        person=visitor.pk,
        member__application=application,
        member__state=Member.State.IN,
        member__organisation__in=works_at,
    )
