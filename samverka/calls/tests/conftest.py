"""What the stories of reading begin with."""

from samverka.sources.tests.conftest import funder

__all__ = ["funder"]
