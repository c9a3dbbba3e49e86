"""Money and quantities as people write them, and as they read them."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.templatetags.samverka import money

MOST: Final = Decimal(10) ** 12
UNITS: Final = re.compile(
    r"(?<![^\W\d_])(kronor|kr|sek|euro|eur|timmar|tim|h|hours|st)\.?$|^(sek|eur)(?![^\W\d_])|[€]|:-$"
)
SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f'’]+")
MINUS: Final = re.compile(r"^[-−–—]|[-−–—]$")
DECIMALS: Final = re.compile(r"[0-9]*[.,][0-9]{1,2}|[0-9]+[.,]?")
THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
BOTH: Final = re.compile(
    r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?!\2)[.,]([0-9]{1,2})"
)


def amount_in(said: str, *, from_table: bool = False) -> Decimal:
    """12 000,50 and 12,000.50 are the same; kr, SEK and € may stand beside it.

    At most two decimals: three digits after one comma or point are thousands, except `from_table`,
    where such a number may be one with three decimals and is refused. Raises `Refused` with what
    to do.
    """
    bare = UNITS.sub("", unicodedata.normalize("NFKC", said).strip().casefold()).strip()
    plain = SPACES.sub("", bare)
    if MINUS.search(plain) and any(one.isdigit() for one in plain):
        raise Refused(_("It cannot be less than zero. Take the minus away."))
    number = _number(plain, from_table)
    if number is None:
        raise Refused(_("Write a number, with at most two decimals. For example 12 000 or 330,50."))
    if number >= MOST:
        raise Refused(_("This is more than any budget holds. Is there a digit too many?"))
    return number


def _number(plain: str, from_table: bool) -> Decimal | None:
    if not plain.isascii():
        return None
    if DECIMALS.fullmatch(plain) and any(one.isdigit() for one in plain):
        return Decimal(plain.replace(",", ".").rstrip("."))
    if THOUSANDS.fullmatch(plain):
        alone = len(re.findall(r"[.,]", plain)) == 1
        return None if from_table and alone else Decimal(re.sub(r"[.,]", "", plain))
    if found := BOTH.fullmatch(plain):
        return Decimal(re.sub(r"[.,]", "", found[1]) + "." + found[3])
    return None


def shown(amount: Decimal | int) -> str:
    """12 000 or 12 000,50, in English 12,000.50; spaces do not break."""
    return money(amount, "")


def written(amount: Decimal | None) -> str:
    """As it stands in a field, where it is read again."""
    return "" if amount is None else shown(amount)
