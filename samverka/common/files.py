"""Files that are given away: always to keep, never to be shown as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def given(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """As an attachment. Nothing in it is run; should a browser think otherwise, it may not."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
