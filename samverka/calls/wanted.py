"""What somebody looks for among calls: read from a query string, and written back to one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from django.core.exceptions import TooManyFieldsSent
from django.db import models
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls.models import Call
from samverka.common.lists import LONGEST_SEARCH
from samverka.common.text import clean_line
from samverka.partnership.models import Organisation, Theme

MOST_THEMES: Final = 30
LONGEST_SLUG: Final = 80


class Deadline(models.TextChoices):
    """How near the next last day is; whoever asks for a month gets the week as well."""

    WEEK = "week", gettext_lazy("Within a week")
    MONTH = "month", gettext_lazy("Within a month")
    QUARTER = "quarter", gettext_lazy("Within three months")
    HALF_YEAR = "half-year", gettext_lazy("Within half a year")


class Amount(models.TextChoices):
    """The most that one application can be given, in kronor or about as much."""

    SMALL = "small", gettext_lazy("Up to SEK 50,000")
    MEDIUM = "medium", gettext_lazy("SEK 50,000 to 500,000")
    LARGE = "large", gettext_lazy("SEK 500,000 to 5 million")
    HUGE = "huge", gettext_lazy("More than SEK 5 million")
    UNKNOWN = "unknown", gettext_lazy("The amount is not told")


class Status(models.TextChoices):
    """Where a call stands today; nothing chosen means all but the closed ones."""

    OPEN = "open", gettext_lazy("Open now, with a last day")
    ALWAYS = "always", gettext_lazy("Always open")
    COMING = "coming", gettext_lazy("Opens later")
    PAUSED = "paused", gettext_lazy("Paused")
    CLOSED = "closed", gettext_lazy("The last day has passed")


NOT_TOLD: Final = "unknown"

# The known answers of each question, by its name in the address. Themes are the partnership's own.
CHOICES: Final[Mapping[str, Iterable[tuple[str, str | Promise]]]] = {
    "level": Call.Level.choices,
    "deadline": Deadline.choices,
    "applicants": [
        *Organisation.Kind.choices,
        (NOT_TOLD, gettext_lazy("Nobody says who may apply")),
    ],
    "amount": Amount.choices,
    "status": Status.choices,
}


@dataclass(frozen=True)
class Wanted:
    """Within a question one answer is enough, and every question that has one must be met.

    Two that ask for the same are equal, however their addresses were written: answers stand in
    the order of `CHOICES` (themes by their slug), and what is unknown is left out.
    """

    words: str = ""
    level: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    status: tuple[str, ...] = ()

    @classmethod
    def read(cls, asked: QueryDict) -> "Wanted":
        """From the query of a request."""
        return cls(
            words=clean_line(asked.get("q") or "")[:LONGEST_SEARCH].strip(),
            theme=_slugs(asked.getlist("theme")),
            **{name: _known(name, asked.getlist(name)) for name in CHOICES},
        )

    @classmethod
    def from_query(cls, query: str) -> "Wanted":
        """From a query string, such as a saved one; anything else in it is left out."""
        return cls.read(_parsed(query))

    @property
    def query(self) -> str:
        """As a query string, without the question mark; empty for everything."""
        asked = QueryDict(mutable=True)
        if self.words:
            asked["q"] = self.words
        for name, values in self.answers.items():
            asked.setlist(name, list(values))
        return asked.urlencode()

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers to each question that has any, by the name of the question."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "words"}
        return {name: values for name, values in named.items() if values}

    @property
    def is_everything(self) -> bool:
        return self == Wanted()

    def in_words(self, theme_titles: Mapping[str, str] | None = None) -> str:
        """“unga”; Regional or National; Up to SEK 50,000.

        `theme_titles` by slug spare the question to the database, where many are told.
        """
        told = [_("“%(words)s”") % {"words": self.words}] if self.words else []
        for name, values in self.answers.items():
            labels = self._themes(theme_titles) if name == "theme" else _labels(name, values)
            if labels:
                told.append(_(" or ").join(labels))
        return "; ".join(told) or _("All calls")

    def _themes(self, titles: Mapping[str, str] | None) -> list[str]:
        if titles is None:
            titles = {one.slug: one.title for one in Theme.objects.filter(slug__in=self.theme)}
        return [titles[slug] for slug in self.theme if slug in titles]


def _parsed(query: str) -> QueryDict:
    try:
        return QueryDict(query.removeprefix("?"))
    except TooManyFieldsSent:
        return QueryDict()


def _known(name: str, asked: Iterable[str]) -> tuple[str, ...]:
    wanted = set(map(clean_line, asked))
    return tuple(value for value, _label in CHOICES[name] if value in wanted)


def _slugs(asked: Iterable[str]) -> tuple[str, ...]:
    found = {slug for slug in map(clean_line, asked) if slug and len(slug) <= LONGEST_SLUG}
    return tuple(sorted(found)[:MOST_THEMES])


def _labels(name: str, values: Iterable[str]) -> list[str]:
    labels = dict(CHOICES[name])
    return [str(labels[value]) for value in values]
