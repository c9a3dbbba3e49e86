"""Whatever a funder sends, nothing but a `Trouble` comes of it, and every record can be kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import CallRecord, Source, Trouble
from samverka.sources.eu import EuPortal
from samverka.sources.gdp import Gdp
from samverka.sources.grants_gov import GrantsGov
from samverka.sources.table import TableSource
from samverka.sources.tests.anything import ANY, places, with_other
from samverka.sources.tests.asking import ADDRESS, Asked, Pretended
from samverka.sources.tests.told import ANSWERS
from samverka.sources.vinnova import Vinnova

SOURCES: Mapping[str, Source] = {
    "eu": EuPortal(ADDRESS, f"{ADDRESS}/files"),
    "vinnova": Vinnova(ADDRESS, today=lambda: date(2026, 11, 26)),
    "gdp": Gdp(ADDRESS, "key"),
    "grants-gov": GrantsGov(ADDRESS),
    "table": TableSource(ADDRESS),
}


def kept(record: CallRecord) -> None:
    """As the house keeps it: UTF-8 without NUL, numbers that fit, identifiers not too long."""
    said = json.dumps(asdict(record), ensure_ascii=False, default=str)
    assert "\\u0000" not in said
    said.encode()
    assert 0 < len(record.identifier) <= 300
    assert any(record.titles.values())
    for amount in (record.budget, record.grant_min, record.grant_max):
        assert amount is None or 0 < amount <= 10**15
    for day in (record.opens_on, *(one.on for one in record.deadlines)):
        assert day is None or 2000 <= day.year < 2100


@pytest.mark.slow
@pytest.mark.parametrize("kind", SOURCES)
@given(data=st.data())
def test_any_value_in_place_of_any_other(kind: str, data: st.DataObject) -> None:
    answers = ANSWERS[kind]
    name = data.draw(st.sampled_from(sorted(answers)))
    way = data.draw(st.sampled_from(list(places(answers[name]))))
    odd = answers | {name: with_other(answers[name], way, data.draw(ANY))}

    def answer(asked: Asked) -> Any:
        return next(odd[part] for part in odd if part in asked.path)

    try:
        steps = list(SOURCES[kind].read(Pretended(answer=answer), {}))
    except Trouble:
        return
    for step in steps:
        assert json.loads(json.dumps(step.memory)) == step.memory
        for record in step.records:
            kept(record)
