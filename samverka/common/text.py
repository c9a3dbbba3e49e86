"""Plain text that people wrote: made safe to store, never changed in meaning."""

import re
import unicodedata

KEPT_CONTROLS = {"\n", "\t"}
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def clean_text(value: str) -> str:
    """Composed characters, plain line ends, and no control characters or broken halves."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in value if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


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
