"""Amounts of money, as people write them in the language of the page."""

from django.utils.translation import gettext as _

from samverka.common.templatetags.samverka import spaced


def money(amount: int, currency: str, upto: int | None = None) -> str:
    """50 000 kronor, in English SEK 50,000; with `upto` 20 000–50 000 kronor."""
    number = spaced(amount) if upto is None else f"{spaced(amount)}–{spaced(upto)}"
    if not currency:
        return number
    unit = _("SEK") if currency == "SEK" else currency
    # Translators: the currency stands before the amount in English, after it in Swedish.
    return _("%(currency)s\N{NO-BREAK SPACE}%(amount)s") % {"amount": number, "currency": unit}
