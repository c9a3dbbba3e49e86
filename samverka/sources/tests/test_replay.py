"""The funder of our stories does what it says it does; asked with another program than ours."""

import http.client
import urllib.error
import urllib.request

import httpx
import pytest

from samverka.sources.tests.replay import Asked, Replay, Told, forever, json_told


def test_answers_come_in_order_and_the_last_one_again(funder: Replay) -> None:
    funder.at("/a", json_told({"n": 1}), Told(b"busy", 503, {"Retry-After": "2"}), json_told(3))

    answers = [httpx.get(funder.address + "/a", params={"page": str(n)}) for n in range(4)]

    assert [one.status_code for one in answers] == [200, 503, 200, 200]
    assert answers[1].headers["retry-after"] == "2"
    assert [one.params for one in funder.asked] == [{"page": str(n)} for n in range(4)]
    assert (funder.times("/a"), funder.times("/b")) == (4, 0)
    assert httpx.get(funder.address + "/b").status_code == 404


def test_an_answer_may_depend_on_what_was_asked(funder: Replay) -> None:
    def echo(asked: Asked) -> Told:
        return json_told(asked.parts)

    funder.at("/form", echo)
    files = {"query": (None, '{"å": 1}', "application/json"), "sort": (None, "{}", "text/plain")}

    answer = httpx.post(funder.address + "/form", files=files)

    told = {"query": ["application/json", '{"å": 1}'], "sort": ["text/plain", "{}"]}
    assert answer.json() == told
    assert funder.asked[0].method == "POST"


def test_half_a_page_and_one_without_end(funder: Replay) -> None:
    funder.at("/half", Told(b"0123456789", cut=4))
    funder.at("/endless", Told(forever(b"x" * 1000)))

    with (
        pytest.raises(http.client.IncompleteRead) as half,
        urllib.request.urlopen(funder.address + "/half") as answer,
    ):
        answer.read()
    assert half.value.partial == b"0123"
    with urllib.request.urlopen(funder.address + "/endless") as answer:
        assert len(answer.read(1_000_000)) == 1_000_000


def test_a_slow_one(funder: Replay) -> None:
    funder.at("/slow", Told(b"late", delay=30))
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(funder.address + "/slow", timeout=0.1)
