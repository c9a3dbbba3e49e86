from collections.abc import Iterator

import pytest
from django.utils import translation

from samverka.cast import Cast
from samverka.people.models import Person


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def elsa(cast: Cast) -> Person:
    """The coordinator, who reads English here so that the stories can quote their letters."""
    cast.elsa.language = "en"
    cast.elsa.save()
    return cast.elsa
