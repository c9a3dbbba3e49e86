"""A meeting in words: what is still missing before the notice can go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common.templatetags.samverka import day
from samverka.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Check:
    """One thing that a meeting should have, and whether it has it."""

    words: str
    done: bool
    hint: str = ""


def state_of_preparation(
    meeting: Meeting, items: Sequence[AgendaItem], *, notice_by: date, papers_by: date
) -> list[Check]:
    """What has been done and what has not, in the order that one does it."""
    where = bool(meeting.place or meeting.link)
    texts = [meeting.title_sv and meeting.title_en]
    texts += [one.title_sv and one.title_en for one in items]
    led = bool(meeting.chair and meeting.secretary)
    return [
        Check(_("A place or a link"), where),
        Check(_("Chair and secretary"), led, _("or they are chosen at the meeting")),
        Check(_("A last day to answer"), meeting.answer_by is not None),
        _agenda_fits(meeting, items),
        _decisions_are_prepared(items, papers_by),
        Check(_("Titles in both languages"), all(texts), _("letters go out in both")),
        _notice(meeting, notice_by),
    ]


def _agenda_fits(meeting: Meeting, items: Sequence[AgendaItem]) -> Check:
    needed = timedelta(minutes=sum(one.minutes for one in items))
    over = int((needed - (meeting.ends_at - meeting.starts_at)).total_seconds() // 60)
    hint = ""
    if over > 0:
        hint = ngettext("%(n)s minute too long", "%(n)s minutes too long", over) % {"n": over}
    return Check(_("An agenda that fits in the time"), bool(items) and over <= 0, hint)


def _decisions_are_prepared(items: Sequence[AgendaItem], papers_by: date) -> Check:
    """What is decided has words, a list or a paper, so that those who come know what is asked."""
    bare = [
        one.title
        for one in items
        if one.kind == AgendaItem.Kind.DECISION
        and not (one.about or one.activity_list_id or one.papers.all())
    ]
    hint = _("by %(day)s: %(items)s") % {"day": day(papers_by), "items": ", ".join(bare)}
    return Check(_("Words or papers for what is to be decided"), not bare, hint if bare else "")


def _notice(meeting: Meeting, notice_by: date) -> Check:
    if meeting.is_called:
        return Check(_("The notice sent"), done=True, hint=day(meeting.called_at))
    if timezone.localdate() > notice_by:
        hint = _("late: the last day by the statutes was %(day)s")
    else:
        hint = _("by %(day)s, by the statutes")
    return Check(_("The notice sent"), done=False, hint=hint % {"day": day(notice_by)})
