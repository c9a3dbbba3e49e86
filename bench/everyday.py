"""Ideas in everyday words: is what is suggested what a coordinator would suggest?

`python -m bench.everyday` also lists where the first suggestion was none of those.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from bench.table import Table
from samverka.command.environment import NOT_FOR_THE_DEMO

ROOT = Path(__file__).resolve().parent.parent
# The name of a list, and where it stands: figures of the first two are flattered, the third shows
# how the matching meets what nobody has tuned it with.
LISTS = {
    "seen while tuning": Path(__file__).with_name("everyday.toml"),
    "chosen with": Path(__file__).with_name("everyday_second.toml"),
    "fresh": Path(__file__).with_name("everyday_third.toml"),
}
FEW = 5
COLUMNS = (
    "list",
    "what",
    "ideas",
    "first fits",
    f"one of {FEW} fits",
    "shown",
    "fit of shown",
    "silent",
)
LANGUAGES = {"Swedish": ("sv",), "English": ("en",), "both": ("sv", "en")}
ENGINES = {"full": "SQLite FTS5", "ours": "our matching"}
# The settings are read when Django wakes, and Django must be awake before its models are imported.
ASK = "import django; django.setup(); from bench.answers import main; main()"


@dataclass(frozen=True)
class Idea:
    """`finds` are names as “kind: exact title”; none where nothing should be suggested.

    `among` is one of the LISTS.
    """

    among: str
    language: str
    text: str
    finds: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """What an engine showed for an idea, best first, and what fits it; both as ids."""

    idea: Idea
    shown: Sequence[str]
    fits: frozenset[str]

    @property
    def first_fits(self) -> bool:
        return any(one in self.fits for one in self.shown[:1])

    @property
    def few_fit(self) -> bool:
        return any(one in self.fits for one in self.shown[:FEW])


@dataclass(frozen=True)
class Measured:
    """The answers of every engine, and a name for each id."""

    answers: dict[str, list[Answer]]
    names: dict[str, str]


def run() -> Table:
    return _table(measure())


def measure() -> Measured:
    """Ask both engines for every idea, on a demo of its own; raises SystemExit for a wrong name."""
    ideas = [idea for among in LISTS for idea in _read(among)]
    told = _ask(ideas)
    ids: dict[str, str] = told["names"]
    unknown = {
        f"{LISTS[idea.among].name}: {name}" for idea in ideas for name in {*idea.finds} - set(ids)
    }
    if unknown:
        raise SystemExit(f"The demo does not show what is named in {sorted(unknown)}")
    answers = {
        engine: [
            Answer(idea, shown, frozenset(ids[name] for name in idea.finds))
            for idea, shown in zip(ideas, told[engine], strict=True)
        ]
        for engine in ENGINES
    }
    return Measured(answers, {ids[name]: name for name in reversed(ids)})


def _read(among: str) -> list[Idea]:
    read = tomllib.loads(LISTS[among].read_text())
    return [
        *(Idea(among, **one) for one in read["idea"]),
        *(Idea(among, **one, finds=()) for one in read["nothing"]),
    ]


def _ask(ideas: Sequence[Idea]) -> dict:
    """What `bench.answers` writes."""
    asked = json.dumps([{"language": idea.language, "text": idea.text} for idea in ideas])
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    with TemporaryDirectory(prefix="samverka-bench-") as folder:
        environment = kept | {"DJANGO_SETTINGS_MODULE": "bench.settings", "SAMVERKA_DATA": folder}
        command = [sys.executable, "-c", ASK]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, input=asked, capture_output=True, text=True
        )
    if done.returncode:
        raise SystemExit(f"The demo did not answer:\n{done.stderr}")
    told: dict = json.loads(done.stdout)
    return told


def _table(measured: Measured) -> Table:
    rows = [
        [among, f"{name}, {language}", *_cells(_those(measured.answers[engine], among, spoken))]
        for among in LISTS
        for language, spoken in LANGUAGES.items()
        for engine, name in ENGINES.items()
    ]
    return Table(title="everyday", how=_how(measured), columns=COLUMNS, rows=rows)


def _those(answers: Sequence[Answer], among: str, spoken: Sequence[str]) -> list[Answer]:
    return [one for one in answers if one.idea.among == among and one.idea.language in spoken]


def _how(measured: Measured) -> str:
    return (
        "Ideas as people write them on a phone, and what the page of suggestions shows for each on"
        " the demo. For each idea was written beforehand what a coordinator would point to, by"
        " meaning and not by words. Three lists, by three writers. "
        + " ".join(_told(measured, among) for among in LISTS)
        + " The first list was read while our matching and its lists of everyday words were tuned,"
        " the second while it was chosen in which order kinds of things are shown; what had been"
        " overlooked in it was added once (`bench/everyday_second.toml` says how much). Our figures"
        " on both are flattered. The fresh list was written and judged by somebody who had not seen"
        " the engine, before it was asked. No word or weight of the matching was changed for it"
        " and nothing added to it; of some orders of kinds that fitted the other two, the one that"
        " suited all three was taken."
        " First fits: the share of ideas whose first"
        f" suggestion is one of those. One of {FEW} fits: the same for any of the first {FEW}."
        " Shown: how many suggestions an idea gets; fit of shown: the share of them that is on"
        " the list. Silent: the share that gets no suggestion, of the texts that the partnership"
        " has nothing for. What is offered whatever one writes is not counted. The baseline is"
        " the same page with SQLite FTS5 (any of the words, bm25) instead of our matching."
    )


def _told(measured: Measured, among: str) -> str:
    answers = _those(measured.answers["ours"], among, LANGUAGES["both"])
    finds = [len(one.idea.finds) for one in answers if one.idea.finds]
    return (
        f"{among.capitalize()}: {len(finds)} ideas with {mean(finds):.1f} of the demo's things each"
        f" on average, and {len(answers) - len(finds)} texts that it has nothing for."
    )


def _cells(answers: Sequence[Answer]) -> list[str]:
    ideas = [one for one in answers if one.idea.finds]
    shown = [sum(name in one.fits for name in one.shown) for one in ideas]
    count = sum(len(one.shown) for one in ideas)
    return [
        str(len(ideas)),
        f"{mean(one.first_fits for one in ideas):.0%}",
        f"{mean(one.few_fit for one in ideas):.0%}",
        f"{count / len(ideas):.1f}",
        f"{sum(shown) / count:.0%}" if count else "–",
        f"{mean(not one.shown for one in answers if not one.idea.finds):.0%}",
    ]


def failures(measured: Measured, engine: str = "ours") -> Iterator[str]:
    """Each idea whose first suggestion does not fit: what was shown (+ fits) and what was sought;
    and each text that should have been met with silence."""
    for one in measured.answers[engine]:
        right = one.first_fits if one.idea.finds else not one.shown
        if right:
            continue
        yield f"\n{one.idea.among}, {one.idea.language}: {one.idea.text}"
        for name in one.shown[:FEW] or ["nothing"]:
            yield f"  {'+' if name in one.fits else '-'} {measured.names.get(name, name)}"
        yield f"  sought: {'; '.join(one.idea.finds) or 'nothing'}"


if __name__ == "__main__":
    measured = measure()
    print(_table(measured).text())
    print("\n".join(failures(measured)))
