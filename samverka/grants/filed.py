"""Files that applicants hand in: known by what they hold, whatever their names say."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from samverka.common import signed
from samverka.common.text import clean_line
from samverka.grants.models import FILE_NAME_LENGTH, Enclosure

ENDINGS = {Enclosure.Kind.PDF: "pdf", Enclosure.Kind.PNG: "png", Enclosure.Kind.JPEG: "jpg"}


def kind_of(content: bytes) -> Enclosure.Kind:
    """Raises `Refused` in plain words for what is too large, or neither a PDF nor a picture."""
    return Enclosure.Kind(signed.kind_of(content).value)


def tidy_name(name: str, kind: Enclosure.Kind) -> str:
    """As it was called, without folders, with the ending of what it is."""
    stem = PurePath(clean_line(name).replace("\\", "/")).stem.strip(". ") or _("enclosure")
    ending = f".{ENDINGS[kind]}"
    return stem[: FILE_NAME_LENGTH - len(ending)] + ending
