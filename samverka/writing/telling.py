"""Everything about one text that its pages show."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from samverka.people.models import Person
from samverka.writing.models import Contribution, SharedText, Suggestion, Thread
from samverka.writing.rules import Right, right_of


@dataclass(frozen=True)
class Shown:
    """A text as one person sees it."""

    text: SharedText
    right: Right

    @property
    def may_comment(self) -> bool:
        return self.right >= Right.COMMENT

    @property
    def may_write(self) -> bool:
        return self.right >= Right.WRITE


def shown_to(person: Person, pk: int) -> Shown | None:
    """None where there is no such text for this person."""
    text = SharedText.objects.filter(pk=pk).first()
    right = right_of(person, text) if text else Right.NONE
    return Shown(text, right) if text and right else None


def threads_of(text: SharedText) -> list[Thread]:
    """Open ones first, each with its comments."""
    found = list(text.threads.with_comments())
    return sorted(found, key=lambda thread: not thread.is_open)


def suggestions_of(text: SharedText) -> list[Suggestion]:
    return list(text.suggestions.proposed().with_people())


def writers_of(text: SharedText) -> list[Contribution]:
    """Who wrote on which day, the latest first."""
    return list(text.contributions.select_related("person")[:100])


def live_address(request: HttpRequest, text: SharedText) -> str:
    """Where a browser on this page reaches the live part for this text."""
    url = settings.LIVE_URL
    if "://" not in url:
        scheme = "wss" if request.is_secure() else "ws"
        host = request.get_host()
        name = split_domain_port(host)[0] if url.startswith(":") else host
        url = f"{scheme}://{name}{url}"
    return f"{url}/{text.pk}"
