"""A text as the reader sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from samverka.common.languages import other_language, reader_language
from samverka.pages.markdown import to_html
from samverka.pages.models import Text, Version
from samverka.partnership.models import Partnership


@dataclass(frozen=True)
class Shown:
    """`language` is that of the words; another than the reader's where only that one exists."""

    title: str
    html: SafeString
    language: str
    is_other: bool
    changed_at: datetime | None


def shown(slug: str, partnership: Partnership) -> Shown | None:
    """What the text says now; None where nothing is written yet."""
    version = Version.objects.of(slug).first()
    bodies = bodies_of(version, slug, partnership)
    here = reader_language()
    language = here if bodies[here].strip() else other_language(here)
    if not bodies[language].strip():
        return None
    return Shown(
        title=str(Text.Slug(slug).label),
        html=to_html(bodies[language]),
        language=language,
        is_other=language != here,
        changed_at=version.at if version else None,
    )


def bodies_of(version: Version | None, slug: str, partnership: Partnership) -> dict[str, str]:
    """Before the first version, what the partnership says of itself in its own row."""
    if version:
        return {"sv": version.body_sv, "en": version.body_en}
    name = {Text.Slug.ABOUT: "about", Text.Slug.SUPPORT: "support_intro"}.get(Text.Slug(slug))
    return {one: getattr(partnership, f"{name}_{one}") if name else "" for one in ("sv", "en")}
