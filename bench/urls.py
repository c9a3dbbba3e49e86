"""The product's own addresses, and beside them what it is measured against."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from bench import baselines, plain_calls
from samverka.urls import handler400, handler403, handler404, handler500
from samverka.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *i18n_patterns(
        path("bench/constant/", baselines.constant),
        path("bench/calls/", plain_calls.listing),
        path("bench/suggest/", baselines.suggestions_by_full_text),
    ),
    *product,
]
