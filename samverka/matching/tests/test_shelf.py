"""Terms, letter groups and the words of documents as they lie on disk."""

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from samverka.matching import shelf as shelves
from samverka.matching.names import Names
from samverka.matching.reading import Terms
from samverka.matching.shelf import Shelf, gram_numbers

NOWHERE = np.zeros(4, np.int8)


def made_up(count: int) -> list[str]:
    draw = Random(1)
    words = {
        "".join(draw.choices("abdeikmnoprstuvåäö", k=draw.randint(2, 9))) for _ in range(count)
    }
    return [f"{draw.choice(('sv', 'en'))}:{word}" for word in sorted(words)]


def said(*terms: str) -> Terms:
    return Terms(Counter(terms), {term: term[3:] for term in terms}, len(terms), NOWHERE)


@pytest.mark.slow
@pytest.mark.parametrize("in_memory", [0, 10_000, 1 << 24])  # bytes: none, the first, all names
def test_every_term_keeps_its_number_while_others_come(
    tmp_path: Path, in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverka.matching.names.MAPPED", in_memory)
    writer, reader = Names(tmp_path), Names(tmp_path)
    terms = made_up(20_000)
    start = 0
    while start < len(terms):
        fresh = terms[start : 2 * start + 1]
        writer.append({term: term[3:].upper() for term in fresh})
        start += len(fresh)
        if start > 1_000:
            writer.tend()
        assert reader.number(fresh[0]) is None
        reader.refresh()
        known = [*range(start), *[None] * (len(terms) - start)]
        assert [reader.number(term) for term in terms] == known
    for names in (writer, reader, Names(tmp_path)):
        assert [names.number(term) for term in terms] == list(range(len(terms)))
        assert [names.term(number) for number in range(len(terms))] == terms
        assert names.surface(7) == terms[7][3:].upper()
        assert [names.number(f"{term}-") for term in terms] == [None] * len(terms)


def test_the_words_of_a_document_come_back(tmp_path: Path) -> None:
    writer, reader = Shelf(tmp_path), Shelf(tmp_path)
    documents = [said("sv:barn", "sv:barn", "en:child"), said(), said("en:child", *["sv:ö"] * 300)]
    assert [writer.append([one]) for one in documents] == [range(n, n + 1) for n in range(3)]

    reader.refresh()
    read = reader.read(np.array([2, 0, 1]))

    known = [reader.number(term) for term in ("sv:barn", "en:child", "sv:ö")]
    assert read.document.tolist() == [0, 0, 1, 1]
    assert [known.index(word) for word in read.word.tolist()] == [1, 2, 0, 1]
    assert read.times.tolist() == [1, 255, 2, 1]  # more is not told
    assert read.length.tolist() == pytest.approx([301 / 304 * 3, 3 / 304 * 3, 0])


def test_a_letter_group_is_rarer_the_fewer_documents_have_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.append([said("sv:barn", "sv:ö"), said("sv:barn", "sv:barn"), said("sv:barnet")])
    shelf.tend()

    [alone] = gram_numbers("sv:ö")
    [both, *_] = sorted(set(gram_numbers("sv:barn")) & set(gram_numbers("sv:barnet")))
    seen = {0: 0.0, alone: np.log(1 + 2.5 / 1.5), both: np.log(1 + 0.5 / 3.5)}
    for opened in (shelf, Shelf(tmp_path)):
        rarity = opened.gram_rarity
        assert {group: rarity[group] for group in seen} == pytest.approx(seen)
        assert rarity.max() == pytest.approx(np.log(1 + 3.5 / 0.5))  # of what nobody has said


def test_what_is_spelled_alike_is_found_whether_letters_were_sorted_or_not(tmp_path: Path) -> None:
    terms = made_up(3_000)
    shelf = Shelf(tmp_path)
    shelf.append([said(*terms[:2_500])])
    shelf.tend()
    shelf.append([said(*terms[2_500:])])
    before = [shelf.spelled_like(term, 0.5, 5) for term in terms[::100]]
    shelf.tend()
    assert [shelf.spelled_like(term, 0.5, 5) for term in terms[::100]] == before
    assert before == [_alike(term, terms) for term in terms[::100]]


def _alike(term: str, terms: list[str]) -> list[str]:
    """By looking at every term."""
    own = set(gram_numbers(term))
    shares: dict[str, float] = {}
    for other in terms:
        common = len(own.intersection(groups := gram_numbers(other)))
        if common >= max(3, 0.5 * len(own)):
            shares[other] = common / max(len(own), len(groups))
    return sorted(shares, key=lambda one: -shares[one])[:5]


def test_what_has_no_room_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MOST_TERMS", 2)
    shelf = Shelf(tmp_path)
    shelf.append([said("sv:ett", "sv:två", "sv:tre")])
    assert [shelf.number(term) for term in ("sv:ett", "sv:två", "sv:tre")] == [0, 1, None]
    assert len(shelf.read(np.array([0])).word) == 2
