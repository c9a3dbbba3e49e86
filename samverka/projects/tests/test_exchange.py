"""Projects come in as a table after a look, and go out as one."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.calls.models import CallSource, PastProject
from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tables import as_csv, read_table
from samverka.partnership.exchange.plan import table_of
from samverka.projects.actions.imports import carry_out, keep_from_cordis, keep_table
from samverka.projects.exchange.columns import COLUMNS, as_row
from samverka.projects.exchange.plan import Plan, plan_of
from samverka.projects.models import Project
from samverka.projects.tests.story import filled
from samverka.projects.tests.test_work import signed_in

FILE = (
    "Namn;Start;Slut;Parter;Diarienummer\n"
    "Kvarnen;2019-01-01;2020-12-31;Föreningen Grönskan|Kvarnstiftelsen;7-19\n"
    "Bron;i fjol;;;8-19\n"
    "Vägen;2020-02-01;2020-01-01;;\n"
)
GOOD = "\n".join(FILE.splitlines()[:2])


def planned(file: str) -> Plan:
    return plan_of(read_table(file.encode()))


def taken_in(cast: Cast, file: str) -> Plan:
    kept = keep_table(table=read_table(file.encode()), name="old.csv", by=cast.elsa)
    return carry_out(kept=kept, seen=plan_of(table_of(kept)).mark, by=cast.elsa)


def test_errors_are_told_by_row_and_column(cast: Cast) -> None:
    plan = planned(FILE)
    assert [(row.number, row.name, row.what) for row in plan.rows] == [
        *((2, "Kvarnen", "new"), (3, "Bron", "wrong")),
        (4, "Vägen", "wrong"),
    ]
    assert [[error.label for error in row.errors] for row in plan.rows] == [
        *([], ["Start"]),
        ["Sista dag"],
    ]


def test_everything_that_is_wrong_in_a_row_is_told_at_once(cast: Cast) -> None:
    [row] = planned("slug;title_sv;starts_on\nbron;;2019-13-01\n").rows

    assert [(error.label, error.said) for error in row.errors] == [
        ("starts_on", "Skriv dagen så här: 2027-01-31."),
        ("Namn på svenska", "Skriv vad projektet heter."),
    ]


def test_days_of_other_centuries_are_told_by_row_and_column(cast: Cast) -> None:
    days = ("0001-01-01;2100-01-01", "1900-01-01;2099-12-31", "1899-12-31;9999-12-31")
    rows = planned(
        "namn;start;slut\n" + "".join(f"Bron {n};{one}\n" for n, one in enumerate(days))
    ).rows

    said = "Det är för långt bort. Titta på årtalet."
    far_away = [("start", said), ("slut", said)]
    assert [[(error.label, error.said) for error in row.errors] for row in rows] == [
        *(far_away, [], far_away),
    ]


def test_a_table_is_taken_in_and_the_second_time_changes_nothing(cast: Cast) -> None:
    taken_in(cast, GOOD)

    project = Project.objects.get(reference="7-19")
    assert (project.title_sv, project.state, project.origin, project.source) == (
        *("Kvarnen", "ended", "import"),
        "old.csv",
    )
    assert [(one.organisation.name, one.role) for one in project.takers.all()] == [
        ("Föreningen Grönskan", "lead")
    ]
    assert [one.name for one in project.outsiders.all()] == ["Kvarnstiftelsen"]
    assert [row.what for row in planned(GOOD).rows] == ["same"]


def test_the_list_sent_back_as_it_is_changes_nothing(cast: Cast) -> None:
    rows = Project.objects.with_listing().prefetch_related("themes")
    file = as_csv([column.name for column in COLUMNS], map(as_row, rows))
    plan = plan_of(read_table(file))
    assert {row.what for row in plan.rows} == {"same"}
    assert len(plan.rows) == Project.objects.count()


def test_nothing_is_written_while_a_row_is_wrong(cast: Cast) -> None:
    before = Project.objects.count()
    with pytest.raises(Refused):
        taken_in(cast, FILE)
    with pytest.raises(Refused):
        keep_table(table=read_table(GOOD.encode()), name="x", by=cast.amina)
    assert Project.objects.count() == before


def test_projects_of_cordis_with_a_partner_of_ours_are_looked_at_first(cast: Cast) -> None:
    source = CallSource.objects.create(slug="past", name="CORDIS", kind="cordis")
    facts = {"source": source, "call": "X", "round": "X", "raw_hash": "0" * 64}
    ours = [{"name": "FÖRENINGEN GRÖNSKAN", "country": "SE"}, {"name": "Loom BV", "country": "NL"}]
    days = {"starts_on": date(2018, 1, 1), "ends_on": date(2021, 1, 1)}
    PastProject.objects.create(reference="101", title="Looms", partners=ours, **days, **facts)
    PastProject.objects.create(reference="102", title="Other", partners=ours[1:], **facts)

    kept = keep_from_cordis(by=cast.elsa)
    plan = plan_of(table_of(kept))
    carry_out(kept=kept, seen=plan.mark, by=cast.elsa)

    assert [(row.name, row.what) for row in plan.rows] == [("Looms", "new")]
    project = Project.objects.get(reference="101")
    assert (project.state, project.source, project.title_en) == ("ended", "CORDIS", "Looms")
    assert [one.name for one in project.outsiders.all()] == ["Loom BV"]


def test_a_coordinator_sends_a_file_and_says_yes(cast: Cast) -> None:
    client = signed_in(cast.elsa)
    file = SimpleUploadedFile("old.csv", GOOD.encode())
    looked = client.post("/en/projects/import/", {"file": file}, follow=True)
    page = looked.content.decode()
    assert "Take in 1 row" in page

    client.post(looked.redirect_chain[-1][0], {"seen": looked.context["plan"].mark})
    assert Project.objects.filter(title_sv="Kvarnen").exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=gr%C3%B6nskan&year=2019", ["Kvarnen"]),
        ("state=ended", ["Kvarnen"]),
        ("year=2020", ["Kvarnen"]),
        ("state=stopped", []),
    ],
)
def test_the_list_is_narrowed(cast: Cast, asked: str, found: list[str]) -> None:
    taken_in(cast, GOOD)
    page = signed_in(cast.kim).get(f"/sv/projects/?{asked}").context["page"]
    assert [one.title_sv for one in page] == found


def test_the_table_costs_the_same_for_few_and_for_many(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get("/sv/projects/table/csv/").status_code == 200
        return len(queries)

    before = cost()
    for _ in range(3):
        filled(cast)
    assert cost() == before
