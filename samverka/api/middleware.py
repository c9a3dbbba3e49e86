"""What holds for every address of the public interface."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samverka.api.problems import MEDIA_TYPE, problem

READING = ("GET", "HEAD")
INTERFACE = re.compile(r"(/p/[-\w]+)?/api/")


class InterfaceMiddleware:
    """Under /api/ every error is a problem, wherever it arose, and reading is open to all sites.

    It stands outside those that find the partnership and the view, because they may fail too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not INTERFACE.match(request.path_info):
            return self.get_response(request)
        method = request.method
        if method == "HEAD":  # ninja knows only GET; the server leaves the body out
            request.method = "GET"
        response = _as_problem(self.get_response(request))
        request.method = method
        if method in READING:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag"
        return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
        return response
    told = problem(response.status_code)
    if "Allow" in response:
        told["Allow"] = response["Allow"]
    return told
