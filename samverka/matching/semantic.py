"""Texts as rows of numbers that lie near each other when they mean the same: an optional signal.

    encoder = open_encoder("var/model")                             # a folder, see build_onnx.py
    encoder = open_encoder("http://127.0.0.1:8080/v1#all-minilm")   # or an address
    nearness = encoder.encode(titles) @ encoder.encode(["young people without work"])[0]

A folder needs `pip install samverka[semantic]`; an address needs no package. Only the address
that is given is ever asked.
"""

import json
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from hashlib import file_digest
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Answer = TypeVar("Answer")

_TOKENS: Final = 256  # read by a model from a folder: as all-MiniLM-L6-v2 was published
_CHARACTERS: Final = 1_500  # sent to an address: seldom more than the 512 tokens servers take
_BATCH: Final = 32  # texts sent at once
_PATIENCE: Final = 2.0  # seconds for a question
_FURTHER: Final = 0.5  # seconds for each further text sent with it
_PAUSE: Final = 30.0  # seconds without asking an address that has failed
_LONGEST: Final = 16_000_000  # bytes of an answer: 32 rows of 4,096 numbers take 3,000,000


class EncoderUnavailableError(RuntimeError):
    """There are no vectors just now; matching goes on without them."""


class Encoder(Protocol):
    """Turns texts into rows of unit length; may be used by several threads."""

    @property
    def name(self) -> str:
        """Which model it is: rows from encoders of the same name can be compared."""

    @property
    def dimensions(self) -> int:
        """How long a row is. Raises `EncoderUnavailableError`."""

    @property
    def languages(self) -> Collection[str]:
        """The languages it reads, such as "en"; texts in others are given word by word."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text, shape (texts, dimensions). Raises `EncoderUnavailableError`."""


def open_encoder(place: str, *, key: str | None = None) -> Encoder:
    """Open a folder with an ONNX model, or an address: "https://host/v1#name-of-the-model".

    The address is not asked before the first text. Raises `ValueError` for what cannot be
    understood or holds no model, `ImportError` when a folder needs packages that are not there.
    """
    if not place.startswith(("http://", "https://")):
        return OnnxEncoder(Path(place))
    address, _, model = place.partition("#")
    return AddressEncoder(address, model, key)


class OnnxEncoder:
    """A sentence model in a folder: `model_int8.onnx` or else `model.onnx`, and `tokenizer.json`.

    A text's row is the mean of its words' rows, of the first 256 words or parts of words.
    """

    def __init__(self, folder: Path, *, languages: Collection[str] = ("en",)) -> None:
        try:  # here, for they take long to load and most never need them
            runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        except ImportError:
            raise ImportError(
                "A sentence model in a folder needs more packages: pip install samverka[semantic]"
            ) from None
        self.languages = tuple(languages)
        tokenizer, small, model = (
            folder / name for name in ("tokenizer.json", "model_int8.onnx", "model.onnx")
        )
        model = small if small.exists() else model
        if not (model.exists() and tokenizer.exists()):
            raise ValueError(f"{folder} does not hold a model.onnx and a tokenizer.json.")
        try:
            # One thread: the processes that serve pages share the cores already.
            options = runtime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3  # errors only
            only = ["CPUExecutionProvider"]
            self._session = runtime.InferenceSession(model, options, providers=only)
            self._tokenizer = tokenizers.Tokenizer.from_file(str(tokenizer))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(_TOKENS)
            self._inputs = [each.name for each in self._session.get_inputs()]
            self.dimensions = len(self._row(""))
        except Exception as error:  # both packages raise plain exceptions of many kinds
            raise ValueError(f"The model in {folder} cannot be used: {error}") from error
        self.name = f"{model.stem} {_fingerprint(model)} {_fingerprint(tokenizer)}"

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text.

        Each text alone: padding to the longest of a batch costs what the batch saves, and in a
        quantised model a row would depend on its company.
        """
        rows = np.empty((len(texts), self.dimensions), np.float32)
        for n, text in enumerate(texts):
            rows[n] = self._row(text)
        return rows

    def _row(self, text: str) -> Floats:
        tokens = self._tokenizer.encode(whole(text))
        known = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        given = {name: np.array([known[name]], np.int64) for name in self._inputs}
        [words, *_] = self._session.run(None, given)
        row: Floats = unit_rows(words.mean(axis=1))[0]
        return row


def _fingerprint(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()[:8]


class AddressEncoder:
    """A model behind an embeddings address of the OpenAI kind: POST {address}/embeddings.

    `patience` is the seconds a question may take; further texts in the same call get half a
    second more each. After a failure the address is left alone for `pause` seconds; then one
    question tries it for all. The first 1,500 characters of a text are sent. Redirections are
    not followed, so the key goes nowhere else.
    """

    def __init__(
        self,
        address: str,
        model: str,
        key: str | None = None,
        *,
        patience: float = _PATIENCE,
        pause: float = _PAUSE,
        languages: Collection[str] = ("sv", "en"),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise ValueError("The embeddings address is written https://host/v1#model, key apart.")
        if not model:
            raise ValueError(f"Which model? Write it after the address: {address}#model")
        if key and not (key.isascii() and key.isprintable()):
            raise ValueError("The key of the embeddings address holds letters that no key has.")
        self.name = f"{address}#{model}"
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port = parts.hostname, parts.port
        self._path = parts.path.rstrip("/") + "/embeddings"
        self._headers = {"Content-Type": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._model, self._address = model, address
        self.languages = tuple(languages)
        self._patience, self._pause, self._clock = patience, pause, clock
        self._dimensions: int | None = None
        self._lock = Lock()
        self._silent_until: float | None = None  # None: it answers, as far as we know

    @property
    def dimensions(self) -> int:
        """How long a row is; asks the address when nothing has been asked before."""
        return self._dimensions or self.encode(["length"]).shape[1]

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text; see `Encoder`."""
        batches = [texts[n : n + _BATCH] for n in range(0, len(texts), _BATCH)]
        if not batches:
            return np.empty((0, self._dimensions or 0), np.float32)
        return np.concatenate([self._rows(batch) for batch in batches])

    def _rows(self, texts: Sequence[str]) -> Floats:
        self._leave_alone_after_failure()
        seconds = self._patience + _FURTHER * (len(texts) - 1)
        try:
            rows = within(seconds, lambda: rows_of(self._fetch(texts, seconds), len(texts)))
            if rows.shape[1] != (self._dimensions or rows.shape[1]):
                raise ValueError(f"rows of {rows.shape[1]} numbers, before {self._dimensions}")
        except (OSError, HTTPException, ValueError) as error:
            with self._lock:
                self._silent_until = self._clock() + self._pause
            raise EncoderUnavailableError(
                f"No vectors from {self._address}: {str(error) or type(error).__name__}"
            ) from error
        with self._lock:
            self._dimensions, self._silent_until = rows.shape[1], None
        return rows

    def _leave_alone_after_failure(self) -> None:
        with self._lock:
            if self._silent_until is None:
                return
            now = self._clock()
            if now < self._silent_until:
                raise EncoderUnavailableError(
                    f"{self._address} has failed; asked again in {self._silent_until - now:.0f} s"
                )
            self._silent_until = now + self._pause  # the others go on while this one tries

    def _fetch(self, texts: Sequence[str], seconds: float) -> Any:
        """What the address says to these texts, as JSON."""
        asked = {"model": self._model, "input": [whole(text[:_CHARACTERS]) for text in texts]}
        # By the socket's own limit nobody waits any more; it only lets the thread end.
        with closing(self._kind(self._host, self._port, timeout=seconds + 1)) as connection:
            connection.request("POST", self._path, json.dumps(asked), self._headers)
            with connection.getresponse() as answer:
                if answer.status != 200:
                    raise ValueError(f"it answered {answer.status} {answer.reason}")
                try:
                    return json.loads(answer.read(_LONGEST))
                except (ValueError, RecursionError) as error:
                    raise ValueError("it did not answer with JSON") from error


def rows_of(said: Any, texts: int) -> Floats:
    """The rows in an answer of the OpenAI kind, in the order asked; raises `ValueError`."""
    try:
        data = {item["index"]: item["embedding"] for item in said["data"]}
        return unit_rows(np.array([data[n] for n in range(texts)], np.float64))
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"it did not answer with {texts} rows of numbers") from error


def unit_rows(rows: NDArray[np.floating[Any]]) -> Floats:
    """The same directions at length 1; raises `ValueError` for a row without direction."""
    with np.errstate(over="ignore"):
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if rows.ndim != 2 or not np.all(np.isfinite(lengths) & (lengths > 0)):
        raise ValueError("these are not rows of numbers with a direction")
    directions: Floats = (rows / lengths).astype(np.float32)
    return directions


def whole(text: str) -> str:
    """A text of whole characters: half of one (a lone surrogate) becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def within(seconds: float, act: Callable[[], Answer]) -> Answer:
    """Do this, but wait no longer; raises `TimeoutError` or what it raised.

    It has a thread of its own, because a socket counts its time anew for every piece that
    arrives, and looking up a host's name knows no limit at all.
    """
    answers: SimpleQueue[Answer | Exception] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(act())
        except Exception as error:
            answers.put(error)

    Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer within {seconds:g} s") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
