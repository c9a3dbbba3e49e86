"""Who may follow calls, and for which organisations. Nothing here changes anything."""

from dataclasses import dataclass
from functools import cached_property

from samverka.partnership.models import Organisation
from samverka.partnership.rules import Visitor, organisations_of
from samverka.people.models import Person


@dataclass(frozen=True)
class Standing:
    """For whom a visitor may speak; asked of the database once for each page.

    What an organisation thinks of calls is for those who work there: not even coordinators read it.
    """

    visitor: Visitor

    @cached_property
    def organisations(self) -> list[Organisation]:
        """The partners where they work."""
        return [one for one in organisations_of(self.visitor) if one.is_partner]

    @property
    def may_follow(self) -> bool:
        """For oneself; it needs an account and nothing else."""
        return isinstance(self.visitor, Person)

    def may_speak_for(self, organisation: Organisation) -> bool:
        return organisation.pk in {one.pk for one in self.organisations}

    def find(self, slug: str) -> Organisation | None:
        """The partner of theirs with this name in addresses."""
        return next((one for one in self.organisations if one.slug == slug), None)
