"""Signed letters that are handed in: known by what they hold, whatever their names say."""

import warnings
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from samverka.common.pictures import BROKEN
from samverka.common.refusal import Refused
from samverka.common.tenancy import Owned
from samverka.common.text import clean_line

FILE_NAME_LENGTH: Final = 120
LARGEST_FILE: Final = 2_500_000  # bytes; a whole request may have three million
MOST_PIXELS: Final = 60_000_000
PDF: Final = b"%PDF-"


class SignedQuerySet(models.QuerySet["Any"]):
    def listed(self) -> Self:
        """Newest first, without what is in them, which may be large."""
        return self.select_related("by").defer("content").order_by("-id")

    def current(self) -> Self:
        return self.filter(replaced_at__isnull=True)


class SignedPaper(Owned):
    """A signed letter as it was handed in. Another one replaces it; this one stays in the history.

    It lies in the database, as logos do: every machine has it and every backup holds it. It is
    given back as a file to keep, never shown as a page of ours.
    """

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    ENDINGS = {Kind.PDF: "pdf", Kind.PNG: "png", Kind.JPEG: "jpg"}

    name = models.CharField(max_length=FILE_NAME_LENGTH)
    kind = models.CharField(max_length=20, choices=Kind)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)  # SHA-256 of what is in it
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return self.ENDINGS[self.Kind(self.kind)]


PICTURES: Final = {"PNG": SignedPaper.Kind.PNG, "JPEG": SignedPaper.Kind.JPEG}


def as_handed_in(content: bytes, name: str) -> dict[str, Any]:
    """What a row keeps of a file. Raises `Refused` for what is too large, or no PDF or picture."""
    kind = kind_of(content)
    return {
        "name": tidy_name(name, kind),
        "kind": kind,
        "content": content,
        "size": len(content),
        "mark": sha256(content).hexdigest(),
    }


def kind_of(content: bytes) -> SignedPaper.Kind:
    """Raises `Refused` in plain words for what is too large, or neither a PDF nor a picture."""
    if len(content) > LARGEST_FILE:
        raise Refused(
            _("The file is too large. It may have 2.5 MB at most: scan it in black and white.")
        )
    if content.startswith(PDF):
        return SignedPaper.Kind.PDF
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


def tidy_name(name: str, kind: SignedPaper.Kind) -> str:
    """As it was called, without folders, with the ending of what it is."""
    stem = PurePath(clean_line(name).replace("\\", "/")).stem.strip(". ") or _("signed letter")
    ending = f".{SignedPaper.ENDINGS[kind]}"
    return stem[: FILE_NAME_LENGTH - len(ending)] + ending
