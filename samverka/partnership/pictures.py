"""Pictures that people hand in, made again: what we show is never the file that came."""

import hashlib
import warnings
from io import BytesIO
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from samverka.common.pictures import BROKEN
from samverka.common.refusal import Refused

LARGEST_FILE = 500_000  # bytes
MOST_PIXELS = 12_000_000  # in a file of a few kilobytes there may be billions
BOX = (480, 240)  # pixels; shown at half of it, so that it is sharp on a phone
ACCEPTED = ("PNG", "JPEG", "WEBP")
MEDIA_TYPE = "image/webp"
QUALITY = 86


class Picture(NamedTuple):
    content: bytes
    width: int
    height: int

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]


def small_picture(content: bytes) -> Picture:
    """The picture made anew: at most as large as the box, WebP, nothing but its points.

    It is known by what it holds, whatever its name says. Raises `Refused` in plain words.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(_("The picture is too large. It may have 500 kB at most."))
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=ACCEPTED) as found:
                return _made_again(found)
        except BROKEN:
            raise Refused(_("This is not a picture we can read. Use PNG, JPEG or WebP.")) from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise _too_many_points() from None


def _made_again(found: Image.Image) -> Picture:
    # Asked before a single point is decoded.
    if found.width * found.height > MOST_PIXELS:
        raise _too_many_points()
    side = max(BOX)
    found.draft("RGB", (2 * side, 2 * side))  # a photograph is decoded no larger than needed
    has_glass = found.mode in ("LA", "PA", "RGBA") or "transparency" in found.info
    mode = "RGBA" if has_glass else "RGB"
    plain = found if found.mode == mode else found.convert(mode)
    # Made small before it is turned: a large one would be there three times at once.
    plain.thumbnail((side, side), Image.Resampling.LANCZOS)
    plain = ImageOps.exif_transpose(plain)  # the camera's note on what is up goes with the rest
    plain.thumbnail(BOX, Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    written = BytesIO()
    bare.save(written, "WEBP", quality=QUALITY, method=6)
    return Picture(written.getvalue(), bare.width, bare.height)


def _too_many_points() -> Refused:
    return Refused(_("The picture has too many points. Make it smaller and try again."))
