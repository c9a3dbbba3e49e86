from collections.abc import Iterator

import pytest
from django.utils import translation

from samverka.cast import Cast
from samverka.knowledge.models import Course, Experience, Gathered, Problem


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nobody_has_told_yet(cast: Cast) -> None:
    """The stories begin before what the demonstration knows."""
    for kind in (Experience, Problem, Gathered, Course):
        kind.objects.all().delete()
