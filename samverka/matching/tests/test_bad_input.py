"""Whatever is asked, there is an answer, and soon."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.matching import Match, Matcher
from samverka.matching.tests.conftest import COLLECTION, open_matcher
from tests.patience import examples

KINDS = ["call", "partner", "service", "project", "idea", "talk"]

QUESTIONS: list[Callable[[Matcher, str], list[Match]]] = [
    lambda matcher, text: matcher.match(text),
    lambda matcher, text: matcher.match_each(text, KINDS),
    lambda matcher, text: matcher.collaborators(text, have=[text[:50]]),
    lambda matcher, text: matcher.tags(text),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    matcher = open_matcher(tmp_path_factory.mktemp("index"))
    matcher.add(COLLECTION)
    return matcher


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("å", id="one letter"),
        pytest.param("och eller men att the of", id="only stop words"),
        pytest.param("😀🌱" * 500_000, id="emoji"),
        pytest.param("\x00\x07\x1b[31m" * 200_000, id="control characters"),
        pytest.param("\ud800\udfff\ud800" * 300_000, id="lone surrogates"),
        pytest.param("a\u0301\u0323" * 300_000, id="piled accents"),
        pytest.param("\u0301\u0323" * 500_000, id="only accents"),
        pytest.param("trädgård" * 125_000, id="one endless word"),
        pytest.param("a-" * 500_000, id="hyphens"),
        pytest.param("1-" * 500_000, id="an endless code"),
        pytest.param(" \n" * 500_000, id="blank lines"),
        pytest.param("en trädgård för nyanlända " * 40_000, id="1 MB of Swedish"),
        pytest.param(
            "".join(chr(97 + n * n % 26) * (n % 9) + " " for n in range(99_999)), id="noise"
        ),
        pytest.param("我们想一起种菜。" * 100_000, id="Chinese"),
        pytest.param("نريد أن نزرع معا " * 60_000, id="Arabic"),
    ],
)
def test_an_answer_within_100_ms(shared: Matcher, text: str) -> None:
    for ask in QUESTIONS:
        times = []
        for _ in range(3):  # the machine may be busy with something else: its time is not ours
            start = time.process_time()
            ask(shared, text)
            times.append(time.process_time() - start)
        assert min(times) < 0.1


@examples(200)
@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=())),
        st.lists(
            st.sampled_from(
                ["unga", "utan", "arbete", "trädgård", "NEET", "cykel", "och", "�", "-", "7", "å"]
            )
        ).map(" ".join),
    ),
    language=st.sampled_from([None, "sv", "en", "de", ""]),
)
@pytest.mark.slow
def test_reasons_are_causes(shared: Matcher, text: str, language: str | None) -> None:
    for match in shared.match(text, language=language):
        assert 0 < match.score < 1
        assert 1 <= len(match.reasons) <= 4
        assert sum(reason.weight for reason in match.reasons) <= 1.01
        for reason in match.reasons:
            quotes = reason.words if reason.type == "concept" else (reason.text,)
            assert quotes
            assert all(quote in text for quote in quotes)
    for ask in QUESTIONS:
        ask(shared, text)
