"""A record as a source told it, as the fields of a call; nothing unseen, nothing too long."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from samverka.calls.models import Call, CallSource, CutOff
from samverka.calls.models.call import FUNDER_LENGTH, REFERENCE_LENGTH, SUMMARY_LENGTH, TITLE_LENGTH
from samverka.common.text import clean_line, clean_text
from samverka.sources import CallRecord
from samverka.sources.fields import Odd, link
from samverka.sources.text import seen

IDENTIFIER_LENGTH: Final = 300
PLACE_LENGTH: Final = 120
APPLICANTS_LENGTH: Final = 300
KEYWORD_LENGTH: Final = 80
MOST_KEYWORDS: Final = 40
MOST_CUTOFFS: Final = 60
MOST_MONEY: Final = 2**63 - 1
MOST_SHARE: Final = 100
CURRENCY: Final = re.compile("[A-Z]{3}")

# What a call takes over from the source that it follows.
FOLLOWED: Final = (
    *("reference", "funder", "programme", "title_sv", "title_en", "summary_sv", "summary_en"),
    *("level", "opens_on", "closes_on", "cutoffs", "budget", "amount_min", "amount_max"),
    *("currency", "share", "place", "keywords", "applicants_text_sv", "applicants_text_en", "url"),
)


def identifier_of(record: CallRecord) -> str:
    """Raises `Odd`."""
    identifier = clean_line(seen(record.identifier))
    if not identifier:
        raise Odd("no_identifier")
    if len(identifier) > IDENTIFIER_LENGTH:
        raise Odd("too_large", field="identifier")
    return identifier


def fields_of(record: CallRecord, source: CallSource) -> dict[str, Any]:
    """The fields of a call, by their names in `FOLLOWED`; raises `Odd` for what cannot be one."""
    titles = _in_both(record.titles, lambda text: _line(text, TITLE_LENGTH))
    summaries = _in_both(record.summaries, lambda text: _text(text, SUMMARY_LENGTH))
    if not any(titles):
        raise Odd("no_title")
    applicants = _line("; ".join(record.applicants), APPLICANTS_LENGTH)
    cutoffs = [CutOff(one.on, one.at, one.zone) for one in record.deadlines[:MOST_CUTOFFS]]
    cutoffs.sort(key=lambda one: (one.on, one.at or time()))
    return {
        "reference": _line(record.reference, REFERENCE_LENGTH),
        "funder": _line(record.funder or source.funder, FUNDER_LENGTH),
        "programme": _line(record.programme, FUNDER_LENGTH),
        "title_sv": titles[0],
        "title_en": titles[1],
        "summary_sv": summaries[0],
        "summary_en": summaries[1],
        "level": record.level or source.level,
        "opens_on": record.opens_on,
        "closes_on": cutoffs[-1].on if cutoffs else None,
        "cutoffs": [one.kept() for one in cutoffs],
        **_money(record),
        "place": _line(record.place, PLACE_LENGTH),
        "keywords": _keywords(record),
        "applicants_text_sv": applicants if titles[0] else "",
        "applicants_text_en": "" if titles[0] else applicants,
        "url": link(record.address),
    }


def as_data(value: Any) -> Any:
    """As it can be kept in JSON."""
    if isinstance(value, Mapping):
        return {str(name): as_data(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return seen(value)[:SUMMARY_LENGTH] if isinstance(value, str) else value


def plain_data(record: CallRecord) -> dict[str, Any]:
    """What the source said, for those who want to see it beside what we say."""
    told: dict[str, Any] = as_data(asdict(record))
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def _in_both(texts: Mapping[str, str], clean: Any) -> tuple[str, str]:
    """In Swedish and in English; a third language stands where English would, where it is alone."""
    swedish, english = clean(texts.get("sv", "")), clean(texts.get("en", ""))
    if not (swedish or english):
        english = next(filter(None, map(clean, texts.values())), "")
    return swedish, english


def _line(text: str, most: int) -> str:
    line = clean_line(seen(text))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _text(text: str, most: int) -> str:
    text = clean_text(seen(text))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _money(record: CallRecord) -> dict[str, Any]:
    amounts = {
        "budget": record.budget,
        "amount_min": record.grant_min,
        "amount_max": record.grant_max,
    }
    for name, amount in amounts.items():
        if amount is not None and not 0 <= amount <= MOST_MONEY:
            raise Odd("too_large", field=name)
    if record.share is not None and not 0 <= record.share <= MOST_SHARE:
        raise Odd("not_readable", field="share")
    known = CURRENCY.fullmatch(record.currency)
    if any(amounts.values()) and record.currency and not known:
        raise Odd("not_readable", field="currency")
    share = None if record.share is None else record.share.quantize(Decimal("0.01"))
    return {**amounts, "currency": record.currency if known else _usual_currency(), "share": share}


def _usual_currency() -> str:
    return str(Call._meta.get_field("currency").get_default())


def _keywords(record: CallRecord) -> list[str]:
    lines = (_line(word, KEYWORD_LENGTH) for word in record.keywords[:MOST_KEYWORDS])
    return list(dict.fromkeys(filter(None, lines)))
