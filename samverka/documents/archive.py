"""Several files as one, with a list of what is in it that anybody can check."""

import io
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from samverka.documents.letters import clean_line
from samverka.documents.model import DocumentError

MANIFEST: Final = "manifest-sha256.txt"  # as `sha256sum --check` reads it
LONGEST_NAME: Final = 120
# The beginning of time in this format: the same files give the same bytes.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*]+')


def archived(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, by name, folders parted by "/"; they are stored, not pressed together.

    Raises `DocumentError` when two names are the same once made safe, or one is nothing at all.
    """
    named = {safe_name(name): content for name, content in files.items()}
    if len({name.casefold() for name in named} | {MANIFEST}) != len(files) + 1:
        raise DocumentError("bad_name", "two files of one name")
    lines = [f"{sha256(named[name]).hexdigest()}  {name}\n" for name in sorted(named)]
    return zipped({**named, MANIFEST: "".join(lines).encode()}, zipfile.ZIP_STORED)


def checked(archive: bytes) -> dict[str, str]:
    """The files of an archive, by name, with their hashes; raises `ValueError` when one differs."""
    try:
        told, held = _told_and_held(archive)
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise ValueError("This is no archive with a manifest, or it was changed.") from error
    if told != held:
        raise ValueError("The files are not those that the manifest tells of.")
    return held


def _told_and_held(archive: bytes) -> tuple[dict[str, str], dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        lines = opened.read(MANIFEST).decode().splitlines()
        told = {line[66:]: line[:64] for line in lines}
        names = [name for name in opened.namelist() if name != MANIFEST]
        return told, {name: sha256(opened.read(name)).hexdigest() for name in names}


def safe_name(name: str) -> str:
    """A path that every system can unpack, and that leads nowhere else."""
    steps = [_safe_step(step) for step in name.split("/")]
    if not all(steps):
        raise DocumentError("bad_name", name)
    return "/".join(steps)


def _safe_step(step: str) -> str:
    step = NOT_IN_NAMES.sub("-", clean_line(step)).strip(". ")
    if len(step) <= LONGEST_NAME:
        return step
    stem, dot, ending = step.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 8 else ""
    return step[: LONGEST_NAME - len(kept)].strip() + kept


def zipped(files: Mapping[str, bytes], method: int) -> bytes:
    """The same bytes whenever it is made, on whichever machine."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = method
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return held.getvalue()
