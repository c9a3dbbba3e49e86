from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.collaboration import actions
from samverka.collaboration.models import Search
from samverka.partnership.models import Organisation
from samverka.people.models import Person

TITLE = "A kitchen for women who grow food"
WHAT = (
    "We grow vegetables with women born abroad, and want to cook and sell what we harvest."
    " We lack a kitchen and somebody who knows how to start a cooperative."
)


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Refusals are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nobody_looks_yet(cast: Cast) -> None:
    """The stories begin before the searches of the demonstration."""
    Search.objects.all().delete()


def wanted(**facts: object) -> actions.Wanted:
    until = timezone.localdate() + timedelta(days=30)
    told = {"until": until, "title_en": TITLE, "what_en": WHAT, **facts}
    return actions.Wanted(**told)  # type: ignore[arg-type]


@pytest.fixture
def draft(amina: Person, greenery: Organisation) -> Search:
    return actions.begin_search(organisation=greenery, wanted=wanted(), by=amina)


@pytest.fixture
def search(draft: Search, amina: Person) -> Search:
    """Published by amina for Föreningen Grönskan."""
    return actions.publish_search(search=draft, by=amina)
