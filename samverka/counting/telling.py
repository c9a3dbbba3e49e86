"""What a figure comes to, in words."""

from decimal import Decimal
from typing import Any

from samverka.common.templatetags.samverka import money, spaced
from samverka.counting.figure import Amounts, Figure
from samverka.plan.templatetags.plan import figure as as_read


def figure_in_words(figure: Figure[Any], amounts: Amounts) -> str:
    """12; 20 000 kronor + EUR 300; 4,5 for days. Currencies stand beside each other."""
    if not amounts and figure.kind in ("days", "money"):
        return ""
    if figure.kind == "money":
        return " + ".join(money(amount, unit) for unit, amount in amounts.items())
    amount = amounts.get("", Decimal(0))
    return spaced(int(amount)) if amount == int(amount) else as_read(amount)
