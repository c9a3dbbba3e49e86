from collections.abc import Iterator

import pytest
from django.utils import translation

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Sentences are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def colleague(cast: Cast, greenery: Organisation) -> Person:
    """Kim has begun at Föreningen Grönskan too."""
    cast.kim.language = "en"
    cast.kim.save()
    Membership.objects.create(person=cast.kim, organisation=greenery)
    return cast.kim


@pytest.fixture
def call(cast: Cast) -> Call:
    """Women born abroad on their way to work; six days are left."""
    return Call.objects.get(slug="example-women-born-abroad")
