from typing import Any

from django.conf import settings
from django.http import HttpRequest


def partnership(request: HttpRequest) -> dict[str, Any]:
    """Every template knows whose page it is, and whether this is the demo."""
    return {"partnership": getattr(request, "partnership", None), "demo": settings.DEMO}
