"""Everything that changes a plan or a year's list."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.plan.models import ActivityList, ListedActivity
from samverka.record.actions import write_history


@transaction.atomic
def decide_list(
    *, activity_list: ActivityList, on: date, reference: str, by: Person | None
) -> ActivityList:
    """An assembly decided the year's list; `reference` names the paragraph of its minutes."""
    row = ActivityList.objects.select_for_update().get(pk=activity_list.pk)
    if not row.can_move(ActivityList.State.DECIDED):
        raise Refused(_("The list has to be proposed to the assembly before it can be decided."))
    row.state = ActivityList.State.DECIDED
    row.decided_on, row.decided_as = on, reference
    row.save()
    proposed = row.activities.filter(state=ListedActivity.State.PROPOSED)
    proposed.update(state=ListedActivity.State.DECIDED)
    write_history(verb="decided", of=row, by=by, reference=reference)
    return row
