"""What several stories about partners begin with."""

from io import BytesIO
from typing import Any

from PIL import Image

from samverka.partnership.models import Organisation


def greenery() -> Organisation:
    """Föreningen Grönskan, where Amina works, as it stands now."""
    return Organisation.objects.get(slug="foreningen-gronskan")


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A file as somebody would hand it in."""
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, kind, **options)
    return written.getvalue()


def filled_in(**told: Any) -> dict[str, Any]:
    """The form of the page, as a browser sends it."""
    partner = greenery()
    return {
        "name": partner.name,
        "kind": partner.kind,
        "about_sv": partner.about_sv,
        "about_en": partner.about_en,
        "for_whom_sv": partner.for_whom_sv,
        "for_whom_en": partner.for_whom_en,
        "website": partner.website,
        "number": partner.number,
        "needs": partner.needs,
        "themes": [theme.pk for theme in partner.themes.all()],
        "seen": partner.version,
    } | told
