"""The threads that tie everything together."""

from samverka.api.documents.shared import Both, Item, both, page_of
from samverka.partnership.models import Theme


class ThemeItem(Item):
    slug: str
    title: Both
    description: Both


def theme_item(theme: Theme) -> ThemeItem:
    return ThemeItem(
        id=theme.pk,
        url=page_of(theme),
        updated_at=theme.updated_at,
        slug=theme.slug,
        title=both(theme, "title"),
        description=both(theme, "summary"),
    )
