"""Words in addresses that no other call has."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Final

from django.utils.text import slugify

from samverka.calls.models import Call

LENGTH: Final = 80
# Addresses below `calls/` that are no calls.
RESERVED: Final = frozenset(
    (
        "sources",
        "proposed",
        "twins",
        "new",
        "import",
        "imports",
        "table",
        "deadlines",
        "sent",
        "saved",
        "mine",
        "searches",
        "for-us",
    )
)


def new_slugs(names: Sequence[str]) -> list[str]:
    """One for each name, in their order; where it is taken, with a mark behind it."""
    wanted = [slugify(name)[:LENGTH].strip("-") or "call" for name in names]
    taken = RESERVED | set(Call.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    found: dict[str, None] = {}
    for one in wanted:
        slug = one if one not in taken and one not in found else f"{one}-{token_hex(4)}"
        found[slug] = None
    return list(found)
