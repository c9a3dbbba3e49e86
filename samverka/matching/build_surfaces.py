"""Make the list of how words are commonly written, of those that translate others.

    python -m samverka.matching.build_surfaces FOLDER

FOLDER is that of `build_words`. A stem such as "polici" is no word; to be read by an encoder it
is written "policy", as most texts write it.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from samverka.matching.build_words import texts
from samverka.matching.language import BOTH
from samverka.matching.learned import SHIPPED, Learned
from samverka.matching.meaning import SURFACES, written
from samverka.matching.words import term

_WORD = re.compile(r"[^\W\d_]{2,}")


def surfaces(folder: Path, learned: Learned) -> dict[str, str]:
    """The commonest way to write each term that is a translation, where it is not the stem."""
    seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for row in texts(folder):
        for counts, text in zip(seen, row, strict=True):
            counts.update(_WORD.findall(text.lower()))
    found: dict[str, str] = {}
    for language, counts in zip(BOTH, seen, strict=True):
        for word, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
            found.setdefault(term(word, language), word)
    return {
        name: word
        for name, word in sorted(found.items())
        if learned.translations(name) and word != written(name, {})
    }


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Say where the texts are: python -m samverka.matching.build_surfaces FOLDER")
        return 2
    found = surfaces(Path(arguments[0]), Learned.read(SHIPPED))
    lines = (f"{name}\t{word}\n" for name, word in found.items())
    (SHIPPED / SURFACES).write_text("".join(lines), encoding="utf-8")
    print(f"{len(found)} words in {SHIPPED / SURFACES}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
