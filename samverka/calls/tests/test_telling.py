"""Changes, readings and their troubles in words, in both languages."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from samverka.calls.models import Run
from samverka.calls.telling import runs
from samverka.calls.telling.changes import in_words
from samverka.sources.trouble import REFUSALS, TROUBLES


@pytest.fixture(autouse=True)
def in_2027(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2027, 1, 20))


@pytest.mark.parametrize(
    ("fields", "english", "swedish"),
    [
        (
            {"closes_on": ["2027-03-03", "2027-03-17"]},
            "The last day moved from 3 to 17 March.",
            "Sista dagen flyttades från 3 till 17 mars.",
        ),
        (
            {"closes_on": ["2027-03-03", "2028-01-07"]},
            "The last day moved from 3 March to 7 January 2028.",
            "Sista dagen flyttades från 3 mars till 7 januari 2028.",
        ),
        (
            {"closes_on": [None, "2027-03-03"]},
            "There is a last day now: 3 March.",
            "Nu finns en sista dag: 3 mars.",
        ),
        (
            {"closes_on": ["2027-03-03", None]},
            "The last day, 3 March, was taken away.",
            "Sista dagen, 3 mars, togs bort.",
        ),
        (
            {"opens_on": ["2027-03-03", "2027-03-04"]},
            "The first day moved from 3 to 4 March.",
            "Första dagen flyttades från 3 till 4 mars.",
        ),
        (
            {"amount_max": [5000, 10000]},
            "The highest amount for one project changed from 5,000 to 10,000.",
            "Det högsta beloppet för ett projekt ändrades från 5\u00a0000 till 10\u00a0000.",
        ),
        (
            {"budget": [None, 1000000], "currency": ["SEK", "EUR"]},
            "The whole amount is now known: EUR\u00a01,000,000.",
            "Hela beloppet är nu känt: 1\u00a0000\u00a0000 EUR.",
        ),
        (
            {"share": ["50.00", "80.50"]},
            "The funder pays at most 80.5 per cent.",
            "Finansiären betalar högst 80,5 procent.",
        ),
        (
            {"summary_sv": ["a", "b"], "summary_en": ["a", "b"]},
            "The text was changed.",
            "Texten ändrades.",
        ),
        (
            {"level": ["national", "european"]},
            "The level is now: European.",
            "Nivån är nu: Europeisk.",
        ),
        (
            {
                "cutoffs": [
                    [{"on": "2027-03-03"}],
                    [{"on": "2027-03-03"}, {"on": "2027-09-15"}],
                ]
            },
            "The days to apply by are now 3 March and 15 September.",
            "Dagarna att söka senast är nu 3 mars och 15 september.",
        ),
        (
            {
                "cutoffs": [
                    [{"on": "2027-03-03"}],
                    [{"on": "2027-03-03", "at": "17:00", "zone": "Europe/Brussels"}],
                ]
            },
            "On the last day it closes at 17:00.",
            "Sista dagen stänger den klockan 17:00.",
        ),
    ],
)
def test_a_change_is_a_sentence(fields: dict[str, Any], english: str, swedish: str) -> None:
    told = {}
    for language in ("en", "sv"):
        with translation.override(language):
            told[language] = in_words(fields)

    assert told == {"en": [english], "sv": [swedish]}


def test_a_title_is_told_in_the_readers_language() -> None:
    fields = {"title_sv": ["Mat", "Mat för fler"], "title_en": ["Food", "More food"]}

    with translation.override("en"):
        assert in_words(fields) == ["The title was “Food” and is now “More food”."]
    with translation.override("sv"):
        assert in_words(fields) == ["Titeln var ”Mat” och är nu ”Mat för fler”."]


def test_several_changes_come_with_the_last_day_first() -> None:
    fields: dict[str, Any] = {
        "url": ["", "https://x.example"],
        "budget": [1, 2],
        "closes_on": [None, "2027-02-02"],
    }

    with translation.override("en"):
        assert [one.split()[0] for one in in_words(fields)] == ["There", "The", "The"]


def test_a_run_in_one_line() -> None:
    run = Run(state="done", new=12, changed=3, gone=1, unchanged=240, refused=2)

    with translation.override("en"):
        assert runs.in_short(run) == "12 new, 3 changed, 1 gone, 240 as before; 2 left out"
        assert runs.in_short(Run(state="done")) == "Nothing new"
    with translation.override("sv"):
        assert runs.in_short(run) == "12 nya, 3 ändrade, 1 borta, 240 som förut; 2 utelämnade"


@pytest.mark.parametrize("code", [*TROUBLES, "emptied", "options", "unexpected"])
def test_every_trouble_says_what_it_is_and_what_to_do(code: str) -> None:
    for language in ("en", "sv"):
        with translation.override(language):
            told = runs.trouble_of(Run(trouble=code, detail={"status": 500, "seconds": 90}))
        assert told is not None
        assert told.what.endswith(".")
        assert told.do.endswith(".")
    assert code in runs.TROUBLES


def test_every_refusal_is_told() -> None:
    assert runs.REFUSALS.keys() == set(REFUSALS)
    with translation.override("en"):
        assert [runs.refusal_in_words({"why": why}) for why in REFUSALS] == [
            "It has no title.",
            "It has no name or number of its own.",
            "It has a day that no call can have.",
            "It is larger than anything should be.",
            "The source says that it is not for everybody.",
            "It makes no sense.",
            "It comes twice, with something else the second time.",
        ]
        said = {"why": "odd_date", "detail": {"field": "deadline", "said": "x", "row": "7"}}
        assert (
            runs.refusal_in_words(said)
            == "Row 7: “x” in “deadline” is no day that a call can have."
        )
    with translation.override("sv"):
        said["detail"] = {"field": "deadlines", "said": "x", "row": "7"}
        assert (
            runs.refusal_in_words(said)
            == "Rad 7: ”x” i ”Sista dagar” är ingen dag som en utlysning kan ha."
        )
