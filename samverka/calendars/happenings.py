"""What stands in a calendar, whatever it is: a talk, a last day, a meeting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.calendar_files import Entry
from samverka.common.templatetags.samverka import clock, day
from samverka.plan.telling import when

A_MOMENT = timedelta(microseconds=1)


class Kind(models.TextChoices):
    TALK = "talk", gettext_lazy("Community Talk")
    ACTIVITY = "activity", gettext_lazy("Activity of the year")
    COURSE = "course", gettext_lazy("Course or study visit")
    CALL = "call", gettext_lazy("Last day to apply")
    MEETING = "meeting", gettext_lazy("Meeting")
    APPLICATION = "application", gettext_lazy("Last day of your application")
    MILESTONE = "milestone", gettext_lazy("Milestone of your project")
    TASK = "task", gettext_lazy("Task")


ICONS = {
    Kind.TALK: "message-circle",
    Kind.ACTIVITY: "flag",
    Kind.COURSE: "calendar-days",
    Kind.CALL: "banknote",
    Kind.MEETING: "users",
    Kind.APPLICATION: "send",
    Kind.MILESTONE: "sprout",
    Kind.TASK: "inbox",
}


@dataclass(frozen=True)
class Happening:
    """`entry` is how programs of others read it; `said` what there is to know of it, in words, and
    `ask` the path where the reader is asked something.

    `label` says what kind of thing it is where the kind alone is too little.
    """

    kind: Kind
    title: str
    entry: Entry
    path: str
    label: str = ""
    said: str = ""
    ask: str = ""
    example: bool = False

    @property
    def named(self) -> str:
        return self.label or str(self.kind.label)

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def is_whole_days(self) -> bool:
        return not isinstance(self.entry.starts, datetime)

    @property
    def first(self) -> date:
        """Its first day here, whatever day it is elsewhere."""
        return _day_of(self.entry.starts)

    @property
    def last(self) -> date:
        """What ends at midnight does not touch the day that begins then."""
        ends = self.entry.ends
        if isinstance(ends, datetime):
            return max(self.first, _day_of(ends - A_MOMENT))
        return ends or self.first

    @property
    def when(self) -> str:
        """13.00–16.00; at 17.00; 3–5 March; nothing for what lasts a whole day."""
        starts, ends = self.entry.starts, self.entry.ends
        if not isinstance(starts, datetime):
            return when(self.first, self.last) if self.last != self.first else ""
        if not isinstance(ends, datetime):
            return _("at %(time)s") % {"time": clock(starts)}
        if self.first == self.last:
            return f"{clock(starts)}–{clock(ends)}"
        return f"{day(starts)} {clock(starts)} – {day(ends)} {clock(ends)}"

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Within a day: last days of calls come after what one goes to."""
        starts = self.entry.starts
        at = f"{timezone.localtime(starts):%H%M}" if isinstance(starts, datetime) else ""
        return (self.kind == Kind.CALL, at, self.title, self.entry.key)


def _day_of(when: date | datetime) -> date:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
