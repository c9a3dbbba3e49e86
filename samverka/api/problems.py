"""What goes wrong under /api/ is told as a problem (RFC 9457), in English."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

from samverka.common.languages import ENGLISH

MEDIA_TYPE = "application/problem+json"
A_MINUTE, AN_HOUR = 60, 3600  # seconds

DETAILS = {
    400: "The request cannot be read. A body has to be JSON in UTF-8.",
    404: "There is nothing at this address. openapi.json, beside it, lists every address.",
    405: "This address does not answer this method. The header Allow names those that it does.",
    413: "The body is too large.",
    422: "Something in the request has to be mended.",
    429: "Many requests have come from your network. Wait a minute and send this one again.",
    500: "Something went wrong on our side. It has been noted.",
}

# For the description of the interface: any answer that is not the one hoped for.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "Where in the body"},
                    "parameter": {"type": "string", "description": "Which in the address"},
                },
            },
        },
    },
}
DESCRIBED: dict[str, Any] = {
    "responses": {
        "default": {"description": "A problem", "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
    }
}


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Iterable[dict[str, str]] = (),
    language: str = ENGLISH,
    retry_after: int | None = None,
) -> HttpResponse:
    """A problem with a sentence that says what to do; `retry_after` is in seconds."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or DETAILS.get(status, ""),
    }
    if listed := list(errors):
        told["errors"] = listed
    response = HttpResponse(json.dumps(told), content_type=MEDIA_TYPE, status=status)
    response["Content-Language"] = language
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: each error with the place it stands in, and all their sentences in the detail."""
    errors = [_told(one["loc"], one["msg"]) for one in error.errors]
    return problem(422, " ".join(one["detail"] for one in errors), errors=errors)


def _told(place: tuple[str | int, ...], sentence: str) -> dict[str, str]:
    """Ninja names the source, then its own argument for a body, then the way into it."""
    source, *way = place
    sentence = sentence if sentence.endswith(".") else f"{sentence}."
    if source == "body":
        pointer = "".join(f"/{part}" for part in way[1:])
        return {
            "detail": f"{pointer.lstrip('/') or 'The body'}: {sentence}",
            "pointer": f"#{pointer}",
        }
    return {"detail": f"{way[-1]}: {sentence}", "parameter": str(way[-1])}


def parameter_error(name: str, sentence: str) -> ValidationError:
    """For a parameter of the address that only the database can judge."""
    return ValidationError([{"loc": ("query", name), "msg": sentence}])


def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413)


def too_often() -> HttpResponse:
    return problem(429, retry_after=A_MINUTE)
