"""The live search of CORDIS, which tells less than the bulk file."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import PastProject, Taker, Trouble
from samverka.sources.cordis import search
from samverka.sources.tests.anything import ANY, places, with_other
from samverka.sources.tests.asking import ADDRESS, Asked, Pretended

PROJECT: dict[str, Any] = {
    "id": "900000001",
    "acronym": "LOOM",
    "title": "Weaving together",
    "teaser": "Old looms.",
    "startDate": "2023-01-01",
    "endDate": "2026-12-31",
    "ecMaxContribution": 2499999.5,
    "relations": {
        "associations": {
            "organization": [
                {
                    "@type": "coordinator",
                    "id": "900000011",
                    "legalName": "Exempelhögskolan",
                    "address": {"country": "SE", "email": "person@example.invalid"},
                },
                {
                    "@type": "participant",
                    "legalName": "Example of Athens",
                    "address": {"country": "EL"},
                },
            ]
        }
    },
}
TOLD = PastProject(
    "900000001",
    "Weaving together",
    summary="Old looms.",
    acronym="LOOM",
    starts_on=date(2023, 1, 1),
    ends_on=date(2026, 12, 31),
    amount=Decimal("2499999.5"),
    takers=(
        Taker("900000011", "Exempelhögskolan", "SE", role="coordinator"),
        Taker("", "Example of Athens", "GR", role="participant"),
    ),
    address="https://cordis.europa.eu/project/id/900000001",
)


def answer_of(projects: list[Any], total: int | None = None) -> dict[str, Any]:
    total = len(projects) if total is None else total
    hits = {"hit": [{"project": project} for project in projects]}
    return {"result": {"header": {"totalHits": str(total)}, "hits": hits}}


def found(told: Any, words: str = "old looms", most: int = 50) -> list[PastProject]:
    return list(search(Pretended(answer=lambda asked: told), words, address=ADDRESS, most=most))


def test_what_is_found() -> None:
    assert found(answer_of([PROJECT])) == [TOLD]


def test_the_hits_may_stand_beside_the_result_and_one_alone_without_a_list() -> None:
    told = {
        "result": {"header": {"totalHits": 1}},
        "hits": {"hit": {"project": PROJECT}},
    }
    assert found(told) == [TOLD]


def test_what_is_asked_for() -> None:
    web = Pretended(answer=lambda asked: answer_of([]))
    assert list(search(web, "unga' OR 'x  Ängelholm", address=ADDRESS)) == []
    assert [asked.params for asked in web.asked] == [
        {
            "q": "contenttype='project' AND ('unga' AND 'OR' AND 'x' AND 'Ängelholm')",
            "format": "json",
            "p": "1",
            "num": "50",
        }
    ]
    assert list(search(web, " ' ", address=ADDRESS)) == []
    assert len(web.asked) == 1


def test_pages_are_read_until_there_are_enough() -> None:
    def answer(asked: Asked) -> Any:
        first = (int(asked.params["p"]) - 1) * 50
        return answer_of([PROJECT | {"id": str(first + n)} for n in range(50)], 500)

    web = Pretended(answer=answer)
    some = list(search(web, "looms", address=ADDRESS, most=70))
    assert [project.identifier for project in some] == [str(n) for n in range(70)]
    assert len(web.asked) == 2


def test_the_same_page_again_is_a_trouble() -> None:
    with pytest.raises(Trouble) as trouble:
        found(answer_of([PROJECT], 500), most=100)
    assert trouble.value.code == "repeats"


def test_nothing_is_found() -> None:
    assert found({"result": {"header": {"totalHits": "0"}}}) == []


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ([], "hits.hit"),
        ({"result": {"header": {"totalHits": "5"}}}, "hits.hit"),
        ({"result": {"hits": {"hit": []}}}, "header.totalHits"),
        (answer_of([{"rcn": 1}]), "project.id"),
    ],
)
def test_another_answer_is_a_change(told: Any, missing: str) -> None:
    with pytest.raises(Trouble) as trouble:
        found(told)
    assert (trouble.value.code, trouble.value.detail) == ("changed", {"missing": missing})


@pytest.mark.slow
@given(st.data())
def test_any_value_in_place_of_any_other(data: st.DataObject) -> None:
    told = answer_of([PROJECT, PROJECT | {"id": "900000002"}])
    way = data.draw(st.sampled_from(list(places(told))))
    try:
        found(with_other(told, way, data.draw(ANY)))
    except Trouble:
        return
