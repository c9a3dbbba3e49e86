"""A year's list: begun, proposed to the assembly, decided; and the words of its report."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.plan.actions.asking import ask_coordinator, ask_preparer, locked_list
from samverka.plan.models import FIRST_YEAR, LAST_YEAR, ActivityList, ListedActivity
from samverka.record.actions import write_history


@transaction.atomic
def begin_list(*, year: int, by: Person) -> ActivityList:
    """The list of a year that has none; the one that is there already where somebody was first."""
    ask_preparer(by)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_("Choose a year that lies nearer."))
    row, is_new = ActivityList.objects.get_or_create(year=year)
    if is_new:
        write_history(verb="began", of=row, by=by, year=year)
    return row


@transaction.atomic
def propose_list(*, activity_list: ActivityList, by: Person) -> ActivityList:
    """From now on partners see it, and an assembly can decide it."""
    ask_preparer(by)
    row = locked_list(activity_list)
    if not row.can_move(ActivityList.State.PROPOSED):
        raise Refused(_("The list is no longer a draft. Load the page again."))
    if not row.activities.standing().exists():
        raise Refused(_("There is nothing on the list yet. Add an activity first."))
    row.state = ActivityList.State.PROPOSED
    row.save()
    write_history(verb="proposed", of=row, by=by)
    return row


@transaction.atomic
def take_list_back(*, activity_list: ActivityList, by: Person) -> ActivityList:
    """Make it a draft again, which partners do not see."""
    ask_preparer(by)
    row = locked_list(activity_list)
    if not row.can_move(ActivityList.State.DRAFT):
        raise Refused(_("Only a list that is proposed can be taken back."))
    row.state = ActivityList.State.DRAFT
    row.save()
    write_history(verb="taken_back", of=row, by=by)
    return row


@transaction.atomic
def decide_list(
    *, activity_list: ActivityList, on: date, reference: str, by: Person
) -> ActivityList:
    """Write down that an assembly decided it; `reference` names the paragraph of its minutes."""
    ask_coordinator(by)
    return list_was_decided(activity_list=activity_list, on=on, reference=reference, by=by)


@transaction.atomic
def list_was_decided(
    *, activity_list: ActivityList, on: date, reference: str, by: Person
) -> ActivityList:
    """The same for an assembly that goes on, which has asked already who leads it."""
    if on > timezone.localdate():
        raise Refused(
            _("That day has not come. Write the day when the list was decided."), field="on"
        )
    row = locked_list(activity_list)
    if not row.can_move(ActivityList.State.DECIDED):
        raise Refused(_("The list has to be proposed to the assembly before it can be decided."))
    row.state = ActivityList.State.DECIDED
    row.decided_on, row.decided_as = on, reference
    row.save()
    proposed = row.activities.standing().filter(state=ListedActivity.State.PROPOSED)
    proposed.update(state=ListedActivity.State.DECIDED)
    write_history(verb="decided", of=row, by=by, reference=reference)
    return row


@transaction.atomic
def write_words(
    *, activity_list: ActivityList, words_sv: str, words_en: str, by: Person
) -> ActivityList:
    """The partnership's own words, which open the report of the year."""
    ask_coordinator(by)
    row = locked_list(activity_list)
    row.words_sv, row.words_en = words_sv, words_en
    row.save()
    write_history(verb="words_changed", of=row, by=by)
    return row


@transaction.atomic
def publish_report(*, activity_list: ActivityList, by: Person) -> ActivityList:
    """Everybody may read the report of the year."""
    ask_coordinator(by)
    row = locked_list(activity_list)
    if not row.is_decided:
        raise Refused(_("The list of the year is not decided yet. Its report comes after that."))
    if row.report_published_at:
        raise Refused(_("The report is published already."))
    row.report_published_at = timezone.now()
    row.save()
    write_history(verb="report_published", of=row, by=by)
    return row


@transaction.atomic
def take_report_back(*, activity_list: ActivityList, by: Person) -> ActivityList:
    """Only partners read the report again."""
    ask_coordinator(by)
    row = locked_list(activity_list)
    if not row.report_published_at:
        raise Refused(_("The report is not published."))
    row.report_published_at = None
    row.save()
    write_history(verb="report_taken_back", of=row, by=by)
    return row
