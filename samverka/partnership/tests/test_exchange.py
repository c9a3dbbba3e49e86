"""Organisations as a table: out, and back in after somebody has looked at what it would do."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tables import Table, as_csv, as_xlsx, read_table
from samverka.partnership.actions.imports import carry_out, forget_imports, keep_table
from samverka.partnership.exchange import plan
from samverka.partnership.exchange.columns import COLUMNS, as_row
from samverka.partnership.exchange.plan import plan_of
from samverka.partnership.models import Import, Organisation, Theme
from samverka.record.models import History

FILE = "/en/partners/import/"
HEADER = ["name", "kind", "kommun", "number", "webbplats", "about_sv", "teman", "Gick med"]
GOOD = ["Cykelköket", "Förening", "Laxå", "802400-3702", "example.org", "Vi lagar.", "", ""]


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def table_of(*rows: list[Any], header: list[str] = HEADER) -> Table:
    return read_table(as_csv(header, rows))


def mark_of(kept: Import) -> str:
    """Of what somebody sees who looks at it now."""
    return plan_of(plan.table_of(kept)).mark


def here() -> Table:
    rows = Organisation.objects.with_listing().prefetch_related("themes").order_by("name")
    return read_table(as_xlsx("T", [column.name for column in COLUMNS], map(as_row, rows)))


def taken_in(cast: Cast, table: Table) -> dict[str, int]:
    kept = keep_table(table=table, name="partners.csv", by=cast.elsa)
    return carry_out(kept=kept, seen=plan_of(table).mark, by=cast.elsa).numbers


def test_a_new_organisation_comes_in_whole(cast: Cast) -> None:
    theme = Theme.objects.all()[0]
    row = [*GOOD[:6], theme.title_sv.upper(), "2027-01-31"]

    numbers = taken_in(cast, table_of(row))

    made = Organisation.objects.get(name="Cykelköket")
    assert numbers == {"new": 1}
    assert (made.slug, made.kind, str(made.municipality), made.number) == (
        "cykelkoket",
        "association",
        "Laxå",
        "802400-3702",
    )
    assert (made.website, made.about_sv, made.joined_on) == (
        "https://example.org",
        "Vi lagar.",
        date(2027, 1, 31),
    )
    assert list(made.themes.all()) == [theme]
    assert [(one.verb, one.actor, one.detail) for one in History.objects.of(made)] == [
        ("added", cast.elsa, {"imported": True})
    ]


def test_what_goes_out_changes_nothing_when_it_comes_back(cast: Cast) -> None:
    before = here()

    assert plan_of(before).numbers == {"same": Organisation.objects.count()}
    assert plan_of(before).unknown == []


def test_the_same_file_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    table = table_of(GOOD, ["Föreningen Grönskan", "", "", "", "", "Vi odlar.", "", ""])

    first, second = taken_in(cast, table), taken_in(cast, table)

    assert first == {"new": 1, "changed": 1}
    assert second == {"same": 2}


def test_a_change_tells_what_stands_here_and_what_would(cast: Cast) -> None:
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    theme = Theme.objects.exclude(organisations=garden)[0]
    header = ["slug", "about_sv", "themes", "colour"]

    told = plan_of(table_of([garden.slug, "Vi odlar.", theme.slug, "green"], header=header))

    [row] = told.of("changed")
    themes = ", ".join(str(one) for one in garden.themes.order_by("pk"))
    assert row.told == [
        ("about_sv", garden.about_sv, "Vi odlar."),
        ("themes", themes, str(theme)),
    ]
    assert told.unknown == ["colour"]


def test_a_change_is_carried_out_and_the_text_is_their_own_from_then_on(cast: Cast) -> None:
    garden = Organisation.objects.get(slug="foreningen-gronskan")
    theme = Theme.objects.exclude(organisations=garden)[0]

    taken_in(
        cast,
        table_of([garden.slug, "Vi odlar.", theme.slug], header=["slug", "about_sv", "themes"]),
    )

    after = Organisation.objects.get(pk=garden.pk)
    assert (after.about_sv, after.about_is_example, after.version) == (
        "Vi odlar.",
        False,
        garden.version + 1,
    )
    assert list(after.themes.all()) == [theme]
    last = History.objects.of(garden).last()
    assert last is not None
    assert last.detail == {"fields": ["about_sv", "themes"], "imported": True}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({0: ""}, [("Name", "Write the name of the organisation.")]),
        ({1: "klubb"}, [("kind", "“klubb” is not among the kinds we know.")]),
        ({1: ""}, [("Kind of organisation", "Write what kind of organisation it is.")]),
        ({2: "Kiruna"}, [("kommun", "“Kiruna” is not a municipality here.")]),
        ({3: "802400-3703"}, [("number", "One of the digits is wrong.")]),
        ({3: "811218-9876"}, [("number", "This looks like a person's identity number")]),
        ({4: "javascript:1"}, [("webbplats", "Write the whole address.")]),
        ({5: "a" * 2001}, [("about_sv", "At most 2000 characters; this is 2001.")]),
        ({6: "Rymden"}, [("teman", "“Rymden” is not a theme here.")]),
        ({7: "31/1 2027"}, [("Gick med", "Write the day as 2027-01-31.")]),
        ({7: "0001-01-01"}, [("Gick med", "That is too far away. Look at the year.")]),
        ({7: "9999-12-31"}, [("Gick med", "That is too far away. Look at the year.")]),
        ({0: "A" * 121, 2: "X"}, [("name", "At most 120"), ("kommun", "“X” is not")]),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(
    cast: Cast, cells: dict[int, str], said: list[tuple[str, str]]
) -> None:
    wrong = [cells.get(n, cell) for n, cell in enumerate(GOOD)]

    told = plan_of(table_of(GOOD, wrong))

    [row] = [one for one in told.of("wrong") if one.number == 3]
    errors = [error for error in row.errors if "same organisation" not in error.said]
    assert [error.label for error in errors] == [label for label, _sentence in said]
    for error, (_label, sentence) in zip(errors, said, strict=True):
        assert error.said.startswith(sentence)


def test_two_rows_for_one_organisation(cast: Cast) -> None:
    told = plan_of(table_of(GOOD, GOOD))

    assert [[error.said for error in row.errors] for row in told.rows] == [
        [],
        ["This is the same organisation as in row 2."],
    ]


def test_dates_of_those_who_are_here_are_not_changed_by_a_table(cast: Cast) -> None:
    told = plan_of(table_of(["foreningen-gronskan", "2019-01-01"], header=["slug", "joined_on"]))

    [row] = told.of("wrong")
    assert "changed on the page of the organisation" in row.errors[0].said


def test_a_table_without_names_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="No column is called “name”"):
        plan_of(table_of(["x"], header=["colour"]))


def test_what_has_changed_since_it_was_looked_at_is_shown_again(cast: Cast) -> None:
    kept = keep_table(table=table_of(GOOD), name="x.csv", by=cast.elsa)
    seen = mark_of(kept)
    Organisation.objects.create(name="Cykelköket", slug="cykel", kind="church")

    with pytest.raises(Refused, match="Something has changed here since you looked"):
        carry_out(kept=kept, seen=seen, by=cast.elsa)

    assert Organisation.objects.get(name="Cykelköket").kind == "church"


def test_a_table_is_taken_in_once(cast: Cast) -> None:
    kept = keep_table(table=table_of(GOOD), name="x.csv", by=cast.elsa)
    carry_out(kept=kept, seen=mark_of(kept), by=cast.elsa)

    with pytest.raises(Refused, match="taken in already"):
        carry_out(kept=kept, seen=mark_of(kept), by=cast.elsa)


def test_when_one_row_fails_in_the_middle_nothing_is_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Organisation.objects.count(), History.objects.count()
    kept = keep_table(table=table_of(GOOD), name="x.csv", by=cast.elsa)

    def break_off(*args: Any, **options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("samverka.partnership.actions.imports._tell", break_off)
    with pytest.raises(RuntimeError):
        carry_out(kept=kept, seen=mark_of(kept), by=cast.elsa)

    assert (Organisation.objects.count(), History.objects.count()) == before
    assert Import.objects.get(pk=kept.pk).done_at is None


def test_only_coordinators_take_tables_in(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only coordinators"):
        keep_table(table=table_of(GOOD), name="x.csv", by=cast.nils)


@pytest.mark.slow
def test_five_thousand_rows_with_thirty_seven_bad_ones(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        [f"Förening {n}", "association", "Laxå", "", "", "Vi gör.", "", ""] for n in range(5000)
    ]
    for n in range(37):
        rows[n * 100][2] = "Kiruna"
    table = table_of(*rows)
    before = Organisation.objects.count()

    told = plan_of(table)
    with django_assert_max_num_queries(200):
        numbers = taken_in(cast, table)

    assert told.numbers == numbers == {"new": 4963, "wrong": 37}
    assert [row.number for row in told.of("wrong")] == [n * 100 + 2 for n in range(37)]
    assert Organisation.objects.count() == before + 4963


def test_the_coordinator_sends_a_file_looks_and_takes_it_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    wrong = ["Fel", "klubb", "", "", "", "", "", ""]
    file = SimpleUploadedFile("partners.csv", as_csv(HEADER, [GOOD, wrong]))

    sent = client.post(FILE, {"file": file}, follow=True)
    page = sent.content.decode()
    before = Organisation.objects.filter(name="Cykelköket").exists()
    mark = mark_of(Import.objects.get())
    done = client.post(f"{FILE}{Import.objects.get().pk}/", {"seen": mark}, follow=True)

    assert "partners.csv: 2 rows." in page
    assert "“klubb” is not among the kinds we know." in page
    assert not before
    assert "1 row was taken in." in done.content.decode()
    assert Organisation.objects.filter(name="Cykelköket").exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose a file."),
        (SimpleUploadedFile("x.csv", b"colour\ngreen"), "No column is called"),
        (SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0"), "old Excel file"),
    ],
)
def test_a_file_that_cannot_be_read(
    client: Client, cast: Cast, file: SimpleUploadedFile | None, said: str
) -> None:
    client.force_login(cast.elsa)

    answer = client.post(FILE, {"file": file} if file else {})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_the_table_of_another_coordinator_does_not_exist(client: Client, cast: Cast) -> None:
    kept = keep_table(table=table_of(GOOD), name="x.csv", by=cast.elsa)
    Import.objects.update(by=cast.petra)
    client.force_login(cast.elsa)

    assert client.get(f"{FILE}{kept.pk}/").status_code == 404


def test_tables_are_forgotten_after_a_day(cast: Cast) -> None:
    kept = keep_table(table=table_of(GOOD), name="x.csv", by=cast.elsa)
    forget_imports()
    still = Import.objects.filter(pk=kept.pk).exists()
    Import.objects.update(read_at="2026-01-01T00:00Z")

    forget_imports()

    assert still
    assert not Import.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_everybody_gets_the_partners_and_coordinators_everyone(
    client: Client, cast: Cast, form: str
) -> None:
    Organisation.objects.create(name="=1+1", slug="not-yet", kind="church")
    answer = client.get(f"/en/partners/table/{form}/")
    client.force_login(cast.elsa)
    all_of_them = client.get(f"/en/partners/table/{form}/")

    assert answer["Content-Disposition"].endswith(f'.{form}"')
    names = [row.cells[1] for row in read_table(answer.content).rows]
    assert len(names) == Organisation.objects.partners().count()
    assert "=1+1" not in names
    assert "=1+1" in [row.cells[1] for row in read_table(all_of_them.content).rows]


def test_there_is_no_table_of_another_form(client: Client, cast: Cast) -> None:
    assert client.get("/en/partners/table/pdf/").status_code == 404
