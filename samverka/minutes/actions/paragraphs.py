"""The agenda is gone through: taken up, written of, ended."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.placing import put, put_last
from samverka.meetings.models import AgendaItem, BodyRules, Meeting
from samverka.minutes.actions.holding import hold_for_leader
from samverka.minutes.models import Minutes, Paragraph, Turn
from samverka.people.models import Person
from samverka.record.actions import write_history

NOW, DONE = Paragraph.State.NOW, Paragraph.State.DONE


@transaction.atomic
def take_up(*, item: AgendaItem, by: Person) -> Paragraph:
    """Come to this; what the meeting was at is done with. The first time it gets its number."""
    minutes = hold_for_leader(item.meeting, by)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed. Open it again to go on."))
    _end_present(minutes, DONE)
    paragraph = minutes.paragraphs.filter(item=item).first()
    if paragraph:
        paragraph.state, paragraph.ended_at = NOW, None
        paragraph.save()
    else:
        paragraph = _new(minutes, item)
    write_history(verb="taken_up", of=minutes, by=by, paragraph=paragraph.reference)
    return paragraph


@transaction.atomic
def take_up_new(
    *, meeting: Meeting, title_sv: str, title_en: str, kind: str, by: Person
) -> AgendaItem:
    """The meeting puts something more on its agenda: next after what it is at, or has just been
    at."""
    minutes = hold_for_leader(meeting, by)
    taken = minutes.paragraphs.select_related("item")
    latest = taken.filter(state=NOW).first() or taken.order_by("ended_at", "pk").last()
    item = AgendaItem(
        meeting=meeting, kind=kind, title_sv=title_sv, title_en=title_en, added_late=True
    )
    if latest:
        order = list(meeting.items.all())
        put(item, order, at=order.index(latest.item) + 1)
    else:
        put_last(item)
    write_history(verb="item_added", of=meeting, by=by, item=item.pk)
    return item


@transaction.atomic
def end_paragraph(*, paragraph: Paragraph, outcome: str, by: Person) -> Paragraph:
    """Done with, tabled until another meeting, or referred back to whoever prepared it."""
    minutes = hold_for_leader(paragraph.minutes.meeting, by)
    row = minutes.paragraphs.select_related("item").get(pk=paragraph.pk)
    if not row.can_move(outcome):
        raise Refused(_("This point is ended already. Take it up again to change that."))
    _ask_no_vote(row)
    row.state, row.ended_at = outcome, timezone.now()
    row.save()
    _end_turns(row)
    write_history(verb="ended", of=minutes, by=by, paragraph=row.reference, outcome=outcome)
    return row


@transaction.atomic
def put_back(*, paragraph: Paragraph, by: Person) -> None:
    """Undo: it was taken up by mistake. Only the latest, and before anything was said of it."""
    minutes = hold_for_leader(paragraph.minutes.meeting, by)
    row = minutes.paragraphs.get(pk=paragraph.pk)
    later = Paragraph.objects.filter(body=row.body, year=row.year, number__gt=row.number or 0)
    told = [row.resolutions, row.motions, row.conflicts, row.ballots]
    if row.written or any(some.exists() for some in told) or (row.number and later.exists()):
        raise Refused(_("Something is written of this point already, so it keeps its place."))
    row.delete()
    write_history(verb="put_back", of=minutes, by=by, paragraph=row.reference)


@transaction.atomic
def write_paragraph(*, paragraph: Paragraph, words: str, revision: int, by: Person) -> Paragraph:
    """What the minutes say of it. `revision` is the one that the writer began from."""
    minutes = hold_for_leader(paragraph.minutes.meeting, by)
    row = minutes.paragraphs.select_related("item").get(pk=paragraph.pk)
    if row.revision != revision and row.written != words:
        raise Refused(
            _(
                "Somebody else has written here meanwhile: “%(theirs)s” Put both together and save"
                " again."
            )
            % {"theirs": row.written}
        )
    if row.written != words:
        row.written, row.revision = words, row.revision + 1
        row.save()
    return row


def _new(minutes: Minutes, item: AgendaItem) -> Paragraph:
    """With the next number of its body and year, which the row of the body's rules guards."""
    meeting = minutes.meeting
    year = timezone.localdate(meeting.starts_at).year
    number = None
    if item.kind != AgendaItem.Kind.BREAK:
        BodyRules.objects.get_or_create(body=meeting.body)
        BodyRules.objects.select_for_update().get(body=meeting.body)
        before = Paragraph.objects.filter(body=meeting.body, year=year)
        number = (before.aggregate(last=Max("number"))["last"] or 0) + 1
    return Paragraph.objects.create(
        minutes=minutes, item=item, body=meeting.body, year=year, number=number
    )


def _end_present(minutes: Minutes, outcome: str) -> None:
    for row in minutes.paragraphs.filter(state=NOW):
        _ask_no_vote(row)
        row.state, row.ended_at = outcome, timezone.now()
        row.save()
        _end_turns(row)


def _ask_no_vote(paragraph: Paragraph) -> None:
    if paragraph.ballots.open().exists():
        raise Refused(_("A vote is open. Count or stop it before you go on."))


def _end_turns(paragraph: Paragraph) -> None:
    now = timezone.now()
    turns = Turn.objects.filter(paragraph=paragraph)
    turns.speaking().update(ended_at=now)
    turns.waiting().update(struck_at=now)
