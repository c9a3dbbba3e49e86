"""Who may read and write what partners know. Nothing here changes anything."""

from functools import cached_property
from typing import TypeVar

from django.utils import timezone

from samverka.knowledge.models import Gathered, Problem, Shared, SharedQuerySet
from samverka.knowledge.models.problem import GatheredQuerySet
from samverka.partnership.models import Organisation, Seat
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.partnership.rules import (
    Belonging,
    may_see_what_partners_see,
)
from samverka.people.models import Person

Rows = TypeVar("Rows", bound=SharedQuerySet)


class Standing(Belonging):
    """What a visitor may do with what partners know."""

    @cached_property
    def sees(self) -> bool:
        """What partners share with each other: their staff, the committee, the coordinators."""
        return may_see_what_partners_see(self.visitor)

    @property
    def writes(self) -> bool:
        return bool(self.coordinates or self.partners)

    def writes_for(self) -> OrganisationQuerySet:
        """Their own partners; coordinators for any."""
        partners = Organisation.objects.partners().order_by("name")
        return partners if self.coordinates else partners.filter(pk__in=self.keys)

    @property
    def reports(self) -> bool:
        """Meets problems: staff of partners, and those who sit in the committee for one."""
        return self.writes or self.reports_for().exists()

    def reports_for(self) -> OrganisationQuerySet:
        partners = Organisation.objects.partners().order_by("name")
        return partners if self.coordinates else partners.filter(pk__in=self._spoken_for)

    @cached_property
    def _spoken_for(self) -> set[int]:
        if not isinstance(self.visitor, Person):
            return set()
        seats = Seat.objects.on(timezone.localdate()).of(self.visitor)
        return self.keys | set(seats.values_list("organisation", flat=True))

    def readable(self, rows: Rows) -> Rows:
        return rows.standing() if self.sees else rows.public()

    def questions(self) -> GatheredQuerySet:
        rows = Gathered.objects.all()
        return rows.standing() if self.sees else rows.public()

    def may_read(self, row: Shared) -> bool:
        """What does not stand any more is there for those who can put it back."""
        return row.is_public or (self.sees and row.stands) or self.may_change(row)

    def may_read_question(self, row: Gathered) -> bool:
        return row.is_public or (self.sees and row.parted_at is None) or self.cares_for_ideas

    def may_change(self, row: Shared) -> bool:
        """Those who may write for whose it is."""
        own = self._spoken_for if isinstance(row, Problem) else self.keys
        theirs = row.organisation_id in own and row.organisation.is_partner
        return theirs or self.coordinates

    def may_show(self, row: Shared) -> bool:
        """To everybody: its own organisation, but a problem only after somebody has read it."""
        return self.cares_for_ideas if isinstance(row, Problem) else self.may_change(row)

    def others_than(self, row: Shared) -> list[Organisation]:
        """Their partners that can say of it that it helped, or that they meet it too."""
        return [one for one in self.partners if one.pk != row.organisation_id]
