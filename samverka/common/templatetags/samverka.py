"""Words for templates: icons, the visitor's own words marked, dates as people say them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverka.common.beside import stands_beside
from samverka.common.languages import ENGLISH, LANGUAGES, other_language, reader_language
from samverka.common.tenancy import whole_address

register = template.Library()

ICONS = Path(settings.PACKAGE) / "templates" / "icons"


@cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text().strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon, drawn inline and silent to screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        mark_safe(_drawing(name)),
    )


@register.simple_tag
def station(name: str) -> SafeString:
    """A mark of the trail: problem, talk, idea, application, project, experience and others."""
    return format_html(
        '<svg class="station" viewBox="0 0 32 32" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" aria-hidden="true">{}</svg>',
        mark_safe(_drawing(f"station-{name}")),
    )


@register.simple_tag
def quoted(words: Iterable[str]) -> SafeString:
    """The reader's own words, each marked: “odlar tillsammans” and “riktiga jobb”."""
    return in_a_row([format_html("<q><mark>{}</mark></q>", word) for word in words])


@register.simple_tag
def cited(words: Iterable[str]) -> SafeString:
    """The words of somebody else, which are never marked."""
    return in_a_row([format_html("<q>{}</q>", word) for word in words])


@register.simple_tag
def listed(words: Iterable[str]) -> SafeString:
    """One, two and three."""
    return in_a_row([escape(word) for word in words])


@register.simple_tag
def side_by_side(words: Iterable[str]) -> SafeString:
    """One, two, three: for words that may hold an “and” of their own."""
    return format_html_join(", ", "{}", ((word,) for word in words))


def in_a_row(parts: Sequence[SafeString]) -> SafeString:
    if len(parts) < 2:
        return format_html("{}", *parts) if parts else SafeString()
    first = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    return format_html(_("{} and {}"), first, parts[-1])


@register.filter
def day(value: date | datetime | None) -> str:
    """9 december; with the year when it is another than this one."""
    return _day(value, timezone.localdate().year)


@register.filter
def day_with(value: date | datetime | None, other: date | datetime | None) -> str:
    """One end of a period whose other end is `other`: where that one has its year, both have.

    “1 februari till 16 juni 2027” would mean one year for both.
    """
    this_year = timezone.localdate().year
    years = {_local(one).year for one in (value, other) if one is not None}
    return _day(value, this_year if years <= {this_year} else None)


def _local(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _day(value: date | datetime | None, year_left_out: int | None) -> str:
    if value is None:
        return ""
    value = _local(value)
    return format_date(value, _("j F") if value.year == year_left_out else _("j F Y"))


@register.filter
def clock(value: datetime | None) -> str:
    """13.05, in English 13:05, as the clock on the wall shows it."""
    if value is None:
        return ""
    # Translators: a time of the day, hours and minutes.
    return format_date(timezone.localtime(value), _("H:i"))


@register.filter
def spaced(number: int | None) -> str:
    """20 000, with a space that does not break; in English 20,000."""
    if number is None:
        return ""
    between = "," if reader_language() == ENGLISH else "\N{NO-BREAK SPACE}"
    return f"{number:,}".replace(",", between)


@register.filter
def money(value: Decimal | int | None, currency: str, upto: int | None = None) -> str:
    """20 000 kronor, in English SEK 20,000; with the cents where there are any.

    With `upto` 20 000–50 000 kronor. The minus is a real one.
    """
    if value is None:
        return ""
    number = _with_cents(Decimal(value))
    if upto is not None:
        number = f"{number}–{spaced(upto)}"
    if not currency:
        return number
    unit = _("SEK") if currency == "SEK" else currency
    # Translators: the currency stands before the amount in English, after it in Swedish.
    return _("%(currency)s\N{NO-BREAK SPACE}%(amount)s") % {"amount": number, "currency": unit}


def _with_cents(value: Decimal) -> str:
    value = value.quantize(Decimal("0.01"))
    cents = f"{abs(value) % 1:.2f}"[2:]
    point = "." if reader_language() == ENGLISH else ","
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{spaced(int(abs(value)))}" + ("" if cents == "00" else point + cents)


@register.filter
def tongue(told: object) -> SafeString:
    """The attribute of an element whose words are in another language than the reader's.

    `told` is a text that knows its language, or a row whose `language` is that of its words, or
    whose title knows its own; nothing is said where none is known.
    """
    language = getattr(told, "language", "") or getattr(str(told), "language", "")
    if language == reader_language() or language not in LANGUAGES:
        return SafeString()
    return format_html(' lang="{}"', language)


@register.simple_tag
def absolute(path: str) -> str:
    """The address with scheme and host, for letters."""
    return whole_address(path)


@register.simple_tag(takes_context=True)
def other_language_url(context: template.Context) -> str:
    """This page in the other language."""
    request: HttpRequest = context["request"]
    here, there = f"/{reader_language()}/", f"/{other_language(reader_language())}/"
    found = request.path.replace(here, there, 1) if here in request.path else there
    return escape_leading_slashes(found)


@register.simple_tag(takes_context=True)
def current(context: template.Context, start: str) -> SafeString:
    """Marks the menu entry whose section the visitor is in."""
    request: HttpRequest | None = context.get("request")
    inside = request is not None and request.path.startswith(start)
    return mark_safe(' aria-current="page"' if inside else "")


@register.simple_tag(takes_context=True)
def beside(context: template.Context, row: Any) -> SafeString:
    """What apps that stand higher show of this row, see `samverka.common.beside`."""
    request: HttpRequest = context["request"]
    shown = (
        (render_to_string(one.template, dict(facts), request),)
        for one in stands_beside(row)
        if (facts := one.facts(row, request.user))
    )
    return format_html_join("", "{}", shown)


# What would end the element, or begin another, inside a block of data.
UNSAFE = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(facts: Mapping[str, Any]) -> SafeString:
    """Facts for search engines, as JSON-LD. A block of data is never run, whatever it says.

    The only inline `<script>` of the house: the content security policy is about scripts that
    could run, and lets data be.
    """
    data = json.dumps(facts, ensure_ascii=False).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))
