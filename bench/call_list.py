"""The list of calls, its timeline and its files to follow, in a partnership with very many."""

from bench.clients import CLIENTS, Load, get, load, once
from bench.report import Report, Row
from bench.server import WORKERS, demo_server

CALLS = 20_000  # `bench.funders` puts them there
ROUNDS = 3
SECONDS, REST = 4.0, 2.0  # of a round; between two requests of one client
LIST, PLAIN = "/sv/calls/", "/sv/bench/calls/"
ASKED = {
    "nothing chosen": [""],
    "several questions": [
        "?level=national&level=european&theme=acting-together&applicants=association",
        "?applicants=municipality&amount=medium&level=regional",
        "?theme=trust-in-welfare&amount=large&amount=medium&page=3",
        "?level=european&applicants=university&applicants=region&amount=small",
    ],
    "words": ["?q=odling", "?q=unga+landsbygden", "?q=social+enterprises", "?q=skolan"],
    "words and questions": [
        "?q=odling&level=national&applicants=association",
        "?q=mental+health&theme=acting-together&amount=medium",
    ],
}
FILES = {
    "calendar": ["/sv/calls/deadlines.ics"],
    "calendar, narrowed": ["/sv/calls/deadlines.ics?level=european&theme=acting-together"],
    "Atom, narrowed": ["/sv/calls.atom?level=european&theme=acting-together"],
}


def run() -> Report:
    with demo_server(fill="bench.funders") as port:
        first = {path: _first(port, path) for path in (LIST, f"{LIST}?q=odling")}
        asked = {
            (what, page): [get(page + query) for query in queries]
            for what, queries in ASKED.items()
            for page in (PLAIN, LIST)
        } | {(what, ""): [get(path) for path in paths] for what, paths in FILES.items()}
        rounds = {name: list[Load]() for name in asked}
        for requests in asked.values():  # both workers have read everything once
            load(port, requests, seconds=1.0)
        for _ in range(ROUNDS):
            for name, loads in rounds.items():
                loads.append(load(port, asked[name], seconds=SECONDS, rest=REST))
    rows = []
    for what in ASKED:
        plain = Row(f"queryset with counts, {what}", rounds[what, PLAIN])
        rows += [plain, Row(f"list, {what}", rounds[what, LIST], plain)]
    nothing = rows[0]
    rows += [Row(what, rounds[what, ""], nothing) for what in FILES]
    rows += [Row(f"{path}, first of all", loads, nothing) for path, loads in first.items()]
    return Report(
        title="call-list",
        how=(
            f"{CALLS:,} invented calls in the demo (SQLite), {WORKERS} workers, {CLIENTS} clients"
            f" with keep-alive, each asking every {REST:g} seconds. The baseline is the same page"
            " made by a plain Django queryset with one count for each question, without the last"
            " day as a question, its words sought by LIKE in the texts of both languages. First of"
            " all: nothing in memory yet; with words, no text has been read."
            f" Medians of {ROUNDS} rounds, clients on the same two cores."
        ),
        rows=rows,
    )


def _first(port: int, path: str) -> list[Load]:
    answer = once(port, get(path))
    return [Load(answer.seconds, [answer])]
