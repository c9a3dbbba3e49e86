"""What comes back at a later meeting: what was tabled or referred back, and what is corrected."""

from textwrap import shorten

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import told_in_both
from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import lock_meeting
from samverka.meetings.actions.placing import put_before_closing
from samverka.meetings.models import AgendaItem, Meeting
from samverka.minutes.actions.holding import ask_leader
from samverka.minutes.models import Minutes, Paragraph, TakenUpAgain
from samverka.people.models import Person
from samverka.record.actions import write_history

TABLED, REFERRED = TakenUpAgain.Why.TABLED, TakenUpAgain.Why.REFERRED
KEPT = ("kind", "minutes", "about_sv", "about_en", "responsible_id", "responsible_name")
TITLE = 140  # characters kept of a title, beside what is said of where it comes from
A_CORRECTION = 5  # minutes of a meeting's time


def waiting_for(meeting: Meeting) -> QuerySet[Paragraph]:
    """Left over by earlier meetings of the same body that are closed."""
    left = Paragraph.objects.left_over().filter(body=meeting.body)
    closed = left.exclude(minutes__state=Minutes.State.GOING_ON)
    earlier = closed.filter(minutes__meeting__starts_at__lt=meeting.starts_at)
    return earlier.select_related("item").order_by("year", "number", "pk")


@transaction.atomic
def take_up_left_over(meeting: Meeting) -> None:
    """Each comes on the agenda once, before what closes the meeting."""
    held = list(waiting_for(meeting).select_for_update(of=("self",)).values_list("pk", flat=True))
    for paragraph in waiting_for(meeting).filter(pk__in=held):
        first = first_item(paragraph)
        kept = {name: getattr(first, name) for name in KEPT}
        item = AgendaItem(
            meeting=meeting, activity_list_id=first.activity_list_id, **kept, **titles(paragraph)
        )
        put_before_closing(item)
        why = TABLED if paragraph.state == Paragraph.State.TABLED else REFERRED
        TakenUpAgain.objects.create(paragraph=paragraph, item=item, why=why)


def to_correct_at(meeting: Meeting) -> list[Meeting]:
    """Coming meetings of the same body, whose agenda can still be added to."""
    coming = Meeting.objects.upcoming().filter(body=meeting.body, starts_at__gt=timezone.now())
    return list(coming.exclude(state=Meeting.State.CANCELLED))


@transaction.atomic
def correct_later(*, paragraph: Paragraph, meeting: Meeting, by: Person) -> AgendaItem:
    """Minutes that are locked are put right by what a later meeting decides."""
    ask_leader(by, paragraph.minutes.meeting)
    if not paragraph.minutes.is_locked:
        raise Refused(_("These minutes are not locked: write what is right in them instead."))
    meeting = lock_meeting(meeting)
    if meeting.body != paragraph.body or not meeting.may_be_planned:
        raise Refused(_("Choose a coming meeting of the same body."))
    same = TakenUpAgain.objects.filter(paragraph=paragraph, why=TakenUpAgain.Why.CORRECTION)
    if same.filter(item__meeting=meeting).exists():
        raise Refused(_("It stands on that agenda already."))
    told = told_in_both(
        lambda: _("Correction of %(paragraph)s") % {"paragraph": paragraph.reference}
    )
    item = AgendaItem(
        meeting=meeting,
        kind=AgendaItem.Kind.DECISION,
        minutes=A_CORRECTION,
        title_sv=told["sv"],
        title_en=told["en"],
        added_late=meeting.is_called,
    )
    put_before_closing(item)
    TakenUpAgain.objects.create(paragraph=paragraph, item=item, why=TakenUpAgain.Why.CORRECTION)
    write_history(verb="item_added", of=meeting, by=by, item=item.pk)
    return item


def first_item(paragraph: Paragraph) -> AgendaItem:
    """What was taken up in the first place, however many meetings have put it off since."""
    item = paragraph.item
    while (
        again := TakenUpAgain.objects.filter(item=item)
        .exclude(why=TakenUpAgain.Why.CORRECTION)
        .first()
    ):
        item = again.paragraph.item
    return item


def titles(paragraph: Paragraph) -> dict[str, str]:
    """What it is called on the later agenda, in both languages."""
    first = first_item(paragraph)
    tabled = paragraph.state == Paragraph.State.TABLED

    def tell() -> str:
        words = (
            _("%(title)s (tabled, %(paragraph)s)")
            if tabled
            else _("%(title)s (referred back, %(paragraph)s)")
        )
        title = shorten(first.title, TITLE, placeholder="…")
        return words % {"title": title, "paragraph": paragraph.reference}

    return {f"title_{language}": words for language, words in told_in_both(tell).items()}
