"""Coordinators look after sources: add, change, pause, read now, understand what went wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.calls.actions.leasing import begin_run
from samverka.calls.actions.sources import Wanted, edit_source, forget_runs
from samverka.calls.models import Call, CallSource, Run
from samverka.calls.readers import opened, reader_of
from samverka.calls.telling.sources import ago, staleness_note
from samverka.calls.tests.reading import a_source, at_funder, read
from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.record.models import History
from samverka.sources.gdp import Gdp
from samverka.sources.tests.replay import Replay, html_told

SOURCES = "/en/calls/sources/"
TABLE = {
    "name": "Kitchens",
    "option_address": "https://fund.example/calls.csv",
    "level": "national",
    "every_hours": "24",
}


@pytest.fixture
def elsa(client: Client, cast: Cast) -> Client:
    client.force_login(cast.elsa)
    return client


def test_a_source_is_added_and_read_within_moments(elsa: Client, cast: Cast) -> None:
    kinds = [kind for kind, _name, _what in elsa.get(f"{SOURCES}new/").context["kinds"]]
    assert kinds == ["eu", "vinnova", "gdp", "grants-gov", "cordis", "table", "feed", "watch"]

    response = elsa.post(f"{SOURCES}new/table/", TABLE)

    [source] = CallSource.objects.all()
    assert response.url == f"{SOURCES}kitchens/"  # type: ignore[attr-defined]
    assert (source.name, source.kind, source.options, source.made_by, source.next_at) == (
        "Kitchens",
        "table",
        {"address": "https://fund.example/calls.csv"},
        cast.elsa,
        None,
    )
    assert list(CallSource.objects.due(timezone.now())) == [source]
    assert [one.verb for one in History.objects.of(source)] == ["added"]


@pytest.mark.parametrize(
    ("kind", "other", "field", "sentence"),
    [
        ("table", {"name": " "}, "name", "Write what you call the source."),
        ("table", {"option_address": ""}, "option_address", "Write the whole address, with"),
        ("table", {"option_address": "fund.example"}, "option_address", "Write the whole address"),
        ("table", {"option_address": "http://fund.example"}, "option_address", "Write the whole"),
        ("table", {"option_address": "https://a:b@fund.example"}, "option_address", "Write the"),
        ("table", {"option_currency": "kronor"}, "option_currency", "Write three letters"),
        ("vinnova", {"option_days": "-1", "option_address": ""}, "option_days", "Write a whole"),
        ("gdp", {}, "option_key", "Write the key"),
        ("feed", {"option_language": "de"}, "option_language", "Select a valid choice."),
        ("table", {"every_hours": "1"}, "every_hours", "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(
    elsa: Client, kind: str, other: dict[str, str], field: str, sentence: str
) -> None:
    response = elsa.post(f"{SOURCES}new/{kind}/", TABLE | other)

    form = response.context["form"]
    assert response.status_code == 422
    assert str(form.errors[field][0]).startswith(sentence)
    assert form["every_hours"].value() == (TABLE | other)["every_hours"]
    assert CallSource.objects.count() == 0


def test_a_key_is_sealed_used_and_never_shown_again(elsa: Client, funder: Replay) -> None:
    secret = "our-own-key-1234"
    told = TABLE | {"option_address": "https://agency.example/gdp", "option_key": secret}
    elsa.post(f"{SOURCES}new/gdp/", told)
    source = CallSource.objects.get()

    assert secret not in str(source.options)
    assert opened("gdp", source.options)["key"] == secret
    reader = reader_of(source)
    assert isinstance(reader, Gdp)
    assert reader.key == secret
    for page in ("", "edit/", "now/"):
        assert secret not in elsa.get(f"{SOURCES}kitchens/{page}").content.decode()

    elsa.post(f"{SOURCES}kitchens/edit/", told | {"option_key": "", "name": "Other", "seen": "1"})

    source.refresh_from_db()
    assert (source.name, opened("gdp", source.options)["key"]) == ("Other", secret)


def test_a_kept_key_never_goes_along_to_another_address(elsa: Client, cast: Cast) -> None:
    """Whoever may change the address could otherwise have the key sent to a machine of theirs."""
    told = TABLE | {"option_address": "https://agency.example/gdp", "option_key": "our-own-key"}
    elsa.post(f"{SOURCES}new/gdp/", told)
    source = CallSource.objects.get()
    elsewhere = told | {
        "option_address": "https://elsewhere.example",
        "option_key": "",
        "seen": "1",
    }

    response = elsa.post(f"{SOURCES}kitchens/edit/", elsewhere)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["option_key"]
    source.refresh_from_db()
    assert source.options["address"] == "https://agency.example/gdp"

    there = {"address": "https://elsewhere.example"}
    wanted = Wanted(name="K", funder="", level="national", every_hours=24, options=there)
    edited = edit_source(source=source, wanted=wanted, by=cast.elsa)

    assert edited.options == there
    elsa.post(f"{SOURCES}kitchens/edit/", elsewhere | {"option_key": "another", "seen": "2"})
    source.refresh_from_db()
    assert opened("gdp", source.options) == there | {"key": "another"}


def test_a_wrong_form_does_not_give_the_key_back(elsa: Client) -> None:
    told = TABLE | {"option_key": "our-own-key-1234", "name": ""}

    response = elsa.post(f"{SOURCES}new/gdp/", told)

    assert response.status_code == 422
    assert "our-own-key-1234" not in response.content.decode()


def test_another_address_begins_from_the_start_and_takes_the_reading_away(
    elsa: Client, cast: Cast
) -> None:
    source = a_source(options={"address": "https://a.example"}, memory={"etag": "x"}, named=[1])
    lease = begin_run(source=source)
    assert lease

    elsa.post(f"{SOURCES}kitchens/edit/", TABLE | {"seen": "1"})

    source.refresh_from_db()
    assert (source.memory, source.named, source.version) == ({}, [], 2)
    assert Run.objects.get().lease == lease.number + 1


def test_another_name_keeps_its_place(elsa: Client) -> None:
    options = {"address": TABLE["option_address"]}
    a_source(options=options, memory={"etag": "x"})

    elsa.post(f"{SOURCES}kitchens/edit/", TABLE | {"name": "New", "seen": "1"})

    source = CallSource.objects.get()
    assert (source.name, source.memory) == ("New", {"etag": "x"})


def test_whoever_is_second_is_shown_what_was_changed(elsa: Client, cast: Cast) -> None:
    source = a_source(options={"address": "https://a.example"})
    wanted = Wanted("First", "", "national", 24, {"address": "https://a.example"})
    edit_source(source=source, wanted=wanted, by=cast.elsa, seen=1)

    response = elsa.post(f"{SOURCES}kitchens/edit/", TABLE | {"name": "Second", "seen": "1"})

    assert response.status_code == 422
    assert response.context["form"]["name"].value() == "Second"
    assert CallSource.objects.get().name == "First"
    with pytest.raises(Outdated):
        edit_source(source=source, wanted=wanted, by=cast.elsa, seen=1)


def test_pause_go_on_and_read_now(elsa: Client, cast: Cast) -> None:
    source = a_source(next_at=timezone.now() + timedelta(hours=3))

    elsa.post(f"{SOURCES}kitchens/pause/")
    assert not CallSource.objects.get().active
    refused = elsa.post(f"{SOURCES}kitchens/read/", follow=True)
    assert "The source is paused. Let it go on first." in refused.content.decode()
    elsa.post(f"{SOURCES}kitchens/resume/")
    assert list(CallSource.objects.asked_for()) == [source]
    CallSource.objects.update(next_at=timezone.now() + timedelta(hours=3))
    elsa.post(f"{SOURCES}kitchens/read/")
    assert list(CallSource.objects.asked_for()) == [source]

    verbs = [one.verb for one in History.objects.of(source)]
    assert verbs == ["paused", "resumed", "asked_for"]


def test_only_coordinators_may(cast: Cast) -> None:
    with pytest.raises(Refused):
        edit_source(source=a_source(), wanted=Wanted("x", "", "national", 24, {}), by=cast.amina)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_sources_costs_the_same_for_one_and_for_three(
    elsa: Client, number: int, funder: Replay, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        read(at_funder(funder, f"{n};One;;2027-03-03;", slug=f"k-{n}"))

    with django_assert_num_queries(8):
        rows = elsa.get(SOURCES).context["rows"]

    assert [row.told for _one, row in rows] == ["Works"] * number


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_source_costs_the_same_for_one_reading_and_for_three(
    elsa: Client, number: int, funder: Replay, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source = at_funder(funder, "1;One;;2027-03-03;")
    for _ in range(number):
        read(source)

    with django_assert_num_queries(10):
        page = elsa.get(f"{SOURCES}kitchens/").context["page"]

    assert page.paginator.count == number


def test_a_failing_reading_is_explained_in_both_languages(
    client: Client, elsa: Client, funder: Replay
) -> None:
    run = read(at_funder(funder, html_told("<html><h1>Welcome</h1></html>")))

    told = {}
    for language in ("en", "sv"):
        page = elsa.get(f"/{language}/calls/sources/kitchens/runs/{run.pk}/").content.decode()
        told[language] = [sentence for sentence in EXPLAINED[language] if sentence not in page]

    assert told == {"en": [], "sv": []}


def test_a_feed_that_is_a_page_for_people_is_better_kept_an_eye_on(
    elsa: Client, funder: Replay
) -> None:
    funder.at("/news", html_told("<html><h1>News</h1></html>"))
    run = read(a_source(kind="feed", options={"address": f"{funder.address}/news"}))

    page = elsa.get(f"/en/calls/sources/kitchens/runs/{run.pk}/").content.decode()

    assert "pause this source and add the page as “A page to keep an eye on”." in page


EXPLAINED = {
    "en": [
        "The answer is not CSV, as it should be.",
        "If you see a page for people, it is the wrong address.",
    ],
    "sv": [
        "Svaret är inte CSV, som det borde vara.",
        "Ser du en vanlig webbsida är det fel adress.",
    ],
}


def test_what_was_left_out_is_told_with_its_reason_and_without_markup(
    elsa: Client, funder: Replay
) -> None:
    source = at_funder(funder, "<script>x</script>;T;;9999-12-31;\n2;<b>Two</b>;;2027-03-03;")
    run = read(source)

    response = elsa.get(f"{SOURCES}kitchens/runs/{run.pk}/")

    assert response.context["refusals"] == [
        (
            "<script>x</script>",
            "Row 2: “9999-12-31” in “Last days” is no day that a call can have.",
        )
    ]
    assert "<script>x" not in response.content.decode()


def test_how_it_stands_is_asked_for_again_and_again(elsa: Client, funder: Replay) -> None:
    source = at_funder(funder, "1;One;;2027-03-03;")
    first = elsa.get(f"{SOURCES}kitchens/now/")
    again = elsa.get(f"{SOURCES}kitchens/now/", headers={"If-None-Match": first["ETag"]})
    read(source)
    later = elsa.get(f"{SOURCES}kitchens/now/", headers={"If-None-Match": first["ETag"]})

    assert "Waits to be read" in first.content.decode()
    assert (again.status_code, again.content) == (304, b"")
    assert "1 new" in later.content.decode()


@pytest.mark.parametrize(
    ("facts", "state", "told"),
    [
        ({}, "now", "Waits to be read"),
        ({"active": False}, "", "Paused"),
        ({"made_at": timezone.now() - timedelta(days=9)}, "stop", "Has not been read for a long"),
    ],
)
def test_how_a_source_stands(elsa: Client, facts: dict[str, Any], state: str, told: str) -> None:
    a_source(**facts)

    [(_one, now)] = elsa.get(SOURCES).context["rows"]

    assert now.state == state
    assert now.told.startswith(told)


def test_everybody_is_told_which_sources_have_not_been_read_lately(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    a_source("Fresh", succeeded_at=now)
    a_source("Vinnova", succeeded_at=now - timedelta(days=3, hours=1))
    a_source("Paused", active=False, made_at=now - timedelta(days=30))

    told = {}
    for language in ("en", "sv"):
        with translation.override(language), django_assert_num_queries(1):
            told[language] = staleness_note()

    assert told == {
        "en": "Vinnova was last read 3 days ago.",
        "sv": "Vinnova lästes senast för 3 dagar sedan.",
    }
    CallSource.objects.filter(name="Vinnova").update(succeeded_at=now)
    assert staleness_note() == ""


def test_time_gone_by_is_told_as_people_say_it() -> None:
    now = timezone.now()
    with translation.override("en"):
        told = [ago(now - timedelta(**gone)) for gone in (
            {"seconds": 5}, {"minutes": 40}, {"hours": 1, "minutes": 5}, {"days": 2})]  # fmt: skip
    assert told == ["just now", "40 minutes ago", "1 hour ago", "2 days ago"]


def test_the_neighbours_sources_are_not_there(elsa: Client, cast: Cast) -> None:
    a_source("Theirs", partnership=cast.neighbour)

    assert elsa.get(f"{SOURCES}theirs/").status_code == 404
    assert Call.objects.proposed().count() == 0


def test_a_source_may_be_called_new(elsa: Client) -> None:
    elsa.post(f"{SOURCES}new/table/", TABLE | {"name": "New"})
    elsa.post(f"{SOURCES}new/table/", TABLE | {"name": "New"})

    slugs = list(CallSource.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 2
    assert "new" not in slugs


def test_readings_of_long_ago_are_forgotten_but_not_the_newest(cast: Cast) -> None:
    now = timezone.now()
    ages = {"A": (200, 100, 10), "B": (300, 200)}
    for name, days in ages.items():
        source = a_source(name)
        for age in days:
            ended = now - timedelta(days=age)
            Run.objects.create(source=source, state="done", ended_at=ended)

    assert forget_runs(now=now) == 3

    assert [one.source.name for one in Run.objects.order_by("pk")] == ["A", "B"]


def test_a_run_of_an_unknown_kind_is_shown(elsa: Client) -> None:
    source = a_source(kind="table")
    run = Run.objects.create(source=source, state="failed", trouble="never heard of")

    assert elsa.get(run.get_absolute_url()).status_code == 200
