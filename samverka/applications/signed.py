"""Signed letters that are handed in: known by what they hold, whatever their names say."""

import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image

from samverka.applications.models import FILE_NAME_LENGTH, SignedCopy
from samverka.common.refusal import Refused
from samverka.common.text import clean_line
from samverka.partnership.pictures import BROKEN

LARGEST_FILE: Final = 2_500_000  # bytes; a whole request may have three million
MOST_PIXELS: Final = 60_000_000
PDF: Final = b"%PDF-"
PICTURES: Final = {"PNG": SignedCopy.Kind.PNG, "JPEG": SignedCopy.Kind.JPEG}


def kind_of(content: bytes) -> SignedCopy.Kind:
    """Raises `Refused` in plain words for what is too large, or neither a PDF nor a picture."""
    if len(content) > LARGEST_FILE:
        raise Refused(
            _("The file is too large. It may have 2.5 MB at most: scan it in black and white.")
        )
    if content.startswith(PDF):
        return SignedCopy.Kind.PDF
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=list(PICTURES)) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise Refused(_("The picture has too many points. Make it smaller."))
                kind = PICTURES[found.format or ""]
                found.verify()
                return kind
    except (*BROKEN, Image.DecompressionBombError):
        raise Refused(_("We can read PDF, PNG and JPEG here. Choose such a file.")) from None


def tidy_name(name: str, kind: SignedCopy.Kind) -> str:
    """As it was called, without folders, with the ending of what it is."""
    stem = PurePath(clean_line(name).replace("\\", "/")).stem.strip(". ") or _("signed letter")
    ending = f".{SignedCopy.ENDINGS[kind]}"
    return stem[: FILE_NAME_LENGTH - len(ending)] + ending
