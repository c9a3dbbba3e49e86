"""Plain text that people wrote: made safe to store, never changed in meaning."""

import re
import unicodedata
from collections.abc import Iterator

KEPT_CONTROLS = {"\n", "\t"}
BROKEN = {"Cc", "Cs"}  # control characters and halves of surrogate pairs
TURNED = {"\u202d", "\u202e"}  # make letters stand in another order than they were written
HIGHEST_PILE = 30  # accents on one letter: the Stream-Safe Text Format of Unicode, UAX 15
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def clean_text(value: str) -> str:
    """Composed characters, plain line ends, and no control characters or broken halves.

    Nothing turns the order of letters about: whoever signs reads what stands there.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(_kept(value))).strip()


def _kept(value: str) -> Iterator[str]:
    """Composing takes the square of a pile of accents in time, so a pile has a highest height."""
    height = 0
    for character in value:
        height = height + 1 if unicodedata.combining(character) else 0
        broken = character in TURNED or unicodedata.category(character) in BROKEN
        whole = character in KEPT_CONTROLS or not broken
        if whole and height <= HIGHEST_PILE:
            yield character


def clean_line(value: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(clean_text(value).split())


def first_sentence(text: str, length: int = 80) -> str:
    """The first sentence, cut between words and marked with … where it is longer than `length`."""
    sentence = clean_line(SENTENCE.split(clean_text(text), maxsplit=1)[0]).rstrip(".")
    if len(sentence) <= length:
        return sentence
    cut = sentence[: length - 1].rpartition(" ")[0] or sentence[: length - 1]
    return f"{cut.rstrip(' ,;:–-')}…"
