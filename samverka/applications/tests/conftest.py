import pytest

from samverka.applications.models import Application, Template
from samverka.cast import Cast


@pytest.fixture(autouse=True)
def nobody_applies_yet(cast: Cast) -> None:
    """The stories begin before the application of the demonstration."""
    Application.objects.all().delete()
    Template.objects.all().delete()
