"""Whatever a server answers: the run says why it was refused, and nothing is half written."""

import gzip
import socket
from typing import Any

import pytest
from django.test import Client

from samverka.calls.models import Call, Record
from samverka.calls.readers import sealed
from samverka.calls.telling.runs import trouble_of
from samverka.calls.tests.reading import HEAD, a_source, at_funder, csv, numbers, read
from samverka.cast import Cast
from samverka.sources.tests.replay import Replay, Told, forever, html_told

GOOD = "1;One;;2027-03-03;5"


def elsewhere(address: str) -> Told:
    return Told(status=302, headers={"Location": address})


def bomb() -> Told:
    """A few hundred kilobytes that unpack to far more than we read."""
    packed = gzip.compress(bytes(256 * 1024 * 1024), compresslevel=1)
    return Told(packed, headers={"Content-Encoding": "gzip"})


HOSTILE = {
    "a gigabyte": (Told(forever(b"x;" * 32_768)), "too_large"),
    "one word": (Told(b"OK"), "emptied"),
    "nothing but columns": (Told(f"{HEAD}\n".encode()), "emptied"),
    "to this machine": (elsewhere("http://localhost/calls.csv"), "not_allowed"),
    "to this machine, safely": (elsewhere("https://127.0.0.2/calls.csv"), "not_allowed"),
    "to what the cloud tells": (elsewhere("http://169.254.169.254/latest/"), "not_allowed"),
    "the same, safely": (elsewhere("https://169.254.169.254/latest/"), "not_allowed"),
    "to an old address in a new one": (elsewhere("https://[::ffff:10.0.0.1]/"), "not_allowed"),
    "to a file": (elsewhere("file:///etc/passwd"), "not_allowed"),
    "for ever": (elsewhere("calls.csv"), "unreachable"),
    "half a table": (Told(csv(GOOD * 99).body, cut=20), "unreachable"),
    "a page": (html_told("<script>alert(1)</script>"), "not_readable"),
    "bytes": (Told(b"\x00\xff\xfe" * 99), "not_readable"),
    "deep": (Told(b"[" * 100_000), "not_readable"),
}


@pytest.mark.parametrize("told", HOSTILE)
def test_the_run_says_why_and_nothing_is_half_written(
    cast: Cast, funder: Replay, told: str
) -> None:
    answer, trouble = HOSTILE[told]
    source = at_funder(funder, csv(GOOD), answer)
    read(source)
    before = everything()

    run = read(source)

    assert (run.state, run.trouble, numbers(run)) == ("failed", trouble, {})
    assert everything() == before
    assert trouble_of(run) is not None


def everything() -> list[Any]:
    """Calls and records as they stand."""
    return [*Call.objects.order_by("pk").values(), *Record.objects.order_by("pk").values()]


def test_a_few_bytes_that_unpack_to_fill_a_machine(cast: Cast, funder: Replay) -> None:
    source = at_funder(funder, bomb())

    run = read(source)

    assert (run.state, run.trouble, run.detail) == (
        "failed",
        "too_large",
        {"bytes": 32 * 1024 * 1024},
    )


def test_a_name_that_points_elsewhere_a_moment_later(
    cast: Cast, funder: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One address of the name is inside: then none of them is called."""

    def looked_up(host: str, port: int, **_options: Any) -> list[Any]:
        numbers = ("93.184.216.34", "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    source = a_source(options={"address": "https://rebinding.example/calls.csv"})

    assert read(source).trouble == "not_allowed"


@pytest.mark.slow
def test_a_feed_with_a_million_links(cast: Cast, funder: Replay) -> None:
    links = "&lt;a href=x&gt;y&lt;/a&gt;" * 1_000_000
    items = f"<item><title>Many</title><guid>1</guid><description>{links}</description></item>"
    funder.at("/feed", Told(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()))
    source = a_source(kind="feed", options={"address": f"{funder.address}/feed"})

    run = read(source)

    assert (run.state, numbers(run)) == ("done", {"new": 1})
    assert len(Call.objects.proposed().get().summary_sv) <= 5000


def test_a_feed_with_more_items_than_anybody_reads(cast: Cast, funder: Replay) -> None:
    items = "<item><title>x</title></item>" * 2_000
    funder.at("/feed", Told(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()))
    source = a_source(kind="feed", options={"address": f"{funder.address}/feed"})

    assert read(source).trouble == "too_large"


def test_years_that_no_call_can_have_are_left_out_one_by_one(cast: Cast, funder: Replay) -> None:
    days = ["9999-12-31", "0000-01-01", "1999-12-31", "2027-02-30", "-1", "2027-03-03"]
    rows = "\n".join(f"{n};Call {n};;{day};" for n, day in enumerate(days))
    source = at_funder(funder, rows)

    run = read(source)

    assert numbers(run) == {"new": 1, "refused": 5}
    assert {one["why"] for one in run.refusals} == {"odd_date"}


def test_script_in_a_title_is_words_and_nothing_else(
    client: Client, cast: Cast, funder: Replay
) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    read(at_funder(funder, f"1;{evil};;2027-03-03;"))
    client.force_login(cast.elsa)

    call = Call.objects.get(records__identifier="1")
    for page in (call.get_absolute_url(), "/en/calls/", "/en/calls/sources/", "/en/calls/twins/"):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_trouble_half_way_keeps_whole_steps_and_no_half_ones(cast: Cast, funder: Replay) -> None:
    """The second page of an agency is a page for people."""
    calls = [
        {
            "diarienummer": f"{n}",
            "titel": f"Call {n}",
            "oppningsdatum": "2026-01-01",
            "stangningsdatum": "2027-03-03",
        }
        for n in range(100)
    ]
    first = Told(str(calls).replace("'", '"').encode(), headers={"X-TotalRecords": "150"})
    funder.at("/utlysningar", first, html_told("<h1>Down</h1>"))
    options = sealed("gdp", {"address": funder.address, "key": "ours"})
    source = a_source(kind="gdp", options=options)

    run = read(source)

    assert (run.trouble, numbers(run), source.memory["offset"]) == (
        "not_readable",
        {"new": 100},
        "100",
    )
