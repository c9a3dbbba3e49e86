"""Addresses made of words, that no other row has."""

from collections.abc import Collection
from itertools import chain, count
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify


def free_slug(
    words: str, among: QuerySet[Any], *, length: int, otherwise: str, taken: Collection[str] = ()
) -> str:
    """The words as an address of at most `length` letters, with a number behind it where one of
    the rows has it, or another page (`taken`); `otherwise` where no letter is left of them."""
    base = slugify(words)[:length].strip("-") or otherwise
    used = {*among.filter(slug__startswith=base).values_list("slug", flat=True), *taken}
    tries = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in tries if slug not in used)
