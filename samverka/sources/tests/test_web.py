"""Asking others: politely, patiently up to a point, and never inside."""

import gzip
import socket
import time
import tracemalloc
import zlib
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.sources import Trouble
from samverka.sources.guard import is_public, may_be_called
from samverka.sources.tests.replay import AGENT, Replay, Told, forever, json_told, polite
from samverka.sources.web import Web
from tests.patience import examples

KB, MB = 1024, 1024 * 1024
INSIDE = "127.0.0.1"


pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # broken off on purpose


def trouble_of(funder: Replay, path: str = "/", **options: Any) -> tuple[str, dict[str, object]]:
    with polite(**options) as web, pytest.raises(Trouble) as found:
        web.get(f"{funder.address}{path}")
    return found.value.code, dict(found.value.detail)


def test_we_say_who_we_are_and_read_what_is_said(funder: Replay) -> None:
    funder.at("/", json_told({"a": [1]}, headers={"ETag": '"x"'}))

    with polite() as web:
        answer = web.get(f"{funder.address}/", params={"page": "2"}, headers={"X-Key": "k"})

    [asked] = funder.asked
    assert (answer.json(), answer.headers["etag"]) == ({"a": [1]}, '"x"')
    assert (asked.method, asked.params, asked.headers["x-key"]) == ("GET", {"page": "2"}, "k")
    assert asked.headers["user-agent"] == AGENT
    assert "cookie" not in asked.headers


def test_json_forms_and_parts_are_sent_as_they_should(funder: Replay) -> None:
    funder.at("/", json_told({}))

    with polite() as web:
        web.post(f"{funder.address}/", json={"rows": 5})
        web.post(f"{funder.address}/", form={"grant_type": "code"})
        web.post(f"{funder.address}/", parts={"query": {"bool": {}}, "languages": ["en"]})

    as_json, as_form, in_parts = funder.asked
    assert as_json.json() == {"rows": 5}
    assert as_form.body == b"grant_type=code"
    assert in_parts.parts == {
        "query": ("application/json", '{"bool": {}}'),
        "languages": ("application/json", '["en"]'),
    }


def test_what_has_not_changed_is_not_sent_again(funder: Replay) -> None:
    funder.at("/", Told(status=304))

    with polite() as web:
        answer = web.get(f"{funder.address}/", etag='"x"', modified="Wed, 25 Nov 2026 06:10:00 GMT")

    assert answer.not_modified
    assert funder.asked[0].headers["if-none-match"] == '"x"'
    assert funder.asked[0].headers["if-modified-since"] == "Wed, 25 Nov 2026 06:10:00 GMT"


def test_one_host_is_asked_once_a_second(funder: Replay) -> None:
    funder.at("/", json_told({}))
    waits: list[float] = []

    with polite(pause=1.0, sleep=waits.append) as web:
        for _ in range(3):
            web.get(f"{funder.address}/")

    assert len(waits) == 2
    assert all(0.5 < wait <= 1.0 for wait in waits)  # what the asking itself took is part of it


def test_what_goes_wrong_for_a_moment_is_tried_again_ever_more_slowly(funder: Replay) -> None:
    funder.at(
        "/", Told(status=500), json_told({"half": "a page"}, cut=5), json_told({"all": "is well"})
    )
    waits: list[float] = []

    with polite(pause=1.0, sleep=waits.append) as web:
        answer = web.get(f"{funder.address}/")

    assert answer.json() == {"all": "is well"}
    assert [round(wait) for wait in waits if wait > 1.5] == [2, 4]


def test_a_server_that_asks_for_patience_gets_it(funder: Replay) -> None:
    funder.at(
        "/",
        Told(status=429, headers={"Retry-After": "7"}),
        Told(status=503, headers={"Retry-After": "Thu, 26 Nov 2020 06:10:00 GMT"}),
        json_told({}),
    )
    waits: list[float] = []

    with polite(sleep=waits.append) as web:
        web.get(f"{funder.address}/")

    assert waits == [7, 0]


def test_but_not_for_ever(funder: Replay) -> None:
    funder.at("/", Told(status=429, headers={"Retry-After": "3600"}))

    assert trouble_of(funder) == ("too_many", {"seconds": 3600})
    assert len(funder.asked) == 1


def test_nor_for_longer_than_numbers_go(funder: Replay) -> None:
    funder.at("/", Told(status=429, headers={"Retry-After": "9" * 400}))

    assert trouble_of(funder) == ("too_many", {"seconds": 10**9})


@pytest.mark.parametrize("mark", ['"\u00e9"', '"\u20ac"', '"a\r\nX: y"', '"' + "x" * 70_000])
def test_what_cannot_be_said_back_is_not(funder: Replay, mark: str) -> None:
    """Otherwise a source that told it once could never be read again."""
    funder.at("/", json_told({}))

    with polite() as web:
        web.get(f"{funder.address}/", etag=mark, modified=mark)

    assert not {"if-none-match", "if-modified-since"} & set(funder.asked[0].headers)


GZIPPED = {"Content-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("answer", "code", "detail"),
    [
        ({"status": 404}, "status", {"status": 404}),
        ({"status": 500}, "status", {"status": 500}),
        ({"status": 429}, "too_many", {"seconds": 0}),
        ({"body": b"x" * 10, "cut": 5}, "unreachable", {"why": "connection"}),
        ({"delay": 1.0}, "unreachable", {"why": "timeout"}),
        ({"body": b"x" * MB}, "too_large", {"bytes": 512 * KB}),
        (
            {"body": gzip.compress(bytes(2 * MB)), "headers": GZIPPED},
            "too_large",
            {"bytes": 512 * KB},
        ),
        (
            {"body": zlib.compress(bytes(2 * MB)), "headers": {"Content-Encoding": "deflate"}},
            "too_large",
            {"bytes": 512 * KB},
        ),
        ({"body": b"no gzip", "headers": GZIPPED}, "not_readable", {"expected": "gzip"}),
        (
            {"body": gzip.compress(b"half of it")[:15], "headers": GZIPPED},
            "not_readable",
            {"expected": "gzip"},
        ),
        (
            {"body": b"?", "headers": {"Content-Encoding": "br"}},
            "not_readable",
            {"expected": "gzip"},
        ),
    ],
)
def test_what_does_not_go_is_told(
    funder: Replay, answer: dict[str, Any], code: str, detail: dict[str, object]
) -> None:
    funder.at("/", Told(**answer))

    found = trouble_of(funder, seconds=0.4, most_bytes=512 * KB, sleep=lambda _: None)

    assert found == (code, detail)


def test_html_where_json_should_be_is_told(funder: Replay) -> None:
    funder.at("/", Told(body=b"<!doctype html><title>Maintenance</title>"))

    with polite() as web, pytest.raises(Trouble, match="not_readable"):
        web.get(f"{funder.address}/").json()


@pytest.mark.slow
def test_a_gigabyte_is_read_no_further_than_the_limit(funder: Replay) -> None:
    """Packed to next to nothing, or without any end: neither takes more memory than allowed."""
    packed = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packed.compress(bytes(MB)) for _ in range(200)) + packed.flush()
    funder.at("/bomb", Told(body=bomb, headers=GZIPPED))
    funder.at("/endless", Told(body=forever(bytes(64 * KB))))
    tracemalloc.start()

    told = [trouble_of(funder, path, most_bytes=MB) for path in ("/bomb", "/endless")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert told == [("too_large", {"bytes": MB})] * 2
    assert peak < 8 * MB


def test_a_server_that_sends_a_byte_now_and_then_holds_nobody_up(funder: Replay) -> None:
    funder.at("/", Told(body=forever(b"."), drip=0.05))
    began = time.monotonic()

    found = trouble_of(funder, seconds=0.3, sleep=lambda _: None)

    assert found == ("unreachable", {"why": "timeout"})
    assert time.monotonic() - began < 60


def test_we_go_where_we_are_sent(funder: Replay) -> None:
    funder.at("/old", Told(status=301, headers={"Location": "/new"}))
    funder.at("/new", json_told({"here": True}))

    with polite() as web:
        answer = web.get(f"{funder.address}/old", params={"page": "1"})

    assert (answer.address, answer.json()) == (f"{funder.address}/new", {"here": True})
    assert funder.asked[1].params == {}


@pytest.mark.parametrize(
    "inside",
    [
        "https://169.254.169.254/latest/",
        "https://127.0.0.2/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "http://example.org/",
        "file:///etc",
    ],
)
def test_but_not_inside(funder: Replay, inside: str) -> None:
    funder.at("/", Told(status=302, headers={"Location": inside}))

    assert trouble_of(funder)[0] == "not_allowed"


def test_nobody_sends_us_round_and_round(funder: Replay) -> None:
    funder.at("/", Told(status=302, headers={"Location": "/"}))

    assert trouble_of(funder) == ("unreachable", {"why": "redirects"})


def test_a_secret_stays_with_the_host_that_it_is_for(funder: Replay) -> None:
    with Replay() as other:
        there = other.address.replace(INSIDE, "localhost")
        funder.at("/", Told(status=302, headers={"Location": f"{there}/"}))
        other.at("/", json_told({}))
        with polite(inside=(INSIDE, "localhost")) as web:
            web.get(f"{funder.address}/", headers={"Authorization": "secret"})

        assert funder.asked[0].headers["authorization"] == "secret"
        assert "authorization" not in other.asked[0].headers


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "https://user:password@example.org/",
        "ftp://example.org/",
        "//example.org/",
        "https://",
        "https://[::1/",
        "https://example.org:99999/",
        "",
        "\x00",
    ],
)
def test_odd_addresses_are_not_called(address: str) -> None:
    assert not may_be_called(address, ())
    with Web(agent="test") as web, pytest.raises(Trouble, match="not_allowed"):
        web.get(address)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("100.64.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b:1::5db8:d822", False),
        ("2002:7f00:1::", False),
        ("2002:a9fe:a9fe::", False),
        ("2001:0:4136:e378::", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("example.org", False),
    ],
)
def test_which_machines_are_on_the_internet(number: str, public: bool) -> None:
    assert is_public(number) is public


def test_a_name_that_points_elsewhere_a_moment_later_does_not_help(
    funder: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that it stands for is looked at, each time anew, and nothing else is called."""
    found = iter([["93.184.216.34", INSIDE], [INSIDE]])

    def answers(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 1, 6, "", (number, port)) for number in next(found)]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    port = funder.address.rpartition(":")[2]
    with Web(agent="test", sleep=lambda _: None) as web:
        for _ in range(2):
            with pytest.raises(Trouble, match="not_allowed"):
                web.get(f"https://rebinding.example:{port}/")

    assert funder.asked == []


def test_a_name_server_that_never_answers_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(30) and [])
    begun = time.monotonic()

    with (
        Web(agent="test", seconds=0.1, tries=2, sleep=lambda _: None) as web,
        pytest.raises(Trouble, match="unreachable") as told,
    ):
        web.get("https://slow-name.example/")
    over.set()

    assert told.value.detail == {"why": "timeout"}
    assert time.monotonic() - begun < 25


@pytest.mark.slow
@examples(50)
@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate"]))
def test_whatever_is_said_is_an_answer_or_a_trouble(said: bytes, packed: str) -> None:
    with Replay() as funder, polite(sleep=lambda _: None) as web:
        funder.at("/", Told(body=said, headers={"Content-Encoding": packed} if packed else {}))
        with suppress(Trouble):
            web.get(f"{funder.address}/").json()
