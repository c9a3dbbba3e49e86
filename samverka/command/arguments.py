"""What can be said on the command line. Only the standard library: help must come at once."""

import argparse
from typing import Any, NoReturn

KINDS = ("service", "project", "talk", "call", "partner", "idea")
MOST_MATCHES = 50
WRONG_USAGE = 2


class Parser(argparse.ArgumentParser):
    """Answers a mistake with one sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def whole_number(least: int, most: int) -> Any:
    """A type for argparse: a whole number between the two."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
            raise argparse.ArgumentTypeError(f"write a whole number from {least} to {most}")
        return int(value)

    return read


port_number = whole_number(1, 65535)


def parser() -> Parser:
    top = Parser(prog="samverka", description="Run and look after Samverka.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _demo(commands.add_parser("demo", help="try it: a partnership with examples, on this machine"))
    _serve(commands.add_parser("serve", help="serve a partnership's pages and do its jobs"))
    commands.add_parser("migrate", help="bring the database up to date")
    _partnership(commands.add_parser("partnership", help="make a partnership"))
    _match(commands.add_parser("match", help="what fits a text, with reasons"))
    _calls(commands.add_parser("calls", help="calls from their sources, or from a file"))
    commands.add_parser("index", help="build the matching index anew")
    _export(commands.add_parser("export", help="what is known about a person, as a file"))
    _provider(commands.add_parser("provider", help="an organisation's own sign-in"))
    _check(commands.add_parser("check", help="is everything in order?"))
    _manage(
        commands.add_parser(
            "manage", help="Django's own management commands, for developers", add_help=False
        )
    )
    _role(commands.add_parser("role"))  # not in the help: how `demo` and `serve` start their parts
    return top


def _demo(command: Parser) -> None:
    command.add_argument("--port", type=port_number, default=8000, help="8000 unless told")
    command.add_argument("--fresh", action="store_true", help="start over with new data")


def _serve(command: Parser) -> None:
    command.add_argument(
        "part",
        nargs="?",
        choices=("pages", "live", "jobs"),
        help="only this part, when several machines share the work",
    )
    _address(command)


def _address(command: Parser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="127.0.0.1 unless told")
    command.add_argument("--port", type=port_number, default=8000, help="8000 unless told")


def _partnership(command: Parser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a partnership and name its coordinator")
    create.add_argument("--slug", required=True, help="its short name in addresses: /p/<slug>/")
    create.add_argument("--name-sv", required=True, help="its name in Swedish")
    create.add_argument("--name-en", required=True, help="its name in English")
    create.add_argument("--host", default="", help="its own host name, when it has one")
    create.add_argument(
        "--default", action="store_true", help="the one that needs neither host name nor prefix"
    )
    create.add_argument(
        "--coordinator", required=True, metavar="EMAIL", help="who looks after it from the start"
    )


def _match(command: Parser) -> None:
    command.add_argument("text", metavar="TEXT", help="plain words, Swedish or English")
    command.add_argument(
        "--kind", action="append", choices=KINDS, dest="kinds", help="may be said several times"
    )
    command.add_argument("--limit", type=whole_number(1, MOST_MATCHES), default=10)
    command.add_argument("--json", action="store_true", help="the same answer as the API gives")
    command.add_argument("--partnership", metavar="SLUG", help="the default one unless told")


def _calls(command: Parser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    fetch = actions.add_parser("fetch", help="read the sources now, whether it is time or not")
    fetch.add_argument("--source", metavar="NAME", help="only this one; all of them unless told")
    fetch.add_argument("--partnership", metavar="SLUG", help="the default one unless told")
    table = actions.add_parser("import", help="take in calls from a CSV, Excel or JSON file")
    table.add_argument("file", metavar="FILE")
    table.add_argument("--check", action="store_true", help="only tell what it would do")
    table.add_argument("--partnership", metavar="SLUG", help="the default one unless told")


def _export(command: Parser) -> None:
    command.add_argument("email", metavar="PERSON-EMAIL", help="the address of their account")
    command.add_argument("--output", metavar="FILE", help="a new file; printed unless told")


def _provider(command: Parser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="believe a provider, or change one; asks for its secret")
    add.add_argument("--name", required=True, help="what its people call it")
    add.add_argument("--issuer", required=True, metavar="ADDRESS", help="https://… as it says it")
    add.add_argument("--client-id", required=True, help="what it calls us")
    add.add_argument(
        "--domain",
        required=True,
        action="append",
        dest="domains",
        help="what stands after the @; may be said several times",
    )
    actions.add_parser("list", help="show them")
    remove = actions.add_parser("remove", help="believe one no longer")
    remove.add_argument("--issuer", required=True, metavar="ADDRESS")


def _check(command: Parser) -> None:
    command.add_argument("--deploy", action="store_true", help="also: is it fit for real use?")


def _manage(command: Parser) -> None:
    command.add_argument("name", metavar="COMMAND")
    command.add_argument("rest", nargs=argparse.REMAINDER)


def _role(command: Parser) -> None:
    command.add_argument("part", choices=("pages", "live", "index", "jobs", "sources"))
    _address(command)
