"""The settings of the product, with the baselines' addresses added."""

from samverka.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
