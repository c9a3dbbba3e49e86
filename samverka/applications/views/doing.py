"""What the forms of buttons carry along."""

from django.http import HttpRequest


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number that a hidden field carries; None for anything else."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else None
