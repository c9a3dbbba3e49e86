"""What has changed about a call, in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import localize
from django.utils.html import escape
from django.utils.translation import gettext as _

from samverka.calls.models import Call, CutOff
from samverka.common.languages import LANGUAGES, reader_language
from samverka.common.templatetags.samverka import day, in_a_row, money

Change = Sequence[Any]  # what it was, what it is
MOST_SAID = 160  # characters of a text that are repeated


def in_words(fields: Mapping[str, Change]) -> list[str]:
    """Each change in a sentence of the reader's language, the most telling first.

    `fields` is what History holds: names of fields of a call, each with what it was and what it
    is, as JSON.
    """
    told = [
        _day("closes_on", fields, _last_day),
        _cutoffs(fields),
        _day("opens_on", fields, _first_day),
    ]
    told += [_amount(name, fields) for name in AMOUNTS]
    told += [_share(fields), _in_languages("title", fields, _title)]
    told += [_in_languages(name, fields, _replaced(name)) for name in TEXTS]
    told += [_named(name, fields) for name in NAMED]
    told += [PLAIN[name]() for name in fields if name in PLAIN]
    return list(dict.fromkeys(filter(None, told)))


def _last_day(before: str, after: str) -> str:
    if before and after:
        return _("The last day moved from %(before)s to %(after)s.") % _both(before, after)
    if after:
        return _("There is a last day now: %(after)s.") % {"after": after}
    return _("The last day, %(before)s, was taken away.") % {"before": before}


def _first_day(before: str, after: str) -> str:
    if before and after:
        return _("The first day moved from %(before)s to %(after)s.") % _both(before, after)
    if after:
        return _("It opens %(after)s.") % {"after": after}
    return _("The first day, %(before)s, was taken away.") % {"before": before}


def _both(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after}


def _day(name: str, fields: Mapping[str, Change], say: Callable[[str, str], str]) -> str:
    if name not in fields:
        return ""
    before, after = (date.fromisoformat(one) if one else None for one in fields[name])
    said = day(before)
    if before and after and (before.year, before.month) == (after.year, after.month):
        said = f"{before.day}"  # “from 3 to 17 March”
    return say(said, day(after))


def _cutoffs(fields: Mapping[str, Change]) -> str:
    """Days between, or the clock on the last day."""
    had, has = _of("cutoffs", fields)
    after = [CutOff.read(one) for one in has or ()]
    if len(after) > 1:
        days = in_a_row([escape(day(one.on)) for one in after])
        return _("The days to apply by are now %(days)s.") % {"days": days}
    if after and after[0].at and "closes_on" not in fields and had:
        at = after[0].at.strftime("%H:%M")
        return _("On the last day it closes at %(time)s.") % {"time": at}
    return ""


def _of(name: str, fields: Mapping[str, Change]) -> Change:
    return fields.get(name, (None, None))


def _amount(name: str, fields: Mapping[str, Change]) -> str:
    before, after = _of(name, fields)
    if before == after:
        return ""
    currency = _of("currency", fields)[1] or ""
    facts = {
        "what": AMOUNTS[name](),
        "before": money(before or 0, currency),
        "after": money(after or 0, currency),
    }
    if before is None:
        return _("%(what)s is now known: %(after)s.") % facts
    if after is None:
        return _("%(what)s is no longer said; it was %(before)s.") % facts
    return _("%(what)s changed from %(before)s to %(after)s.") % facts


AMOUNTS: dict[str, Callable[[], str]] = {
    "amount_max": lambda: _("The highest amount for one project"),
    "amount_min": lambda: _("The lowest amount for one project"),
    "budget": lambda: _("The whole amount"),
}


def _share(fields: Mapping[str, Change]) -> str:
    before, after = (one if one is None else localize(float(one)) for one in _of("share", fields))
    if before == after:
        return ""
    if after is None:
        return _("How much the funder pays is no longer said.")
    return _("The funder pays at most %(share)s per cent.") % {"share": after}


def _in_languages(name: str, fields: Mapping[str, Change], say: Callable[[str, str], str]) -> str:
    """In the reader's language, or in the other where only that one changed."""
    order = sorted(LANGUAGES, key=lambda language: language != reader_language())
    for language in order:
        before, after = _of(f"{name}_{language}", fields)
        if (before or "") != (after or ""):
            return say(before or "", after or "")
    return ""


def _title(before: str, after: str) -> str:
    if before and after:
        facts = {"before": before[:MOST_SAID], "after": after[:MOST_SAID]}
        return _("The title was “%(before)s” and is now “%(after)s”.") % facts
    return _("The title was changed.")


def _replaced(name: str) -> Callable[[str, str], str]:
    return lambda before, after: TEXTS[name](bool(after))


TEXTS: dict[str, Callable[[bool], str]] = {
    "summary": lambda there: _("The text was changed.") if there else _("The text was taken away."),
    "applicants_text": lambda there: _("The words about who may apply were changed."),
    "cofinancing": lambda there: _("The words about your own contribution were changed."),
}


def _named(name: str, fields: Mapping[str, Change]) -> str:
    before, after = _of(name, fields)
    if before == after:
        return ""
    facts = {"what": NAMED[name](), "after": _value(name, after)}
    if not after:
        return _("%(what)s is no longer said.") % facts
    return _("%(what)s is now: %(after)s.") % facts


def _value(name: str, value: Any) -> str:
    if name == "level":
        return str(dict(Call.Level.choices).get(value, value))
    if name == "state":
        return str(dict(Call.State.choices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))[:MOST_SAID]
    return str(value or "")[:MOST_SAID]


NAMED: dict[str, Callable[[], str]] = {
    "funder": lambda: _("The funder"),
    "programme": lambda: _("The programme"),
    "level": lambda: _("The level"),
    "reference": lambda: _("The reference"),
    "place": lambda: _("The place it is meant for"),
    "url": lambda: _("The funder’s own page"),
    "keywords": lambda: _("The subject words"),
}


def _who() -> str:
    return _("Who may apply was changed.")


def _when() -> str:
    return _("The times of the year when it is open were changed.")


PLAIN: dict[str, Callable[[], str]] = {
    **dict.fromkeys(
        ("applicants", "needed_kinds", "partners_min", "countries_min", "countries"), _who
    ),
    **dict.fromkeys(("paused_months", "windows"), _when),
    "themes": lambda: _("The themes were changed."),
    "takes_any_idea": lambda: _("Whether it is for any idea was changed."),
}
