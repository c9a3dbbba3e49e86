import pytest
from django.conf import LazySettings

from samverka.writing.tests.story import KIND, RULE


@pytest.fixture(autouse=True)
def notes(settings: LazySettings) -> None:
    """A kind of text that only these tests know."""
    settings.WRITING = {KIND: RULE}
