"""Make the list of Swedish words that compounds are split into.

    python -m samverka.matching.build_words FOLDER

FOLDER holds `swecris_public.jsonl` (Swecris open data, Swedish Research Council) and
`parallel.jsonl` (SIB-200 CC BY-SA 4.0, Tatoeba CC BY 2.0 FR, EuroVoc, Publications Office).
They speak of research, so `data/everyday_words_sv.txt`, written by hand, adds the words of
associations and neighbourhoods. The result is single words with no text around them; the same
folder always gives the same list.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from samverka.matching.language import stop_words, word_list

TARGET = Path(__file__).parent / "data" / "swedish_words.txt"

_WORD = re.compile(r"(?<![\w-])[a-zåäöé]{3,12}(?![\w-])")
# A word must be seen so often before it may be a part. Short ones turn up inside others by
# chance ("tal" in "betalning"), so they must be common words.
_SEEN = {3: 25, 4: 8, 5: 4}
_SEEN_LONGER = 2


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (Swedish, English) for every row of the two files."""
    with (folder / "swecris_public.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield f"{row['title_sv']} {row['text_sv']}", f"{row['title_en']} {row['text_en']}"
    with (folder / "parallel.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield row["sv"], row["en"]


def frequent_words(folder: Path) -> list[str]:
    """The words that are common enough in Swedish, and commoner there than in English."""
    swedish: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for sv, en in texts(folder):
        swedish.update(_WORD.findall(sv.lower()))
        english.update(_WORD.findall(en.lower()))
    # Endings make a new word of one word ("-het"); they are not words that meet.
    left_out = stop_words(("sv",)) | word_list("endings_sv")
    frequent = {
        word
        for word, seen in swedish.items()
        if seen >= _SEEN.get(len(word), _SEEN_LONGER) and seen > english[word]
    }
    return sorted((frequent | word_list("everyday_words_sv")) - left_out)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Say where the texts are: python -m samverka.matching.build_words FOLDER")
        return 2
    words = frequent_words(Path(arguments[0]))
    TARGET.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
