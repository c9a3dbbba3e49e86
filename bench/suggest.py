"""Suggestions while people write: our matching against plain full-text search, same pages."""

from bench.clients import CLIENTS, Load, load, post
from bench.report import Report, Row
from bench.server import WORKERS, demo_server
from bench.texts import TEXTS

ROUNDS = 3
AS_PEOPLE_WRITE, WITHOUT_PAUSE = 1.0, 0.0  # seconds between two requests of one client
SECONDS = {AS_PEOPLE_WRITE: 10.0, WITHOUT_PAUSE: 5.0}
ENGINES = {"full": "/sv/bench/suggest/", "ours": "/sv/suggest/"}


def run() -> Report:
    with demo_server() as port:
        warm_up(port)
        rounds = {(engine, rest): list[Load]() for rest in SECONDS for engine in ENGINES}
        for _ in range(ROUNDS):
            for (engine, rest), loads in rounds.items():
                loads.append(load(port, asked(engine), seconds=SECONDS[rest], rest=rest))
    rows = []
    for rest, mode in ((AS_PEOPLE_WRITE, "as people write"), (WITHOUT_PAUSE, "without pause")):
        baseline = Row(f"SQLite FTS5, {mode}", rounds["full", rest])
        rows += [baseline, Row(f"our matching, {mode}", rounds["ours", rest], baseline)]
    return Report(
        title="suggest",
        how=(
            f"`POST /sv/suggest/` on the demo, {WORKERS} workers, {CLIENTS} clients with"
            f" keep-alive, {len(TEXTS)} texts of 5–70 words in Swedish and English. As people"
            " write: each client asks at most once a second. The baseline is the same page with"
            " SQLite FTS5 (any of the words, bm25) over the same documents instead of our"
            " matching; it reads one language and gives no reasons."
            f" Medians of {ROUNDS} rounds, clients on the same two cores."
        ),
        rows=rows,
    )


def asked(engine: str) -> list[bytes]:
    return [post(ENGINES[engine], text=text) for text in TEXTS]


def warm_up(port: int) -> None:
    for engine in ENGINES:
        load(port, asked(engine), seconds=1.0)
