"""The list of a round for one of those who assess, with one application and with very many."""

from bench.clients import CLIENTS, Load, get, load
from bench.report import Report, Row
from bench.server import WORKERS, demo_server

# What `bench.grants_filled` puts there; one of those who assess is signed in with this key.
APPLICATIONS, ASSESSORS = 400, 4
ROUNDS_OF = {"one-application": 1, "many-applications": APPLICATIONS}
KEY = "benchbenchbenchbenchbenchbenchbe"
SESSION = f"sessionid={KEY}"

TURNS = 3
SECONDS, REST = 5.0, 2.0  # of a turn; between two requests of one client
ASKED = {
    "as they came in": "",
    "most points first": "?sort=score",
    "what waits for me": "?mine=yes",
    "narrowed": "?state=assessed&place=1861",
}


def run() -> Report:
    small, large = ROUNDS_OF
    with demo_server(fill="bench.grants_filled") as port:
        asked = {
            (what, slug): [get(f"/sv/grants/handling/{slug}/{query}", cookie=SESSION)]
            for what, query in ASKED.items()
            for slug in ROUNDS_OF
        }
        turns = {name: list[Load]() for name in asked}
        for requests in asked.values():  # both workers have read everything once
            load(port, requests, seconds=1.0)
        for _ in range(TURNS):
            for name, loads in turns.items():
                loads.append(load(port, asked[name], seconds=SECONDS, rest=REST))
    rows = []
    for what in ASKED:
        one = Row(f"one application, {what}", turns[what, small])
        rows += [one, Row(f"{APPLICATIONS} applications, {what}", turns[what, large], one)]
    return Report(
        title="grants",
        how=(
            f"A round with {APPLICATIONS} invented applications that {ASSESSORS} assessors have"
            f" scored, in the demo (SQLite), seen by one of them; {WORKERS} workers, {CLIENTS}"
            f" clients with keep-alive, each asking every {REST:g} seconds. The baseline is the"
            f" same page with one application. Medians of {TURNS} rounds, clients on the same two"
            " cores."
        ),
        rows=rows,
    )
