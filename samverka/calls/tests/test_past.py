"""Projects that got money before: read, kept in step, shown on calls, and speaking for them."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import translation

from samverka.calls.models import Call, CallSource, PastProject
from samverka.calls.models.past import round_of
from samverka.calls.telling.past import funded_before
from samverka.calls.tests.reading import a_source, numbers, read
from samverka.cast import Cast
from samverka.record.models import History
from samverka.sources.tests.replay import Replay, Told
from samverka.sources.tests.test_cordis_archive import bulk
from samverka.suggest.find import find
from samverka.suggest.index import rebuild

LOOMS = "HORIZON-CL2-2027-LOOMS-01"


def project(number: int, call: str = "HORIZON-CL2-2023-LOOMS-02", **other: str) -> list[str]:
    usual = {"title": f"Weaving {number}", "objective": "Old looms for new weavers."}
    told = {**usual, **other}
    return [
        f"{number}",
        "LOOM",
        "SIGNED",
        told["title"],
        "2023-01-01",
        "2026-12-31",
        "3000000",
        "2499999,50",
        call,
        told["objective"],
    ]


def takers(number: int, *others: str) -> list[Sequence[str]]:
    named = [("participant", name, "EL") for name in others]
    rows = [*named[:1], ("coordinator", "Exempelhögskolan", "SE"), *named[1:]]
    return [(f"{number}", "", name, "HES", land, "", role) for role, name, land in rows]


def at_cordis(funder: Replay, *files: Sequence[Sequence[str]], topics: str = "") -> CallSource:
    """A source whose file holds these projects, one version after the other."""
    told = [
        Told(
            bulk(rows, [one for row in rows for one in takers(int(row[0]), "Athens Looms")]).read(),
            headers={"ETag": f'"{n}"'},
        )
        for n, rows in enumerate(files)
    ]
    funder.at("/projects.zip", *told, Told(status=304))
    options = {"address": f"{funder.address}/projects.zip", "topics": topics}
    return a_source("Before", kind="cordis", options=options, level="european")


def test_a_reading_keeps_projects_with_their_partners_and_makes_no_calls(
    cast: Cast, funder: Replay
) -> None:
    calls = Call.objects.count()
    source = at_cordis(funder, [project(1), project(2, call=""), project(3, "OTHER-2023-X")],
                       topics="horizon-cl2 | HORIZON-MISS")  # fmt: skip

    assert numbers(read(source)) == {"new": 1}

    [kept] = PastProject.objects.all()
    told = {name: getattr(kept, name) for name in ("reference", *PastProject.TOLD)}
    assert told | {"amount": str(kept.amount)} == {
        "reference": "1",
        "acronym": "LOOM",
        "title": "Weaving 1",
        "objective": "Old looms for new weavers.",
        "call": "HORIZON-CL2-2023-LOOMS-02",
        "round": "HORIZON-CL2-LOOMS",
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2026, 12, 31),
        "amount": "2499999.50",
        "currency": "EUR",
        "partners": [
            {"name": "Exempelhögskolan", "country": "SE", "leads": True},
            {"name": "Athens Looms", "country": "GR"},
        ],
        "url": "https://cordis.europa.eu/project/id/1",
    }
    assert (Call.objects.count(), source.records.count()) == (calls, 0)


def test_a_second_reading_writes_what_is_other_and_lets_go_of_what_is_gone(
    cast: Cast, funder: Replay
) -> None:
    first = [project(1), project(2), project(3)]
    source = at_cordis(funder, first, first, [project(1), project(2, title="Weaving more")])
    told = [numbers(read(source)) for _ in range(4)]

    assert told == [
        {"new": 3},
        {"unchanged": 3},
        {"changed": 1, "unchanged": 1, "gone": 1},
        {},
    ]
    assert list(PastProject.objects.values_list("reference", "title")) == [
        ("1", "Weaving 1"),
        ("2", "Weaving more"),
    ]
    history = History.objects.filter(kind="pastproject").values_list("verb", flat=True)
    assert list(history) == ["found", "found", "found", "changed", "gone"]


def test_a_reading_that_stopped_goes_on_behind_what_it_kept(
    cast: Cast, funder: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverka.sources.past.AT_ONCE", 2)
    rows = [project(n) for n in range(1, 6)]
    source = at_cordis(funder, rows, rows)
    read(source, stopping=lambda: True)
    assert (PastProject.objects.count(), source.memory["read"]) == (2, "2")

    run = read(source)

    assert (numbers(run), PastProject.objects.count()) == ({"new": 5}, 5)
    assert (source.memory, source.named) == ({"etag": '"1"'}, [])


def test_an_emptied_file_takes_nothing_away(cast: Cast, funder: Replay) -> None:
    source = at_cordis(funder, [project(1)], [])
    read(source)

    assert (read(source).trouble, PastProject.objects.count()) == ("emptied", 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_keeping_costs_the_same_for_one_and_for_three(
    cast: Cast, funder: Replay, rows: int
) -> None:
    source = at_cordis(funder, [project(n) for n in range(1, rows + 1)])
    with CaptureQueriesContext(connection) as queries:
        read(source)
    assert len(queries) == 32


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("HORIZON-CL2-2027-01-DEMOCRACY-03", "HORIZON-CL2-DEMOCRACY"),
        ("horizon-cl2-2023-democracy-01-02 ", "HORIZON-CL2-DEMOCRACY"),
        ("CERV-2027-DAPHNE", "CERV-DAPHNE"),
        ("2026-09001", "2026-09001"),
        ("EX-2026/1", "EX-2026/1"),
    ],
)
def test_the_rounds_of_a_call_share_a_name(reference: str, told: str) -> None:
    assert round_of(reference) == told


def test_a_call_shows_what_got_money_there_before(cast: Cast, funder: Replay) -> None:
    others = [f"Weavers {n}" for n in range(5)]
    very, other = project(2, LOOMS, title="A <loom>"), project(5, "X-Y")
    rows = [project(1), very, project(3), project(4), other]
    file = bulk(rows, [*takers(1), *takers(2, *others), *takers(4, "Athens Looms")]).read()
    funder.at("/projects.zip", Told(file))
    read(a_source(kind="cordis", options={"address": f"{funder.address}/projects.zip"}))
    looms = Call.objects.create(
        slug="looms", title_en="Looms", reference=LOOMS.lower(), level="european"
    )

    with translation.override("en"):
        told = [
            (one.project.reference, one.partners, one.more, one.years)
            for one in funded_before(looms)
        ]
    page = Client().get("/en/calls/looms/").content.decode()

    led = "Exempelhögskolan (Sweden, led it)"
    assert told == [
        ("2", [led, *(f"{one} (Greece)" for one in others[:3])], "and 2 more", "2023–2026"),
        ("4", [led, "Athens Looms (Greece)"], "", "2023–2026"),
        ("3", [], "", "2023–2026"),
    ]
    assert "LOOM: A &lt;loom&gt;</a>" in page
    assert page.index("Under this very call") < page.index("earlier round: HORIZON-CL2-2023")
    assert "European Union, CORDIS (CC BY 4.0)" in page
    with CaptureQueriesContext(connection) as queries:
        funded_before(looms)
        funded_before(Call(reference=""))
    assert len(queries) == 1


def test_projects_speak_for_calls_and_are_found_nowhere_else(
    cast: Cast, funder: Replay, tmp_path: object
) -> None:
    about = "Handloom weaving with newly arrived women in mill towns: wool, dyeing, selling it."
    source = at_cordis(funder, [project(1, title="Mill towns", objective=about)])
    read(source)
    looms = Call.objects.create(
        slug="looms", title_en="Craft and heritage", reference=LOOMS, level="european"
    )
    with override_settings(INDEX_DIR=str(tmp_path)):
        rebuild()
        found = find("We want to weave on handlooms with newly arrived women and sell the wool.")

    [call] = [one for one in found.suggestions if one.card.url == looms.get_absolute_url()]
    assert call.sentences == ["Ett liknande projekt har fått pengar här förut: LOOM: Mill towns"]
    assert not [one for one in found.suggestions if one.id.startswith("past:")]
    assert "LOOM" not in Client().get("/en/projects/").content.decode()


def test_its_page_speaks_of_projects(client: Client, cast: Cast, funder: Replay) -> None:
    client.force_login(cast.elsa)
    written = {"name": "Before", "every_hours": "168", "option_topics": "", "option_address": ""}
    response = client.post("/en/calls/sources/new/cordis/", written)
    assert response.status_code == 302, response.context["form"].errors
    [source] = CallSource.objects.all()
    assert (source.level, source.options, source.tells_of_projects) == ("european", {}, True)

    page = client.get(source.get_absolute_url()).content.decode()

    assert "Projects it tells of" in page
    assert "Calls it tells of" not in page
