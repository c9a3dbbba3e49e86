"""Collect the interface's sentences and compile their translations, without system tools.

`make messages` brings samverka/locale/sv/LC_MESSAGES/django.po in step with the code and writes
django.mo. With --check nothing is written; what is missing or out of step is told.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "samverka"
PO = HOUSE / "locale/sv/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
# Times of making would change the file at every run; the others say nothing.
UNWANTED = (b'"POT-Crea', b'"PO-Rev', b'"Last-Tr', b'"Report-', b'"Language-Team', b'"Generated')

# Where it stands (file, line), the message (a pair for plurals), and its context.
Sentence = tuple[str, int, str | tuple[str, ...], str | None]


def sentences() -> Iterator[Sentence]:
    """Where each sentence stands: file, line, message (a pair for plurals), context."""
    for path in sorted(HOUSE.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from _read(path, path.read_bytes())
    for path in sorted([*HOUSE.rglob("templates/**/*.html"), *HOUSE.rglob("templates/**/*.txt")]):
        code = templatize(path.read_text(), origin=str(path))
        # The template's own indentation would not pass for Python's.
        yield from _read(path, "\n".join(line.strip() for line in code.split("\n")).encode())


def _read(path: Path, code: bytes) -> Iterator[Sentence]:
    name = path.relative_to(ROOT).as_posix()
    options = {"encoding": "utf-8"}
    for line, message, _comments, context in extract(
        "python", io.BytesIO(code), KEYWORDS, (), options
    ):
        yield name, line, message, context


def collected() -> Catalog:
    catalog = Catalog(locale="sv", project="Samverka", charset="utf-8", fuzzy=False)
    for name, _line, message, context in sentences():
        flags = ["python-format"] if "%(" in str(message) or "%s" in str(message) else []
        catalog.add(message, locations=[(name, 0)], context=context, flags=flags)
    return catalog


def existing() -> Catalog:
    if not PO.exists():
        return Catalog(locale="sv")
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def in_step() -> Catalog:
    """The translations there are, for the sentences that the code has now."""
    catalog = existing()
    catalog.project, catalog.version, catalog.fuzzy = "Samverka", "1", False
    catalog.header_comment = "# The interface of Samverka in Swedish."
    catalog.update(collected(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, include_lineno=False, omit_header=False, width=100)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNWANTED))


def as_mo(catalog: Catalog) -> bytes:
    catalog.creation_date = ALWAYS
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def troubles(catalog: Catalog) -> list[str]:
    found = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            found.append(f"not translated: {message.id!r}")
        found += [f"{message.id!r}: {error}" for error in message.check()]
    if not PO.exists() or as_po(catalog) != PO.read_bytes():
        found.append("django.po is not in step with the code: run make messages")
    elif not MO.exists() or as_mo(catalog) != MO.read_bytes():
        found.append("django.mo is not in step with django.po: run make messages")
    return found


def main() -> int:
    settings.configure()
    django.setup()
    catalog = in_step()
    if "--check" in sys.argv:
        found = troubles(catalog)
        print("\n".join(found) or f"Swedish: {len(catalog)} sentences, all translated")
        return 1 if found else 0
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalog))
    MO.write_bytes(as_mo(in_step()))
    missing = [text for text in troubles(in_step()) if text.startswith("not translated")]
    print(f"{len(catalog)} sentences, {len(missing)} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
