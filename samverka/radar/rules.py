"""Who may follow calls, and for which organisations. Nothing here changes anything."""

from samverka.partnership.models import Organisation
from samverka.partnership.rules import Belonging
from samverka.people.models import Person


class Standing(Belonging):
    """What a visitor may do with calls, and for which partners.

    What an organisation thinks of calls is for those who work there: not even coordinators read it.
    """

    @property
    def may_follow(self) -> bool:
        """For oneself; it needs an account and nothing else."""
        return isinstance(self.visitor, Person)

    def may_speak_for(self, organisation: Organisation) -> bool:
        return organisation.pk in {one.pk for one in self.partners}

    def find(self, slug: str) -> Organisation | None:
        """The partner of theirs with this name in addresses."""
        return next((one for one in self.partners if one.slug == slug), None)
