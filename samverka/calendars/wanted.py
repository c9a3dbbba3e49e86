"""What somebody wants in a calendar: read from an address, and written to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samverka.calendars.models import CalendarAddress
from samverka.common.lists import Narrowing, facet
from samverka.common.text import clean_line
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import Municipality

MOST, LONGEST = 30, 80  # choices, and characters of one
Calls = CalendarAddress.Calls
WITH: Final = ("activities", "calls")


@dataclass(frozen=True)
class Wanted:
    """Public talks always, with what else there is to be. No theme chosen is all of them."""

    themes: tuple[str, ...] = ()  # slugs
    places: tuple[str, ...] = ()  # codes of municipalities
    activities: bool = False
    calls: bool = False

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """From the address of a file to follow: it holds no more than what its address names, so
        that nobody's own calendar is filled with what they did not choose."""
        more = asked.getlist("with")
        return cls(
            themes=_plain(asked.getlist("theme")),
            places=_plain(asked.getlist("municipality")),
            activities="activities" in more,
            calls="calls" in more,
        )

    @classmethod
    def chosen(cls, narrowing: Narrowing) -> Self:
        """From the page, which shows everything until somebody chooses less."""
        themes, places, calls = (tuple(one.chosen) for one in narrowing.facets)
        return cls(themes=themes, places=places, activities=True, calls="none" not in calls)

    @property
    def is_narrow(self) -> bool:
        """A theme or a municipality is chosen: what has none is left out."""
        return bool(self.themes or self.places)

    @property
    def query(self) -> str:
        """For the address of the file, without the question mark."""
        asked = QueryDict(mutable=True)
        asked.setlist("with", [name for name in WITH if getattr(self, name)])
        asked.setlist("theme", list(self.themes))
        asked.setlist("municipality", list(self.places))
        return asked.urlencode()


def own_narrowing_of(request: HttpRequest) -> Narrowing:
    return _narrowing(request, [one for one in Calls.choices if one[0] != Calls.ALL])


def calls_chosen(narrowing: Narrowing) -> str:
    """All last days of calls until somebody chooses less."""
    *_others, asked = narrowing.facets
    return next(iter(asked.chosen), Calls.ALL)


def narrowing_of(request: HttpRequest) -> Narrowing:
    return _narrowing(request, [("none", _("None of them"))])


def _narrowing(request: HttpRequest, calls: Iterable[tuple[str, str | Promise]]) -> Narrowing:
    places = [(one.code, one.name) for one in Municipality.objects.all()]
    return Narrowing(
        [
            theme_facet(request),
            facet(request, "municipality", _("Municipality"), places),
            facet(request, "calls", _("Last days of calls"), calls),
        ]
    )


def _plain(asked: Iterable[str]) -> tuple[str, ...]:
    found = {one for one in map(clean_line, asked) if one and len(one) <= LONGEST}
    return tuple(sorted(found)[:MOST])
