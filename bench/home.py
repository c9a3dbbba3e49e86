"""The home page: how many a second, against a page that does nothing."""

from bench.clients import CLIENTS, Load, get, load, once
from bench.report import Report, Row
from bench.server import WORKERS, demo_server

ROUNDS = 3
SECONDS = 4.0
CONSTANT, HOME_SV, HOME_EN = "/sv/bench/constant/", "/sv/", "/en/"


def run() -> Report:
    with demo_server() as port:
        cold = {path: _first(port, path) for path in (CONSTANT, HOME_SV, HOME_EN)}
        asked = {path: get(path) for path in (CONSTANT, HOME_SV, HOME_EN)}
        known = once(port, get(HOME_SV)).headers.get("etag")
        if known:
            asked["unchanged"] = get(HOME_SV, If_None_Match=known)
        rounds = {what: list[Load]() for what in asked}
        for _ in range(ROUNDS):
            for what, loads in rounds.items():
                loads.append(load(port, [asked[what]], seconds=SECONDS))
    constant = Row("a constant, same middleware", rounds[CONSTANT])
    rows = [
        constant,
        Row("GET /sv/", rounds[HOME_SV], constant),
        Row("GET /en/", rounds[HOME_EN], constant),
    ]
    if known:
        rows.append(Row("GET /sv/ with If-None-Match", rounds["unchanged"], constant))
    first_constant = Row("a constant, first request", cold[CONSTANT])
    rows += [
        first_constant,
        Row("GET /sv/, first request", cold[HOME_SV], first_constant),
        Row("GET /en/, first request", cold[HOME_EN], first_constant),
    ]
    return Report(
        title="home",
        how=(
            f"The home page of the demo, {WORKERS} workers, {CLIENTS} clients with keep-alive,"
            " without pause. The baseline is a view that returns a constant, behind the same"
            f" middleware. Medians of {ROUNDS} rounds, clients on the same two cores. First"
            " requests: one client, straight after the start, nothing warm."
        ),
        rows=rows,
    )


def _first(port: int, path: str) -> list[Load]:
    answer = once(port, get(path))
    return [Load(answer.seconds, [answer])]
