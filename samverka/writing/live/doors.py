"""Who is at the door, and may they come in? Runs in threads that may ask the database."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.request import validate_host
from django.utils import timezone

from samverka.common.tenancy import everywhere
from samverka.partnership.middleware import working_for
from samverka.people.models import Person
from samverka.writing.live.wire import Closing
from samverka.writing.models import SharedText
from samverka.writing.rules import Right, right_of


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in, at the door of one text."""

    person_id: int
    name: str
    language: str
    session_key: str
    partnership_id: int
    text_id: int


def is_ours(origin: str) -> bool:
    """Pages of ours may open a line, and nobody else's: browsers send our cookies with both."""
    with suppress(ValueError):
        own, asked = urlsplit(settings.PUBLIC_URL), urlsplit(origin)
        same_door = (asked.scheme, asked.port) == (own.scheme, own.port)
        host = asked.hostname or ""
        host = f"[{host}]" if ":" in host else host
        return same_door and (host == own.hostname or validate_host(host, settings.ALLOWED_HOSTS))
    return False


def ask_in(cookies: str, text_id: int) -> tuple[Visitor, Right] | Closing:
    """The visitor with their right, or why they stay outside."""
    person, session_key = _signed_in(cookies)
    if person is None:
        return Closing.SIGNED_OUT
    text = _find(text_id)
    right = _right(text, person) if text else Right.NONE
    if text is None or right == Right.NONE:
        return Closing.NOT_YOURS
    name = person.name or person.email.partition("@")[0]
    whose = text.partnership.pk
    visitor = Visitor(person.pk, name, person.letter_language, session_key, whose, text.pk)
    return visitor, right


def _signed_in(cookies: str) -> tuple[Person | None, str]:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    return (person, key) if isinstance(person, Person) else (None, "")


def _find(text_id: int) -> SharedText | None:
    found = everywhere(SharedText).filter(pk=text_id).select_related("partnership")
    return found.defer("content", "plain").first()


def _right(text: SharedText, person: Person) -> Right:
    with working_for(text.partnership):
        return right_of(person, text)


def rights(asked: Collection[tuple[int, int]]) -> dict[tuple[int, int], Right]:
    """What these people may do now with these texts; keys are text and person."""
    texts = {text_id: _find(text_id) for text_id in {text_id for text_id, _ in asked}}
    people = Person.objects.in_bulk({person_id for _, person_id in asked})
    found = {}
    for text_id, person_id in asked:
        text, person = texts[text_id], people.get(person_id)
        found[text_id, person_id] = _right(text, person) if text and person else Right.NONE
    return found


def still_signed_in(
    sessions: Collection[str], people: Collection[int]
) -> tuple[set[str], set[int]]:
    """Sessions that have not ended, and people whose account is open."""
    alive = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    open_accounts = Person.objects.filter(pk__in=people, is_active=True)
    return set(alive.values_list("pk", flat=True)), set(open_accounts.values_list("pk", flat=True))
