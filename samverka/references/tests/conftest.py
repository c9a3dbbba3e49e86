from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_hurry(settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0
