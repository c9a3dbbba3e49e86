"""What the actions ask first."""

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.plan.models import ActivityList
from samverka.plan.rules import may_prepare, may_record


def ask_preparer(by: Person) -> None:
    if not may_prepare(by):
        raise Refused(_("Only coordinators and the working committee change the plan."))


def ask_coordinator(by: Person) -> None:
    if not may_record(by):
        raise Refused(_("Only coordinators do this."))


def locked_list(activity_list: ActivityList) -> ActivityList:
    return ActivityList.objects.select_for_update().get(pk=activity_list.pk)
