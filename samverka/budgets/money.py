"""Money, counted exactly: in whole cents (öre), never in floating point.

One rule of rounding, everywhere: to the nearest cent, half a cent away from zero. What is rounded
is a cell; every total is a sum of rounded cells, so totals by partner, category, work package and
year always agree. Where one rounded sum is shared out over cells, the cents that are left over go
to the largest remainders (`shared`), so that the parts add up to it again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final, TypeVar

from samverka.budgets.errors import CellError, Place

Key = TypeVar("Key", bound=tuple)

CENT: Final = Decimal("0.01")
MOST: Final = Decimal(10) ** 12  # in one cell; more than any grant there is, in any currency
FINEST: Final = -6  # decimals that are read; so that every product is exact


def to_cents(amount: Decimal) -> int:
    """The nearest whole number of cents, half a cent away from zero."""
    scaled = amount * 100
    whole = int(scaled)
    return whole if whole == scaled else int(scaled.quantize(Decimal(1), ROUND_HALF_UP))


def from_cents(cents: int) -> Decimal:
    """With two decimals, always."""
    return cents * CENT


def rounded(amount: Decimal) -> Decimal:
    """To the nearest cent, half a cent away from zero."""
    return from_cents(to_cents(amount))


def share(cents: int, rate: Decimal) -> int:
    """`rate` per cent of an amount, rounded to a cent."""
    return to_cents(Decimal(cents) * rate / 10_000)


def whole_of(cents: int, rate: Decimal) -> int:
    """The least amount of which `rate` per cent is no less than `cents`."""
    return int((Decimal(cents) * 100 / rate).quantize(Decimal(1), ROUND_CEILING))


def checked(value: Decimal | int | None, place: Place) -> Decimal:
    """A number that can stand in a cell: finite, not negative, below 10¹², at most six decimals.

    Raises `CellError` for everything else, floating point included.
    """
    if type(value) is Decimal and value.is_finite() and 0 <= value < MOST:
        number = value
    else:
        number = _odd(value, place)
    if number.as_tuple().exponent < FINEST and number != round(number, -FINEST):  # type: ignore[operator]
        raise CellError("too_fine", place, value)
    return number


def _odd(value: object, place: Place) -> Decimal:
    """A whole number as a decimal; raises `CellError` for what is neither."""
    if value is None:
        raise CellError("missing", place)
    if isinstance(value, bool | float) or not isinstance(value, Decimal | int):
        raise CellError("not_a_number", place, value)
    number = Decimal(value)
    if not number.is_finite():
        raise CellError("not_a_number", place, value)
    if number < 0:
        raise CellError("negative", place, value)
    if number >= MOST:
        raise CellError("too_large", place, value)
    return number


def product(quantity: Decimal, price: Decimal, place: Place) -> int:
    """Cents of a quantity at a price, as one cell; raises `CellError` if it is too large."""
    amount = quantity * price
    if amount >= MOST:
        raise CellError("too_large", place, amount)
    return to_cents(amount)


def shared(cents: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Cents shared out in proportion, largest remainders first; the parts add up to `cents`.

    Of equal remainders the first key in order gets the cent, whatever order they came in.
    """
    whole = sum(weights.values())
    if not whole:
        return {}
    parts = {key: divmod(cents * weight, whole) for key, weight in weights.items()}
    left = cents - sum(part for part, _ in parts.values())
    nearest = set(sorted(parts, key=lambda key: (-parts[key][1], key))[:left])
    return {key: part + (key in nearest) for key, (part, _) in parts.items()}


@dataclass(frozen=True)
class Rate:
    """What one unit of `currency` (ISO 4217) was worth in the currency of the budget on a day.

    Rates are given, never fetched: say in the budget where they come from.
    """

    currency: str
    on: date
    value: Decimal
    source: str = ""

    def __post_init__(self) -> None:
        if not checked(self.value, Place()):
            raise CellError("not_a_number", Place(), self.value)


class Exchange:
    """Turns one currency into another with the latest rate that stood on the day asked for."""

    def __init__(self, currency: str, rates: Iterable[Rate]) -> None:
        self.currency = currency
        self._rates = sorted(rates, key=lambda rate: rate.on)

    def rate(self, currency: str, on: date | None, place: Place) -> Decimal:
        """Into the budget's currency; the latest there is if `on` is None.

        Raises `CellError` if no rate stood on that day.
        """
        if currency in ("", self.currency):
            return Decimal(1)
        known = [r for r in self._rates if r.currency == currency and (on is None or r.on <= on)]
        if not known:
            raise CellError("missing_rate", place, f"{currency} {on or ''}".strip())
        return known[-1].value

    def into(self, wanted: str, amount: Decimal, of: str, on: date | None, place: Place) -> Decimal:
        """An amount of one currency in another, on a day, rounded to a cent."""
        if (of or self.currency) == wanted:
            return rounded(amount)
        ours = amount * self.rate(of, on, place)
        return rounded(ours / self.rate(wanted, on, place))


def number(said: object) -> Decimal:
    """A decimal from a text or a whole number in a file of rules; raises `ValueError`."""
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        raise ValueError(f"{said!r} is not a number") from None
    if isinstance(said, float) or not found.is_finite():
        raise ValueError(f"{said!r} must be a whole number or a text such as '0.15'")
    return found
