"""Addresses below grants/. The slug of a round may be any word: it comes last."""

from samverka.grants.applying_urls import for_everybody, for_who_applies, for_who_prepares
from samverka.grants.granting_urls import granting_urls
from samverka.grants.handling_urls import handling_urls

app_name = "grants"
urlpatterns = [
    *for_who_applies,
    *handling_urls,
    *granting_urls,
    *for_who_prepares,
    *for_everybody,
]
