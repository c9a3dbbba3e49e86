"""What an application lacks before it can be sent, in one look: who mends it, where, until when.

Rows are gathered from those who apply, the sections, the budget, the letters and the steps. What
`stops` an application keeps it from being sent; the rest is good to know in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.budgeting.counting import Counted, counted_of, state_of
from samverka.applications.models import Application, Member, Pledge, Section, Step
from samverka.applications.planning.state import plan_state
from samverka.common.templatetags.samverka import day, spaced

TOLD_ELSEWHERE = (Step.Name.TEXTS, Step.Name.BUDGET, Step.Name.LETTERS, Step.Name.SENDING)


@dataclass(frozen=True)
class Row:
    """`state` is how it is drawn: stop, now or done; `url` is where it is mended."""

    state: str
    words: str
    who: str = ""
    until: date | None = None
    url: str = ""
    stops: bool = False

    @property
    def is_late(self) -> bool:
        return self.state == "stop"


class Overview:
    """An application, looked at as a whole; what it is made of is asked for once."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.here = application.get_absolute_url()

    @cached_property
    def sections(self) -> list[Section]:
        rows = list(self.application.sections.with_listing())
        for row in rows:
            row.application = self.application
        return rows

    @cached_property
    def members(self) -> list[Member]:
        """Those who are in or invited; the lead first."""
        states = (Member.State.IN, Member.State.INVITED)
        found = self.application.members.filter(state__in=states).with_organisation()
        return list(found.lead_first().prefetch_related("places__person"))

    @cached_property
    def steps(self) -> list[Step]:
        return list(self.application.steps.with_owner())

    @cached_property
    def budget(self) -> Counted | None:
        return counted_of(self.application)

    @cached_property
    def rows(self) -> list[Row]:
        """First what stops, then what is under way, then what is done."""
        found = [
            *self._days(),
            *self._members(),
            *self._plan(),
            *self._budget(),
            *self._sections(),
            *self._letters(),
            *self._steps(),
        ]
        order = {"stop": 0, "now": 1, "done": 2}
        return sorted(found, key=lambda row: (order[row.state], row.until or date.max))

    @property
    def lacking(self) -> list[Row]:
        return [row for row in self.rows if row.state != "done"]

    @property
    def stopping(self) -> list[Row]:
        return [row for row in self.rows if row.stops]

    @property
    def may_be_sent(self) -> bool:
        return self.application.is_being_written and not self.stopping

    @property
    def sections_done(self) -> int:
        return sum(one.is_done for one in self.sections)

    @property
    def part_done(self) -> int:
        """Of all sections, in per cent."""
        return round(100 * self.sections_done / len(self.sections)) if self.sections else 0

    def _days(self) -> Iterator[Row]:
        application, url = self.application, f"{self.here}edit/"
        if application.is_late:
            told = {"day": day(application.due_on)}
            words = _("The last day was %(day)s. Has the funder moved it? Then change it here.")
            yield Row("stop", words % told, url=url)
        elif application.due_on is None:
            yield Row("now", _("The last day is not known"), url=url)
        if not (application.starts_on and application.ends_on):
            yield Row("now", _("When the project begins and ends"), url=url)

    def _members(self) -> Iterator[Row]:
        for member in self.members:
            name, url = member.organisation.name, f"{self.here}who/"
            if not member.is_in:
                words = _("%(name)s has not said whether it takes part") % {"name": name}
                yield Row("now", words, name, url=url, stops=True)
            elif member.stand == Member.Stand.NO_GO:
                words = _("%(name)s says: we do not apply") % {"name": name}
                yield Row("stop", words, name, url=url, stops=True)
            elif not member.places.all():
                yield Row(
                    "now", _("Nobody at %(name)s has a place") % {"name": name}, name, url=url
                )

    def _sections(self) -> Iterator[Row]:
        if not self.sections:
            url = f"{self.here}form/"
            yield Row("now", _("There are no sections yet"), url=url, stops=True)
        for section in self.sections:
            url, who = section.get_absolute_url(), _who(section.owner, section.writer)
            if section.is_too_long and section.text:
                over = -(section.text.left or 0)
                yield Row("stop", _too_long(section, over), who, section.due_on, url, stops=True)
            elif not section.is_done and (section.required or section.state != "empty"):
                state = "stop" if section.is_late else "now"
                yield Row(state, section.title, who, section.due_on, url, section.required)

    def _plan(self) -> Iterator[Row]:
        """Good to know: a form may ask for no plan at all."""
        for lack in plan_state(self.application):
            yield Row("now", lack.sentence, url=lack.url)

    def _budget(self) -> Iterator[Row]:
        state, url = state_of(self.budget), f"{self.here}budget/"
        if state.problems:
            words = ngettext(
                "The budget breaks %(count)s rule",
                "The budget breaks %(count)s rules",
                state.problems,
            )
            yield Row("stop", words % {"count": state.problems}, url=url, stops=True)
        elif not state.exists:
            asked = self.application.edition and self.application.edition.cost_rules
            yield Row("now", _("There is no budget yet"), url=url, stops=bool(asked))
        elif not state.locked:
            yield Row("now", _("The budget is not locked"), url=url)
        else:
            yield Row("done", _("The budget is locked"), url=url)

    def _letters(self) -> Iterator[Row]:
        """Those who take part sign a letter to the one that leads."""
        pledges = Pledge.objects.filter(member__application=self.application)
        signed = {one.member_id for one in pledges.filter(state=Pledge.State.SIGNED)}
        for member in self.members:
            if member.leads or not member.is_in:
                continue
            words = _("Signature from %(name)s") % {"name": member.organisation.name}
            url, done = f"{self.here}letters/", member.pk in signed
            yield Row("done" if done else "now", words, url=url, stops=not done)

    def _steps(self) -> Iterator[Row]:
        """Those that nothing else here tells of, when they are near or late."""
        for step in self.steps:
            if step.name in TOLD_ELSEWHERE or not (step.is_late or step.is_soon):
                continue
            state, who = ("stop" if step.is_late else "now"), _who(step.owner, step.who)
            yield Row(state, str(step), who, step.due_on, f"{self.here}status/")


def _who(owner: Member | None, place: object) -> str:
    if owner is None:
        return _("Nobody answers for it yet")
    if not owner.is_in:
        return _("%(name)s is no longer in") % {"name": owner.organisation.name}
    person = getattr(place, "person", None)
    return str(person.name) if person and person.name else owner.organisation.name


def _too_long(section: Section, over: int) -> str:
    if section.counts == "words":
        sentence = ngettext(
            "“%(section)s” is %(over)s word too long",
            "“%(section)s” is %(over)s words too long",
            over,
        )
    else:
        sentence = ngettext(
            "“%(section)s” is %(over)s character too long",
            "“%(section)s” is %(over)s characters too long",
            over,
        )
    return sentence % {"section": section.title, "over": spaced(over)}
