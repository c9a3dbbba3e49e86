"""What there is to tell somebody about calls, put in words when their letter is written."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.calls.telling.changes import in_words
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.fits import Fit

NEAR = timedelta(days=14)  # a last day within it is told of at once
# Of all that changes about a call, what those who follow it want to know.
TELLING = (
    "closes_on",
    "cutoffs",
    "opens_on",
    "amount_max",
    "applicants",
    "needed_kinds",
    "partners_min",
    "countries_min",
    "countries",
)


@dataclass(frozen=True)
class Change:
    """What happened to a call that somebody follows; `number` is its last row of the history."""

    call: Call
    number: int
    verbs: frozenset[str]
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def sentences(self) -> list[str]:
        """In the language of the letter that is being written."""
        if kept := self._kept:
            return [_("It is the same as another call: %(title)s.") % {"title": kept.title}]
        if self.call.state != Call.State.PUBLISHED:
            return [_("It is no longer shown here.")]
        said = in_words(self.fields)
        if "gone" in self.verbs and self.call.gone_on:
            said.append(_("Its source no longer tells of it. Ask the funder."))
        if "returned" in self.verbs and not self.call.gone_on:
            said.append(_("Its source tells of it again."))
        return said

    @property
    def path(self) -> str:
        return (self._kept or self.call).get_absolute_url()

    @property
    def _kept(self) -> Call | None:
        """The call that this one is the same as, where everybody may see it."""
        kept = self.call.merged_into if self.call.state == Call.State.MERGED else None
        return kept if kept and kept.state == Call.State.PUBLISHED else None

    @property
    def moved_to(self) -> str:
        """The last day, where it moved, as it is kept; "" where it did not."""
        return (self.fields.get("closes_on") or ("", ""))[1] or ""

    @property
    def is_urgent(self) -> bool:
        """The last day came nearer, or is near as it now stands."""
        if "closes_on" not in self.fields or not self.moved_to:
            return False
        before, after = self.fields["closes_on"]
        return not before or after < before or self._is_near(after)

    @staticmethod
    def _is_near(day: str) -> bool:
        return date.fromisoformat(day) <= timezone.localdate() + NEAR


@dataclass
class News:
    """All that one person is told at one time, and what is remembered of it."""

    person: Person
    changes: list[Change] = field(default_factory=list)
    fits: list[tuple[Organisation, list[Fit]]] = field(default_factory=list)

    @property
    def whats(self) -> list[tuple[int, str]]:
        """Each as the key of the call and what is told of it."""
        changes = [(one.call.pk, str(one.number)) for one in self.changes]
        fits = [(fit.call.pk, "fits") for _organisation, some in self.fits for fit in some]
        return [*changes, *dict.fromkeys(fits)]

    @property
    def number(self) -> int:
        return len(self.whats)

    def is_urgent(self, told_lately: set[int]) -> bool:
        """A day that moves to and fro comes by itself once; of the rest tells the next digest."""
        return any(one.is_urgent and one.call.pk not in told_lately for one in self.changes)

    @property
    def first_title(self) -> str:
        if self.changes:
            return self.changes[0].call.title
        return self.fits[0][1][0].call.title

    def without(self, known: set[tuple[int, str]]) -> "News":
        """What has not been told before."""
        changes = [one for one in self.changes if (one.call.pk, str(one.number)) not in known]
        fits = [
            (organisation, [fit for fit in some if (fit.call.pk, "fits") not in known])
            for organisation, some in self.fits
        ]
        return News(self.person, changes, [(one, some) for one, some in fits if some])
