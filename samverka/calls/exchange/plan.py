"""What a table of calls would do: row by row, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.calls.exchange.cells import ANY, Known
from samverka.calls.exchange.columns import (
    AMOUNTS,
    FIELDS,
    LABELS,
    Column,
    column_for,
)
from samverka.calls.models import Call
from samverka.calls.telling.fields import value_in_words, value_now
from samverka.calls.terms import accepts_any_kind, days_of, problems, says_the_same
from samverka.common import exchange
from samverka.common.exchange import Change, Error, read_cells, refuse_doubles, unknown_names
from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table

Planned = exchange.Planned[Call]
Plan = exchange.Plan[Call]
KNOWN_BY = {"identifier", "reference", "address", "title_sv", "title_en"}


@dataclass(frozen=True)
class _Here:
    """The calls that are here, by everything a row may call them."""

    by_slug: Mapping[str, Call]
    by_reference: Mapping[str, Call]
    by_address: Mapping[str, Call]
    by_title: Mapping[tuple[str, str], Call]

    @classmethod
    def all(cls) -> "_Here":
        rows = list(Call.objects.exclude(state=Call.State.MERGED).prefetch_related("themes"))
        titled = [
            ((title.casefold(), one.funder.casefold()), one)
            for one in rows
            for title in {one.title_sv, one.title_en} - {""}
        ]
        return cls(
            {one.slug: one for one in rows},
            _only_ones([(one.reference, one) for one in rows]),
            _only_ones([(one.url, one) for one in rows]),
            _only_ones(titled),
        )

    def find(self, facts: Mapping[str, Any]) -> Call | None:
        """By address here, the funder's reference or page, or title and funder."""
        funder = facts.get("funder", "").casefold()
        titles = [facts.get(f"title_{code}", "").casefold() for code in ("sv", "en")]
        return (
            self.by_slug.get(slugify(facts.get("identifier", "")))
            or self.by_reference.get(facts.get("reference") or facts.get("identifier", ""))
            or self.by_address.get(facts.get("address", ""))
            or next(
                (self.by_title[one, funder] for one in titles if (one, funder) in self.by_title),
                None,
            )
        )


def _only_ones(pairs: Sequence[tuple[Any, Call]]) -> dict[Any, Call]:
    """Without what several have."""
    found: dict[Any, Call | None] = {}
    for key, call in pairs:
        found[key] = None if key in found and found[key] is not call else call
    return {key: call for key, call in found.items() if key and call}


def plan_of(table: Table) -> Plan:
    """Read every row against what is here now; a fixed number of queries, whatever the length.

    Raises `Refused` when the table has no column to tell calls apart by.
    """
    columns = [column_for(name) for name in table.header]
    if not {column.name for column in columns if column} & KNOWN_BY:
        raise Refused(
            _("No column is called “title_sv”. The first row has to hold the names of the columns.")
        )
    here, known = _Here.all(), Known.here()
    rows = [_planned(row, table.header, columns, here, known) for row in table.rows]
    refuse_doubles(rows, _mark, _("This is the same call as in row %(number)s."))
    return Plan(rows, unknown_names(table.header, columns))


def _mark(row: Planned) -> object:
    if row.found:
        return row.found.pk
    facts = row.facts
    return facts.get("wanted_slug") or (row.name.casefold(), facts.get("funder", "").casefold())


def _planned(
    row: Row, header: Sequence[str], columns: Sequence[Column | None], here: _Here, known: Known
) -> Planned:
    cells, errors = read_cells(row, header, columns, known)
    found = here.find(cells)
    name = cells.get("title_sv") or cells.get("title_en") or (found.title if found else "")
    planned = Planned(row.number, name, found, errors=errors)
    planned.facts = facts = _facts(cells)
    if not errors:
        for field, said in problems(_with_what_is_here(found, facts)):
            errors.append(Error(str(LABELS.get(field, "")), said))
    if found is None:
        facts["wanted_slug"] = cells.get("identifier", "")
    else:
        _compare(planned, found, facts)
    return planned


def _facts(cells: Mapping[str, Any]) -> dict[str, Any]:
    """By the fields of a call; `any_kind` goes with the kinds that may lead."""
    facts = {FIELDS.get(name, name): value for name, value in cells.items() if name != "identifier"}
    for name in AMOUNTS:
        if found := cells.get(name):
            facts[FIELDS.get(name, name)] = found.units
            if found.currency:
                facts.setdefault("currency", found.currency)
    if "applicants" in facts:
        facts["any_kind"] = ANY in facts["applicants"]
        facts["applicants"] = [] if facts["any_kind"] else facts["applicants"]
    return facts


def _with_what_is_here(found: Call | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    if found is None:
        return {"title_sv": "", "title_en": "", **facts}
    names = ("title_sv", "title_en", "opens_on", "amount_min", "amount_max", "applicants")
    here = {name: getattr(found, name) for name in names}
    return here | {"days": days_of(found), "any_kind": accepts_any_kind(found)} | dict(facts)


def _compare(planned: Planned, call: Call, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        now = value_now(call, name)
        now = sorted(now, key=lambda theme: theme.pk) if name == "themes" else now
        if not says_the_same(name, now, value):
            before, after = value_in_words(name, now), value_in_words(name, value)
            label = LABELS["applicants"] if name == "any_kind" else LABELS[name]
            planned.changes.append(Change(name, label, before, after))
