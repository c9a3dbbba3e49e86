"""Amounts and shares as people write them, in Swedish and in English."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from samverka.sources.fields import MOST_MONEY, Odd

CURRENCIES: Final = {
    "kr": "SEK",
    "kronor": "SEK",
    "sek": "SEK",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "nok": "NOK",
    "dkk": "DKK",
    "chf": "CHF",
}
THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9
MULTIPLES: Final = {
    "tusen": THOUSAND,
    "thousand": THOUSAND,
    "k": THOUSAND,
    "tkr": THOUSAND,
    "ksek": THOUSAND,
    "keur": THOUSAND,
    "m": MILLION,
    "mn": MILLION,
    "milj": MILLION,
    "miljon": MILLION,
    "miljoner": MILLION,
    "million": MILLION,
    "millions": MILLION,
    "mkr": MILLION,
    "mnkr": MILLION,
    "msek": MILLION,
    "meur": MILLION,
    "miljard": BILLION,
    "miljarder": BILLION,
    "mdkr": BILLION,
}
# Those that say of which money too.
OF_MONEY: Final = {
    "tkr": "SEK",
    "ksek": "SEK",
    "mkr": "SEK",
    "mnkr": "SEK",
    "msek": "SEK",
    "mdkr": "SEK",
    "keur": "EUR",
    "meur": "EUR",
}
WORD: Final = re.compile(r"[^\W\d_]+\.?|[€$£]")
SPACE: Final = re.compile(r"[\s\u00a0\u2009\u202f]+")
PLAIN: Final = re.compile(r"[0-9]{1,16}")
DECIMALS: Final = re.compile(r"([0-9]{1,15})[.,]([0-9]{1,2})")
# Thousands apart, all in the same way; then decimals, in another.
THOUSANDS: Final = re.compile(
    r"[1-9][0-9]{0,2}(?P<apart>[ .,'])[0-9]{3}(?:(?P=apart)[0-9]{3}){0,4}"
)
BOTH: Final = re.compile(
    rf"(?P<whole>{THOUSANDS.pattern})(?!(?P=apart))[.,](?P<decimals>[0-9]{{1,2}})"
)


class Amount(NamedTuple):
    """Whole units; `currency` is "" where it is not said."""

    units: int
    currency: str = ""


def amount_in(said: str, name: str) -> Amount | None:
    """1 500 000 kr, €1,500,000, 1,5 miljoner, 500 tkr; None for nothing.

    Raises `Odd`, with `name` as the field, for all that can be read in two ways or in none.
    """
    plain = SPACE.sub(" ", said).strip().lower()
    if not plain:
        return None
    odd = Odd("not_readable", field=name, said=said[:60])
    words = [word.rstrip(".") for word in WORD.findall(plain)]
    number = _number(WORD.sub("", plain).strip())
    times = [MULTIPLES[word] for word in words if word in MULTIPLES]
    of = {CURRENCIES.get(word) or OF_MONEY.get(word) for word in words} - {None}
    known = all(word in CURRENCIES or word in MULTIPLES for word in words)
    if number is None or not known or len(times) > 1 or len(of) > 1:
        raise odd
    # "1,500 million" may be fifteen hundred of them, or one and a half.
    if times and THOUSANDS.fullmatch(WORD.sub("", plain).strip()):
        raise odd
    units = number * (times[0] if times else 1)
    if units != int(units) or units > MOST_MONEY:
        raise odd
    return Amount(int(units), next(iter(of), None) or "")


def share_in(said: str) -> Decimal | None:
    """Per cent, from 50 %, 50, 33,3 or 0.5, which spreadsheets write for 50 %; raises `Odd`."""
    plain = SPACE.sub("", said).lower()
    bare = re.sub(r"(%|procent|percent)$", "", plain)
    if not plain:
        return None
    number = _number(bare)
    if number is not None and bare == plain and number <= 1:
        number *= 100
    if number is None or not 0 < number <= 100:
        raise Odd("not_readable", field="share", said=said[:60])
    return round(number, 2)


def _number(plain: str) -> Decimal | None:
    """None for what is no number, or one that can be read in two ways."""
    if PLAIN.fullmatch(plain):
        return Decimal(plain)
    if found := DECIMALS.fullmatch(plain):
        return Decimal(f"{found[1]}.{found[2]}")
    if THOUSANDS.fullmatch(plain):
        return Decimal(re.sub(r"\D", "", plain))
    if found := BOTH.fullmatch(plain):
        return Decimal(re.sub(r"\D", "", found["whole"]) + "." + found["decimals"])
    return None
