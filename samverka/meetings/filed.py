"""Papers that are handed in: known by what they hold, whatever their names say."""

import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.text import clean_line

LARGEST_FILE: Final = 2_500_000  # bytes; a whole request may have three million
NAME_LENGTH: Final = 200
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"


class FileType(NamedTuple):
    media_type: str
    ending: str


_BEGINNINGS: Final = (
    (b"%PDF-", FileType("application/pdf", "pdf")),
    (b"\x89PNG\r\n\x1a\n", FileType("image/png", "png")),
    (b"\xff\xd8\xff", FileType("image/jpeg", "jpg")),
)
# A part that only this kind of packed document has.
_PARTS: Final = {
    "word/document.xml": FileType(f"{_OFFICE}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": FileType(f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": FileType(f"{_OFFICE}.presentationml.presentation", "pptx"),
}
_OPEN_KINDS: Final = {
    f"{_OPEN}.text": "odt",
    f"{_OPEN}.spreadsheet": "ods",
    f"{_OPEN}.presentation": "odp",
}


def type_of(content: bytes) -> FileType:
    """Raises `Refused` in plain words for what is too large, or no document that we know."""
    if len(content) > LARGEST_FILE:
        raise Refused(
            _("The file is too large. It may have 2.5 MB at most. Or write its address instead.")
        )
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            return found
    if packed := _packed(content):
        return packed
    raise Refused(_("We take PDF, PNG, JPEG, and documents from Office. Choose such a file."))


def tidy_name(name: str, kind: FileType) -> str:
    """As it was called, without folders, with the ending of what it is."""
    stem = PurePath(clean_line(name).replace("\\", "/")).stem.strip(". ") or _("paper")
    ending = f".{kind.ending}"
    return stem[: NAME_LENGTH - len(ending)] + ending


def _packed(content: bytes) -> FileType | None:
    """A document that is a packed folder. Programs inside it are not taken."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as folder:
            names = set(folder.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            for part, found in _PARTS.items():
                if part in names:
                    return found
            if "mimetype" in names and folder.getinfo("mimetype").file_size < len(_OPEN) + 40:
                told = folder.read("mimetype").decode("ascii", "replace").strip()
                if told in _OPEN_KINDS:
                    return FileType(told, _OPEN_KINDS[told])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    return None
