import pytest
from django.conf import LazySettings
from django.utils import translation

from samverka.writing.tests.story import KIND, RULE


@pytest.fixture(autouse=True)
def notes(settings: LazySettings) -> None:
    """A kind of text that only these tests know, and refusals in English."""
    settings.WRITING = {KIND: RULE}
    translation.activate("en")
