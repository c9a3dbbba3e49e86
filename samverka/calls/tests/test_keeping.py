"""What a source tells becomes calls, and stays in step with them."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samverka.calls.actions.keeping import let_go_of
from samverka.calls.models import Call, Record
from samverka.calls.tests.reading import CLOSES, a_source, kept, of, record, story, writes
from samverka.cast import Cast
from samverka.partnership.models import Theme
from samverka.record.models import History
from samverka.sources import CallRecord, Deadline
from tests.patience import examples

TODAY = date(2026, 11, 26)


def everything(theme: Theme) -> CallRecord:
    return record(
        reference="K-2027-1",
        programme="Food",
        opens_on=date(2027, 1, 1),
        deadlines=(Deadline(date(2027, 9, 15)), Deadline(CLOSES, time(17), "Europe/Brussels")),
        budget=1_000_000,
        grant_min=1,
        grant_max=50_000,
        currency="EUR",
        share=Decimal("80"),
        applicants=("associations", "municipalities"),
        keywords=("food", theme.title_sv.upper()),
        place="Örebro",
        address="https://fund.example/k",
    )


TAKEN_OVER = {
    "state": "published",
    "slug": "laga-mat-1",
    "reference": "K-2027-1",
    "funder": "The Fund",
    "programme": "Food",
    "title_sv": "Laga mat 1",
    "title_en": "Cooking 1",
    "summary_en": "Money for kitchens.",
    "level": "european",
    "opens_on": date(2027, 1, 1),
    "closes_on": date(2027, 9, 15),
    "cutoffs": [
        {"on": "2027-03-03", "at": "17:00", "zone": "Europe/Brussels"},
        {"on": "2027-09-15"},
    ],
    "budget": 1_000_000,
    "amount_min": 1,
    "amount_max": 50_000,
    "currency": "EUR",
    "share": Decimal("80.00"),
    "applicants_text": "associations; municipalities",
    "place": "Örebro",
    "url": "https://fund.example/k",
    "example": False,
}


def test_a_new_record_becomes_a_call_with_everything_it_tells(cast: Cast) -> None:
    source = a_source(level="european")
    theme = Theme.objects.all()[0]

    assert kept(source, everything(theme)).new == 1

    call = of(source)
    assert {name: getattr(call, name) for name in TAKEN_OVER} == TAKEN_OVER
    assert [one.pk for one in call.themes.all()] == [theme.pk]
    [told_of] = History.objects.of(call)
    assert (told_of.verb, told_of.role, told_of.actor) == ("found", "system", None)


def test_where_nobody_has_looked_the_call_is_proposed(cast: Cast) -> None:
    source = a_source()

    kept(source, record(), state="proposed")

    assert of(source).state == Call.State.PROPOSED


def test_the_same_again_writes_nothing(cast: Cast) -> None:
    source = a_source()
    kept(source, record(1), record(2))

    with writes() as written:
        again = kept(source, record(1), record(2))

    assert (again.unchanged, again.new, written) == (2, 0, [])


def test_what_changed_is_taken_over_and_told_of(cast: Cast) -> None:
    source = a_source()
    kept(source, record())
    version = of(source).version
    later = record(
        raw_hash="second", deadlines=(Deadline(date(2027, 3, 17)),), budget=5, share=Decimal("50.5")
    )

    assert kept(source, later).changed == 1

    call = of(source)
    assert (call.closes_on, call.budget, call.version) == (date(2027, 3, 17), 5, version + 1)
    assert story(call) == [
        ("found", {}),
        (
            "changed",
            {
                "closes_on": ["2027-03-03", "2027-03-17"],
                "cutoffs": [[{"on": "2027-03-03"}], [{"on": "2027-03-17"}]],
                "budget": [None, 5],
                "share": [None, "50.50"],
            },
        ),
    ]


def test_what_a_person_wrote_is_never_taken_over(cast: Cast) -> None:
    source = a_source()
    kept(source, record())
    Call.objects.filter(pk=of(source).pk).update(
        curated=["title_sv", "closes_on"], title_sv="Vår egen rubrik", closes_on=None
    )
    other = {"sv": "Ny rubrik", "en": "New title"}

    kept(source, record(raw_hash="second", titles=other))

    call = of(source)
    assert (call.title_sv, call.title_en, call.closes_on) == ("Vår egen rubrik", "New title", None)
    assert story(call)[-1] == ("changed", {"title_en": ["Cooking 1", "New title"]})
    assert Record.objects.get(call=call).told["titles"] == other


def test_a_new_hash_with_the_same_words_is_no_change(cast: Cast) -> None:
    source = a_source()
    kept(source, record())

    again = kept(source, record(raw_hash="a new stamp of time"))

    assert (again.changed, again.unchanged, len(story(of(source)))) == (0, 1, 1)


def test_a_call_that_two_sources_tell_of_follows_the_one_that_came_first(cast: Cast) -> None:
    first, second = a_source("First"), a_source("Second")
    kept(first, record(reference="R-1"))
    twin = record(identifier="other", reference="R-1", titles={"en": "Another wording"})

    joined = kept(second, twin)
    kept(second, replace(twin, raw_hash="x", titles={"en": "Yet another"}))

    call = of(first)
    assert (joined.new, joined.unchanged, of(second, "other")) == (0, 1, call)
    assert (call.title_en, len(story(call))) == ("Cooking 1", 1)

    let_go_of(source=first, named=[], today=TODAY)
    kept(second, replace(twin, raw_hash="y", titles={"en": "The second leads now"}))

    call.refresh_from_db()
    assert (call.gone_on, call.title_en) == (None, "The second leads now")


def test_rounds_of_one_source_with_the_same_reference_are_calls_of_their_own(cast: Cast) -> None:
    source = a_source()

    assert kept(source, record(1, reference="R"), record(2, reference="R")).new == 2


def test_what_is_no_longer_told_of_has_gone_and_may_return(cast: Cast) -> None:
    source = a_source()
    all_of_them = kept(source, record(1), record(2), record(3))

    gone = let_go_of(source=source, named=all_of_them.named[:2], today=TODAY)

    call = of(source, "C-3")
    assert (gone, call.gone_on, story(call)[-1][0]) == (1, TODAY, "gone")
    assert let_go_of(source=source, named=all_of_them.named[:2], today=TODAY) == 0

    assert kept(source, record(3)).changed == 1

    call.refresh_from_db()
    assert (call.gone_on, [verb for verb, _ in story(call)]) == (
        None,
        ["found", "gone", "returned"],
    )


def test_a_third_language_stands_where_english_would(cast: Cast) -> None:
    source = a_source()

    kept(source, record(titles={"de": "Kochen", "fr": "Cuisiner"}, summaries={"de": "Geld."}))

    call = of(source)
    assert (call.title_sv, call.title_en, call.summary_en) == ("", "Kochen", "Geld.")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"titles": {"sv": " \x00\u202e ", "en": ""}}, "no_title"),
        ({"identifier": "\x00"}, "no_identifier"),
        ({"identifier": "x" * 301}, "too_large"),
        ({"budget": 2**63}, "too_large"),
        ({"grant_max": -1}, "too_large"),
        ({"share": Decimal("100.5")}, "not_readable"),
        ({"budget": 5, "currency": "kr"}, "not_readable"),
    ],
)
def test_what_cannot_be_a_call_is_left_out_and_the_rest_is_kept(
    cast: Cast, other: dict[str, object], why: str
) -> None:
    source = a_source()

    result = kept(source, replace(record(1), **other), record(2))  # type: ignore[arg-type]

    assert ([one.why for one in result.refused], result.new) == ([why], 1)


def test_nothing_unseen_and_nothing_too_long_reaches_the_database(cast: Cast) -> None:
    source = a_source()
    evil = "<script>alert(1)</script>\u202e\x00\ud800"

    kept(
        source,
        record(
            titles={"sv": evil + "x" * 5000},
            summaries={"sv": evil + "\n\ny" * 20_000},
            reference="r" * 500,
            address="javascript:alert(1)",
            keywords=tuple(f"{evil}{n}" for n in range(500)),
            applicants=("a" * 1000, "b\x00"),
        ),
    )

    call = of(source)
    assert call.title_sv == "<script>alert(1)</script>" + "x" * 274 + "…"
    assert (len(call.summary_sv), len(call.reference), call.url) == (5000, 120, "")
    assert (len(call.keywords), len(call.applicants_text_sv)) == (40, 300)


@pytest.mark.parametrize("step", [1, 3])
def test_a_step_costs_the_same_for_one_and_for_three(cast: Cast, step: int) -> None:
    source, other = a_source(), a_source("Other")
    kept(other, *(record(n, reference=f"R-{n}") for n in range(3)))
    old = [record(10 + n) for n in range(step)]
    kept(source, *old)
    new = [record(20 + n) for n in range(step)]
    joined = [record(30 + n, reference=f"R-{n}") for n in range(step)]
    changed = [replace(one, raw_hash="x", budget=5) for one in old]

    with CaptureQueriesContext(connection) as queries:
        kept(source, *new, *joined, *changed)

    savepoints = sum("SAVEPOINT" in query["sql"] for query in queries)
    assert len(queries) - savepoints == 13


@pytest.mark.slow
@examples(40)
@given(data=st.data())
def test_whatever_a_record_holds_it_is_kept_or_left_out(cast: Cast, data: st.DataObject) -> None:
    text = st.text(st.characters(), max_size=40)
    told = record(
        identifier=data.draw(text),
        titles=data.draw(st.dictionaries(st.sampled_from(["sv", "en", "de"]), text)),
        raw_hash=data.draw(st.text(st.sampled_from("abc"), max_size=3)),
        summaries=data.draw(st.dictionaries(st.sampled_from(["sv", "en", "de"]), text)),
        reference=data.draw(text),
        budget=data.draw(st.none() | st.integers()),
        share=data.draw(st.none() | st.decimals(allow_nan=False, allow_infinity=False)),
        currency=data.draw(text),
        keywords=tuple(data.draw(st.lists(text, max_size=3))),
        address=data.draw(text),
    )
    with transaction.atomic():
        result = kept(a_source(), told)
        transaction.set_rollback(True)

    assert result.new + result.unchanged + len(result.refused) == 1
