"""What stands on the desk of somebody whose organisation applies together with others."""

from dataclasses import dataclass

from django.db.models import Count, Q

from samverka.applications.models import Application, Member, Section
from samverka.partnership.models import Organisation

ON_DESK = 5


@dataclass(frozen=True)
class Desk:
    """`invited` wait for a yes or a no; each of `writing` has `waiting`, the sections to write."""

    invited: list[Member]
    writing: list[Application]

    def __bool__(self) -> bool:
        return bool(self.invited or self.writing)


def desk_of(organisation: Organisation) -> Desk:
    mine = Organisation.objects.filter(pk=organisation.pk)
    asked = Member.objects.filter(
        organisation=organisation,
        state=Member.State.INVITED,
        application__state=Application.State.WRITING,
    )
    theirs = Q(sections__owner__organisation=organisation) & ~Q(sections__state=Section.State.DONE)
    writing = Application.objects.of(mine).filter(state=Application.State.WRITING)
    counted = writing.annotate(waiting=Count("sections", filter=theirs, distinct=True))
    return Desk(
        invited=list(asked.select_related("application")),
        writing=list(counted.with_listing().nearest_first()[:ON_DESK]),
    )
