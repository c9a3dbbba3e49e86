"""The public interface, and what those who run it look at."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.parser import Parser

from samverka.api import problems
from samverka.api.views import health, ideas, match, open_data, reads


class StrictParser(Parser):
    """JSON is UTF-8; Python would take other encodings and broken characters too."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body.decode())


api = NinjaAPI(
    title="Samverka",
    version="1",
    description="What a partnership for social innovation shows to everybody, and its matching.",
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
)
api.add_decorator(conditional_page, mode="view")
api.add_decorator(cache_control(no_cache=True), mode="view")
api.add_router("", reads.router)
api.add_router("", match.router)
api.add_router("", ideas.router)
api.exception_handler(ValidationError)(problems.not_valid)
api.exception_handler(RequestDataTooBig)(problems.too_large)

api_patterns = (api.urls[0], "api")
health_patterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
]
open_data_pages = ([path("", open_data.about, name="about")], "open_data")
open_data_files = (
    [
        path("services.json", open_data.services, name="services"),
        path("grants.json", open_data.grants, name="grants"),
    ],
    "open_data_files",
)
