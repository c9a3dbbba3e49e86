"""The bulk file of CORDIS: told whole, one at a time, and refused when it is odd."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import PastProject, Taker, Trouble
from samverka.sources.cordis import past_projects

PROJECT = (
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "topics",
    "objective",
)
ORGANISATION = (
    "projectID",
    "organisationID",
    "name",
    "activityType",
    "country",
    "contactForm",
    "role",
)
LOOM = (
    "900000001",
    "LOOM",
    "SIGNED",
    "Weaving; together",
    "2023-01-01",
    "2026-12-31",
    "3000000",
    "2499999,50",
    "HORIZON-EXAMPLE-2022-01-01",
    'Old looms, "new" patterns.\nIn two lines.',
)
WEAVERS = (
    (
        "900000001",
        "900000011",
        "Exempelhögskolan",
        "HES",
        "SE",
        "https://form.invalid/1",
        "coordinator",
    ),
    ("900000001", "900000012", "Example Weavers of Athens", "PRC", "EL", "", "participant"),
    ("900000001", "900000013", "Example Yarn Ltd", "PRC", "UK", "", "participant"),
    ("900000001", "900000014", "Example without a country", "OTH", "?", "", "participant"),
)
TOLD = PastProject(
    identifier="900000001",
    title="Weaving; together",
    summary='Old looms, "new" patterns.\nIn two lines.',
    acronym="LOOM",
    call="HORIZON-EXAMPLE-2022-01-01",
    starts_on=date(2023, 1, 1),
    ends_on=date(2026, 12, 31),
    amount=Decimal("2499999.50"),
    takers=(
        Taker("900000011", "Exempelhögskolan", "SE", "HES", "coordinator"),
        Taker("900000012", "Example Weavers of Athens", "GR", "PRC", "participant"),
        Taker("900000013", "Example Yarn Ltd", "GB", "PRC", "participant"),
        Taker("900000014", "Example without a country", "", "OTH", "participant"),
    ),
    address="https://cordis.europa.eu/project/id/900000001",
)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def packed(members: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def bulk(
    projects: Iterable[Sequence[str]] = (LOOM,),
    organisations: Iterable[Sequence[str]] = WEAVERS,
    encoding: str = "utf-8",
) -> io.BytesIO:
    return packed(
        {
            "csv/project.csv": table(PROJECT, projects, encoding),
            "csv/organization.csv": table(ORGANISATION, organisations, encoding),
            "csv/euroSciVoc.csv": b"",
        }
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_projects_come_with_who_took_part(encoding: str) -> None:
    assert list(past_projects(bulk(encoding=encoding))) == [TOLD]


def test_a_file_on_disk_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "projects.zip"
    file.write_bytes(bulk().getvalue())
    assert list(past_projects(file)) == [TOLD]


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1234567.89", Decimal("1234567.89")),
        ("1234567,89", Decimal("1234567.89")),
        ("1.234.567,89", Decimal("1234567.89")),
        ("1 234 567", Decimal(1234567)),
        ("0", None),
        ("-5", None),
        ("NaN", None),
        ("1e99", None),
        ("a lot", None),
        ("", None),
    ],
)
def test_amounts_with_point_or_comma(said: str, amount: Decimal | None) -> None:
    row = (*LOOM[:7], said, *LOOM[8:])
    assert [project.amount for project in past_projects(bulk([row]))] == [amount]


def test_what_makes_no_sense_is_left_out_and_the_rest_kept() -> None:
    rows = [
        ("", *LOOM[1:]),
        (*LOOM[:3], " ", *LOOM[4:]),
        ("900000002", "", "", "Short", "soon", "31/12/2026"),  # half a row
    ]
    assert list(past_projects(bulk(rows))) == [
        PastProject("900000002", "Short", address="https://cordis.europa.eu/project/id/900000002")
    ]


def test_how_to_reach_people_is_nowhere() -> None:
    assert "form.invalid" not in repr(list(past_projects(bulk())))


def test_a_column_that_has_gone_is_told() -> None:
    header = ["identifier" if name == "id" else name for name in PROJECT]
    archive = packed(
        {
            "project.csv": table(header, [LOOM]),
            "organization.csv": table(ORGANISATION, WEAVERS),
        }
    )
    with pytest.raises(Trouble) as trouble:
        list(past_projects(archive))
    assert (trouble.value.code, trouble.value.detail) == ("changed", {"missing": "id"})


def unreadable() -> dict[str, bytes]:
    good = bulk().getvalue()
    organisations = table(ORGANISATION, WEAVERS)
    projects = table(PROJECT, [LOOM])
    return {
        "nothing": b"",
        "no zip": b"<html>Come back later</html>",
        "half a zip": good[: len(good) // 2],
        "broken inside": good.replace(good[60:90], b"?" * 30),
        "no organisations": packed({"project.csv": projects}).getvalue(),
        "two of them": packed(
            {
                "a/project.csv": projects,
                "b/project.csv": projects,
                "organization.csv": organisations,
            }
        ).getvalue(),
        "out of its folder": packed(
            {"../project.csv": projects, "organization.csv": organisations}
        ).getvalue(),
        "from the root": packed(
            {"/project.csv": projects, "organization.csv": organisations}
        ).getvalue(),
        "another encoding": bulk(encoding="utf-16").getvalue(),
        "Windows letters": bulk(encoding="cp1252").getvalue(),
        "a cell without end": packed(
            {"project.csv": projects + b'"' + b"a" * 200_000, "organization.csv": organisations}
        ).getvalue(),
    }


@pytest.mark.parametrize("odd", unreadable())
def test_what_cannot_be_read_is_a_trouble(odd: str) -> None:
    with pytest.raises(Trouble) as trouble:
        list(past_projects(io.BytesIO(unreadable()[odd])))
    assert trouble.value.code in {"not_readable", "changed"}


@pytest.mark.parametrize(
    "bomb",
    [
        b" " * 30_000_000,  # one cell, packed to next to nothing
        b'"a\n";' * 400_000,  # one row of many lines
        b"a;" * 600_000,  # one line
    ],
    ids=["spaces", "lines", "cells"],
)
def test_a_bomb_is_refused_before_it_fills_the_memory(bomb: bytes) -> None:
    archive = packed({"project.csv": table(PROJECT, []), "organization.csv": bomb})
    tracemalloc.start()
    try:
        with pytest.raises(Trouble) as trouble:
            list(past_projects(archive))
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()
    assert trouble.value.code == "too_large"


def many(count: int) -> io.BytesIO:
    projects = ((f"{n}", f"P{n}", "", f"Project {n}", *LOOM[4:]) for n in range(count))
    takers = (
        (f"{n}", f"{m}", f"Example {m}", "HES", "SE", "", "participant")
        for m in range(4)
        for n in range(count)
    )
    return bulk(projects, takers)


def peak(archive: io.BytesIO) -> tuple[int, int]:
    """Projects, and the most bytes held while reading them."""
    tracemalloc.start()
    try:
        found = sum(len(project.takers) == 4 for project in past_projects(archive))
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_twenty_thousand_projects_take_no_more_memory_than_two_hundred() -> None:
    few, many_ = peak(many(200)), peak(many(20_000))
    assert (few[0], many_[0]) == (200, 20_000)
    assert many_[1] < few[1] + 1_000_000


@given(st.binary(max_size=400))
def test_any_bytes_in_place_of_the_tables(content: bytes) -> None:
    """Nothing but a `Trouble` comes of it."""
    for members in (
        {"project.csv": content, "organization.csv": table(ORGANISATION, WEAVERS)},
        {"project.csv": table(PROJECT, [LOOM]), "organization.csv": content},
        {
            "project.csv": table(PROJECT, [LOOM]) + content,
            "organization.csv": table(ORGANISATION, WEAVERS) + content,
        },
    ):
        try:
            list(past_projects(packed(members)))
        except Trouble:
            continue
