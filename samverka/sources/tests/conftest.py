"""What the stories of sources begin with."""

from collections.abc import Iterator

import pytest

from samverka.sources.tests.replay import Replay


@pytest.fixture
def funder() -> Iterator[Replay]:
    """A funder that answers what the story has it answer."""
    with Replay() as replay:
        yield replay
