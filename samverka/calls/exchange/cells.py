"""How a cell about a call is read: as tables of funders are, and each cell by itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from samverka.calls.countries import COUNTRIES
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.runs import refusal_in_words
from samverka.calls.terms import A_LEAP_YEAR, MOST_DAYS, MOST_MONEY
from samverka.calls.told import KEYWORD_LENGTH, MOST_KEYWORDS
from samverka.common.exchange import by_names, names_of, one_of, several
from samverka.common.refusal import Refused
from samverka.common.text import clean_line
from samverka.partnership.models import Organisation, Theme
from samverka.sources.amounts import Amount, amount_in, share_in
from samverka.sources.days import BY_NAME as MONTHS
from samverka.sources.days import deadline_in
from samverka.sources.fields import Odd, link

ANY: Final = "any"  # every kind of organisation
TWO_LETTERS: Final = re.compile("[A-Z]{2}")
DAY_OF_YEAR: Final = re.compile(r"(\d{2})-(\d{2})/(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Known:
    """What cells may name: themes, kinds and levels, by every name they go under."""

    themes: Mapping[str, Theme]
    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    countries: Mapping[str, str]

    @classmethod
    def here(cls) -> "Known":
        themes = list(Theme.objects.all())
        kinds = by_names(
            (one.value, (one.value, *names_of(one.label))) for one in Organisation.Kind
        )
        return cls(
            by_names((one, (one.slug, one.title_sv, one.title_en)) for one in themes),
            kinds | {ANY: ANY, "alla": ANY, "all": ANY},
            by_names((one.value, (one.value, *names_of(one.label))) for one in Call.Level)
            | {"nationell": "national", "europeisk": "european", "internationell": "international"},
            by_names((code, (code, *names_of(name))) for code, name in COUNTRIES.items()),
        )


def _plainly(read: Callable[[str], Any]) -> Callable[[str, Known], Any]:
    """What the library finds odd, in words; which column it is stands beside them."""

    def told(cell: str, known: Known) -> Any:
        try:
            return read(clean_line(cell))
        except Odd as odd:
            said = refusal_in_words({"why": odd.why, "detail": {**odd.detail, "field": ""}})
            raise Refused(said) from None

    return told


def day(name: str) -> Callable[[str, Known], date]:
    return _plainly(lambda cell: deadline_in(cell, name).on)


def amount(name: str) -> Callable[[str, Known], Amount | None]:
    """With the currency, where the cell says one."""

    def read(cell: str) -> Amount | None:
        found = amount_in(cell, name)
        if found and found.units > MOST_MONEY:
            raise Odd("too_large", field=name)
        return found

    return _plainly(read)


share: Callable[[str, Known], Decimal | None] = _plainly(share_in)


def days(cell: str, known: Known) -> list[CutOff]:
    """Last days, each with its clock and the zone of it where they are told."""
    found = [_cutoff(one) for one in several(cell)]
    if len(found) > MOST_DAYS:
        raise Refused(_("At most %(number)s days.") % {"number": MOST_DAYS})
    return sorted(set(found), key=lambda one: (one.on, str(one.at or "")))


def _cutoff(said: str) -> CutOff:
    before, _space, last = said.rpartition(" ")
    zone = last if before and last in available_timezones() else ""
    told = _plainly(lambda cell: deadline_in(cell, "deadlines"))(before if zone else said, NOTHING)
    return CutOff(told.on, told.at, (zone or told.zone) if told.at else "")


def address(cell: str, known: Known) -> str:
    found = link(clean_line(cell))
    if not found:
        raise Refused(_("Write the whole web address, with https://."))
    return found


def level(cell: str, known: Known) -> str:
    return str(one_of(cell, known.levels, _("“%(cell)s” is not among the levels we know.")))


def kinds(cell: str, known: Known) -> list[str]:
    unknown = _("“%(cell)s” is not among the kinds we know.")
    found = [one_of(one, known.kinds, unknown) for one in several(cell)]
    return [ANY] if ANY in found else in_order(found)


def needed_kinds(cell: str, known: Known) -> list[str]:
    found = kinds(cell, known)
    if ANY in found:
        raise Refused(_("“%(cell)s” is not among the kinds we know.") % {"cell": cell[:60]})
    return found


def in_order(found: list[str]) -> list[str]:
    return [kind for kind in Organisation.Kind.values if kind in found]


def countries(cell: str, known: Known) -> list[str]:
    unknown = _("“%(cell)s” is not among the countries we know.")
    found = {
        one if TWO_LETTERS.fullmatch(one) else one_of(one, known.countries, unknown)
        for one in several(cell)
    }
    return [*(code for code in COUNTRIES if code in found), *sorted(found - set(COUNTRIES))]


def themes(cell: str, known: Known) -> list[Theme]:
    unknown = _("“%(cell)s” is not a theme here.")
    found = [one_of(one, known.themes, unknown) for one in several(cell)]
    return sorted({one.pk: one for one in found}.values(), key=lambda one: one.pk)


def keywords(cell: str, known: Known) -> list[str]:
    words = list(dict.fromkeys(several(cell)))
    if len(words) > MOST_KEYWORDS:
        raise Refused(_("At most 40 subject words."))
    if any(len(word) > KEYWORD_LENGTH for word in words):
        raise Refused(_("A subject word has at most 80 characters."))
    return words


def number(most: int) -> Callable[[str, Known], int]:
    def read(cell: str, known: Known) -> int:
        plain = clean_line(cell)
        whole = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 5 else 0
        if not 1 <= whole <= most:
            raise Refused(_("Write a number from 1 to %(most)s.") % {"most": most})
        return whole

    return read


def months(cell: str, known: Known) -> list[int]:
    """By number or by name."""
    names = {**{str(n): n for n in range(1, 13)}, **MONTHS}
    unknown = _("“%(cell)s” is not a month.")
    return sorted({one_of(one, names, unknown) for one in several(cell)})


def windows(cell: str, known: Known) -> list[list[str]]:
    """Times of the year, each as 03-01/05-31."""
    found = []
    for one in several(cell)[:MOST_DAYS]:
        parts = DAY_OF_YEAR.fullmatch(one)
        try:
            if parts is None:
                raise ValueError
            ends = [date(A_LEAP_YEAR, int(parts[n]), int(parts[n + 1])) for n in (1, 3)]
        except ValueError:
            raise Refused(_("Write a time of the year as 03-01/05-31.")) from None
        found.append([f"{end:%m-%d}" for end in ends])
    return found


def currency(cell: str, known: Known) -> str:
    code = clean_line(cell).upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise Refused(_("Write the currency with three letters, as SEK or EUR."))
    return code


NOTHING: Final = Known({}, {}, {}, {})
