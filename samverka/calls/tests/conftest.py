"""What the stories of calls begin with."""

import pytest
from django.utils import timezone

from samverka.calls.models import Call
from samverka.calls.tests.story import NOVEMBER
from samverka.cast import Cast
from samverka.sources.tests.conftest import funder

__all__ = ["funder"]


@pytest.fixture
def november(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 24 November 2026, and no call is known yet."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: NOVEMBER)
    Call.objects.all().delete()
