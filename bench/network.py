"""The partners on the map, in the network and as a list, in a very large partnership."""

from bench.clients import CLIENTS, Load, get, load, once
from bench.report import Report, Row
from bench.server import WORKERS, demo_server

# What `bench.crowd` puts there. Four partners of a project are six pairs.
ORGANISATIONS, PROJECTS, PARTNERS_EACH, SERVICES = 4000, 2000, 4, 400
TIES = PROJECTS * PARTNERS_EACH * (PARTNERS_EACH - 1) // 2

ROUNDS = 3
SECONDS, REST = 4.0, 2.0  # of a round; between two requests of one client
NEXT_DOOR = "/p/grannlanet"
LIST, NETWORK = "/sv/partners/", "/sv/partners/network/"
PAGES = {
    "list with map and network": [LIST],
    "map, one municipality after the other": [
        f"{LIST}?municipality={n}" for n in (1880, 1863, 1884)
    ],
    "network": [NETWORK],
    "network, one theme or municipality": [
        f"{NETWORK}?theme=trust-in-welfare",
        f"{NETWORK}?theme=acting-together&through=project",
        f"{NETWORK}?municipality=1880",
    ],
    "network, somebody chosen": [f"{NETWORK}?chosen=crowd-{n}" for n in range(0, 3000, 100)],
    "network, pages of the table": [f"{NETWORK}?page={n}" for n in range(1, 240, 8)],
}
SMALL = {f"{LIST}, one organisation": LIST, f"{NETWORK}, one organisation": NETWORK}


def run() -> Report:
    with demo_server(fill="bench.crowd") as port:
        cold = {path: _first(port, path) for path in (LIST, NETWORK)}
        asked = {what: [get(path) for path in paths] for what, paths in PAGES.items()}
        asked |= {what: [get(NEXT_DOOR + path)] for what, path in SMALL.items()}
        rounds = {what: list[Load]() for what in asked}
        for requests in asked.values():
            for request in requests:
                once(port, request)
        for _ in range(ROUNDS):
            for what, loads in rounds.items():
                loads.append(load(port, asked[what], seconds=SECONDS, rest=REST))
    baseline = {path: Row(what, rounds[what]) for what, path in SMALL.items()}
    rows = list(baseline.values())
    for what, paths in PAGES.items():
        rows.append(Row(what, rounds[what], baseline[paths[0].partition("?")[0]]))
    rows += [Row(f"{path}, first of all", cold[path], baseline[path]) for path in cold]
    return Report(
        title="network",
        how=(
            f"{ORGANISATIONS:,} organisations, {TIES:,} ties between them and {SERVICES} services"
            f" in the demo, {WORKERS} workers, {CLIENTS} clients with keep-alive, each asking every"
            f" {REST:g} seconds. The baselines are the same pages of a partnership with one"
            " organisation. First of all: straight after the start, nothing gathered and nothing"
            f" laid out. Medians of {ROUNDS} rounds, clients on the same two cores."
        ),
        rows=rows,
    )


def _first(port: int, path: str) -> list[Load]:
    answer = once(port, get(path))
    return [Load(answer.seconds, [answer])]
