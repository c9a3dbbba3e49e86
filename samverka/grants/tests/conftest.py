"""Nobody waits in the tests before they send what they wrote; refusals stand as in the code."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    with translation.override("en"):
        yield
