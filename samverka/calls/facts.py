"""What the list of calls has to know of each call, in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from samverka.calls.fulltext import Texts
from samverka.calls.models import Call
from samverka.calls.opening import Opening, opening
from samverka.calls.wanted import NOT_TOLD, Amount, Deadline, Status
from samverka.partnership.models import Organisation

WITHIN: Final = {
    Deadline.WEEK: 7,
    Deadline.MONTH: 31,
    Deadline.QUARTER: 92,
    Deadline.HALF_YEAR: 183,
}  # days
AMOUNTS: Final = {50_000: Amount.SMALL, 500_000: Amount.MEDIUM, 5_000_000: Amount.LARGE}  # at most
# Kronor for one, roughly: only to tell small money from large, never shown.
ROUGHLY: Final = {"SEK": 1.0, "NOK": 1.0, "DKK": 1.5, "EUR": 11.0, "USD": 10.0, "GBP": 13.0}
FACTS: Final = (
    *("pk", "level", "opens_on", "closes_on", "cutoffs", "windows", "paused_months"),
    *("applicants", "curated", "amount_min", "amount_max", "currency"),
)
TEXTS: Final = (
    *("pk", "funder", "programme", "reference", "keywords", "title_sv", "title_en"),
    *("summary_sv", "summary_en", "applicants_text_sv", "applicants_text_en"),
)
A_READING: Final = 1000  # rows at a time

Answer = tuple[str, str]  # the name of a question, and an answer
Key = tuple[int, int, int]  # what a list is ordered by


class Fact(NamedTuple):
    """What does not change with the day."""

    days: Opening
    answers: tuple[Answer, ...]


class Today(NamedTuple):
    """Where a call stands on a day, as answers, and its place in the order."""

    key: Key
    answers: tuple[Answer, ...]


def those(calls: Iterable[int] | None) -> QuerySet[Call]:
    """Public ones among these; all for None."""
    public = Call.objects.public().order_by("pk")
    return public if calls is None else public.filter(pk__in=calls)


def facts_of(calls: Iterable[int] | None) -> dict[int, Fact]:
    of_call = defaultdict(list)
    about = Call.themes.through._default_manager.filter(call__in=those(calls).values("pk"))
    for call, theme in about.values_list("call_id", "theme__slug"):
        of_call[call].append(("theme", theme))
    rows = those(calls).values(*FACTS).iterator(chunk_size=A_READING)
    return {row["pk"]: Fact(_days(row), (*_answers(row), *of_call[row["pk"]])) for row in rows}


def texts_of(calls: Iterable[int] | None) -> Iterator[tuple[int, Texts]]:
    """What the calls say, by their language; names and keywords in both."""
    for row in those(calls).values(*TEXTS).iterator(chunk_size=A_READING):
        names = " ".join((row["funder"], row["programme"], row["reference"], *row["keywords"]))
        said = {
            code: " ".join(
                row[f"{name}_{code}"] for name in ("title", "summary", "applicants_text")
            )
            for code in ("sv", "en")
        }
        yield row["pk"], {"sv": f"{names} {said['sv']}", "en": f"{names} {said['en']}"}


def on_day(call: int, fact: Fact, day: date) -> Today:
    """Nearest last day first, then what is always open, what is paused, and what is closed."""
    days, stands = fact.days, fact.days.on(day)
    if stands == "closed":
        last = days.closes_on.toordinal() if days.closes_on else 0
        return Today((3, -last, call), (("status", Status.CLOSED),))
    stop = days.next_stop(day)
    always = stands == "open" and days.is_standing
    status = Status.ALWAYS if always else Status(stands)
    if stop is None:
        return Today((2 if stands == "paused" else 1, 0, call), (("status", status),))
    near = [("deadline", one) for one, most in WITHIN.items() if (stop - day).days <= most]
    return Today((0, stop.toordinal(), call), (("status", status), *near))


def _days(row: Mapping[str, Any]) -> Opening:
    return opening(
        opens_on=row["opens_on"],
        closes_on=row["closes_on"],
        cutoffs=row["cutoffs"],
        windows=row["windows"],
        paused_months=row["paused_months"],
    )


def _answers(row: Mapping[str, Any]) -> Iterator[Answer]:
    yield "level", row["level"]
    yield "amount", amount(row["amount_max"] or row["amount_min"], row["currency"])
    anybody = Organisation.Kind.values if "applicants" in row["curated"] else [NOT_TOLD]
    for kind in dict.fromkeys(row["applicants"] or anybody):
        yield "applicants", kind


def amount(number: int | None, currency: str) -> Amount:
    """How much money it is, roughly."""
    if not number or currency not in ROUGHLY:
        return Amount.UNKNOWN
    kronor = number * ROUGHLY[currency]
    return next((size for most, size in AMOUNTS.items() if kronor <= most), Amount.HUGE)
