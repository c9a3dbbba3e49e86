"""Letters that are no longer for whom they were written to: only an app above knows which.

`settings.LETTERS_KEPT_BACK` names for each such app what tells them of a person, as a `Q`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

Rule = Callable[[Any], Q]


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(import_string(path) for path in settings.LETTERS_KEPT_BACK)


def kept_back_from(person: Any) -> Q:
    """Asked each time with the rights of the moment: what ends gives the letters back."""
    kept = Q(pk__in=[])
    for rule in _rules():
        kept |= rule(person)
    return kept
