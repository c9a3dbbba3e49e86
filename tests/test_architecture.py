"""The shape of the code base, kept by the machine."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "samverka"

# Plain libraries: they know nothing of Django, nor of anything else in the house.
LIBRARIES = ["matching", "sources", "budgets", "documents"]

# Each app may import the libraries and the apps before it, and none after.
ORDER = [
    "common",
    "record",
    "people",
    "partnership",
    "tasks",
    "writing",
    "trail",
    "suggest",
    "support",
    "calls",
    "plan",
    "talks",
    "meetings",
    "minutes",
    "ideas",
    "projects",
    "collaboration",
    "radar",
    "applications",
    "grants",
    "references",
    "knowledge",
    "calendars",
    "counting",
    "annual",
    "effects",
    "contact",
    "pages",
    "home",
    "api",
]
# On top of the house: they may import everything.
ROOF = ["cast", "command", "settings", "urls", "wsgi", "templates", "static", "locale"]

# Inside an app the same holds for its files.
LAYERS = ["models", "rules", "actions", "documents", "telling", "forms", "views", "urls"]

FILE_LINES = 400
FUNCTION_LINES = 40


def sources(folder: Path = HOUSE) -> Iterator[Path]:
    return (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def house_code(folder: Path) -> Iterator[Path]:
    return (path for path in sources(folder) if "tests" not in path.parts)


@dataclass
class File:
    """What the rules ask of a file: no tree of it is kept."""

    lines: int
    imports: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    calls_of_no_use: set[str] = field(default_factory=set)  # their value is thrown away
    functions: dict[str, int] = field(default_factory=dict)  # lines after the first
    functions_that_import: list[str] = field(default_factory=list)


@cache
def read(path: Path) -> File:
    """Once for all the rules."""
    text = path.read_text()
    found = File(text.count("\n"))
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import():
                found.imports |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                found.imports |= {f"{module}.{alias.name}" for alias in node.names}
            case ast.Attribute():
                found.attributes.add(node.attr)
            case ast.Expr(value=ast.Call(func=called)):
                found.calls_of_no_use.add(getattr(called, "attr", getattr(called, "id", "")))
            case ast.FunctionDef(end_lineno=int(end)):
                found.functions[f"{node.name}:{node.lineno}"] = end - node.lineno
                inner = (n for part in node.body for n in ast.walk(part))
                if any(isinstance(n, ast.Import | ast.ImportFrom) for n in inner):
                    found.functions_that_import.append(node.name)
    return found


def imports(path: Path) -> set[str]:
    return read(path).imports


def rooms(path: Path) -> set[str]:
    """Which libraries and apps of the house a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("samverka.")}


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {p.name.removesuffix(".py") for p in HOUSE.iterdir() if not p.name.startswith("__")}
    assert rooms == {*LIBRARIES, *ORDER, *ROOF}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_knows_nothing_of_django_or_the_house(library: str) -> None:
    for path in sources(HOUSE / library):
        assert rooms(path) <= {library}, path
        assert not {name for name in imports(path) if name.split(".")[0] == "django"}, path


@pytest.mark.parametrize("app", ORDER)
def test_an_app_imports_only_the_apps_before_it(app: str) -> None:
    later = {*ORDER[ORDER.index(app) + 1 :], *ROOF}
    for path in house_code(HOUSE / app):
        assert not rooms(path) & later, path


@pytest.mark.parametrize("app", ORDER)
def test_a_file_imports_only_the_layers_before_it(app: str) -> None:
    for n, layer in enumerate(LAYERS):
        forbidden = {f"samverka.{app}.{later}" for later in LAYERS[n + 1 :]}
        package = HOUSE / app / layer
        for path in [package.with_suffix(".py"), *package.rglob("*.py")]:
            if path.exists():
                found = {".".join(name.split(".")[:3]) for name in imports(path)}
                assert not found & forbidden, path


def test_nothing_is_imported_inside_a_function() -> None:
    """It would hide which room leans on which."""
    for path in house_code(HOUSE):
        assert read(path).functions_that_import == [], path


@pytest.mark.parametrize("folder", ["samverka", "tests", "bench", "scripts"])
def test_files_and_functions_stay_small(folder: str) -> None:
    for path in sources(ROOT / folder):
        assert read(path).lines <= FILE_LINES, path
        for name, lines in read(path).functions.items():
            assert lines < FUNCTION_LINES, f"{path}:{name}"


def test_query_counts_are_really_counted() -> None:
    """A bare assertNumQueries(…) without `with` asserts nothing."""
    for folder in (HOUSE, ROOT / "tests"):
        for path in sources(folder):
            bare = [name for name in read(path).calls_of_no_use if "um_queries" in name.lower()]
            assert bare == [], path


def test_pages_carry_no_inline_code_and_ask_nobody_else() -> None:
    """The content security policy would stop it; better that it is never written."""
    for path in HOUSE.rglob("*.html"):
        text = path.read_text()
        if path.name == "500.html":  # shown when nothing else works: it stands alone
            continue
        assert " style=" not in text, path
        assert "onclick=" not in text, path
        assert "<style" not in text, path
        assert 'src="http' not in text, path
        # A script is a file of ours. Blocks of data, which are never run, come from a tag alone.
        assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text)), path
        assert 'rel="stylesheet" href="http' not in text, path


def test_data_for_machines_is_made_in_one_place() -> None:
    """Escaped there, and of a type that no browser runs."""
    made = [path for path in house_code(HOUSE) if "<script" in path.read_text()]
    assert [str(path.relative_to(HOUSE)) for path in made] == ["common/templatetags/samverka.py"]
    assert made[0].read_text().count('<script type="application/ld+json">') == 1


def test_a_change_is_an_action() -> None:
    """Views and templates ask actions to change things; they never save by themselves."""
    for path in house_code(HOUSE):
        if "views" not in path.parts and path.name != "views.py":
            continue
        assert not read(path).attributes & {"save", "bulk_create", "update", "delete"}, path
