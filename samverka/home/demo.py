"""Pages that only the demo has: its cast, whose eyes one may borrow, and the letters it wrote."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.languages import reader_language
from samverka.common.tenancy import scope, whole_address
from samverka.common.text import clean_line
from samverka.partnership.models import Appointment, Membership, Partnership, Seat
from samverka.people.models import Person
from samverka.record.models import ADDRESS, Letter
from samverka.support.models import Service

View = Callable[..., HttpResponse]
LETTERS_PER_PAGE = 20


def only_in_demo(view: View) -> View:
    """Elsewhere the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **options)

    return guarded


@only_in_demo
def cast(request: HttpRequest) -> HttpResponse:
    roles = _roles()
    people = Person.objects.filter(example=True, is_active=True).order_by("pk")
    cast = [
        (person, roles.get(person.pk, [_("Has an account, and nothing else")])) for person in people
    ]
    return render(request, "home/demo_cast.html", {"cast": cast})


@only_in_demo
@require_POST
def sign_in_as(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk, example=True, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
    with translation.override(person.language or reader_language()):
        return redirect("home:desk")


@only_in_demo
def letters(request: HttpRequest) -> HttpResponse:
    receiver = clean_line(request.GET.get("to", ""))
    found = Letter.objects.newest_first()
    if receiver:
        found = found.filter(to=receiver)
    page = Paginator(found, LETTERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": [(letter, with_links(letter.body)) for letter in page],
        "receivers": Letter.objects.order_by("to").values_list("to", flat=True).distinct(),
        "receiver": receiver,
    }
    return render(request, "home/demo_letters.html", context)


def with_links(body: str) -> SafeString:
    """The text of a letter, safe to show; only addresses of our own become links."""
    parts: list[str] = []
    end = 0
    for found in ADDRESS.finditer(body):
        parts += [body[end : found.start()], _link(found[0])]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, body[end:]]))


def _link(address: str) -> str:
    """Relative, so that it works from whatever port or name the demo is seen at."""
    home = whole_address("/")
    if not address.startswith(home):
        return address
    return format_html('<a href="/{}">{}</a>', address.removeprefix(home).lstrip("/\\"), address)


def _roles() -> dict[int, list[str]]:
    """What each person is, in words, in any partnership; the key is the person's."""
    roles: dict[int, list[str]] = defaultdict(list)
    for partnership in Partnership.objects.order_by("-is_default", "pk"):
        with scope(partnership.pk):
            for person_id, role in _roles_in(partnership):
                roles[person_id].append(role)
    return roles


def _roles_in(partnership: Partnership) -> Iterable[tuple[int, str]]:
    today = timezone.localdate()
    for appointment in Appointment.objects.on(today):
        yield appointment.person_id, _("Coordinator, %(name)s") % {"name": partnership.name}
    for seat in Seat.objects.filter(person__example=True).select_related("organisation"):
        if seat.person_id:
            yield seat.person_id, _seat_in_words(seat)
    advising = set(Service.objects.values_list("organisation_id", flat=True))
    for one in Membership.objects.current().select_related("organisation"):
        sentence = (
            _("Advisor at %(name)s") if one.organisation_id in advising else _("Works at %(name)s")
        )
        yield one.person_id, sentence % {"name": one.organisation.name}


def _seat_in_words(seat: Seat) -> str:
    today = timezone.localdate()
    sits = seat.since <= today and (seat.until is None or seat.until >= today)
    sentence = (
        _("Sits in the working committee, for %(name)s")
        if sits
        else _("Sat in the working committee in %(year)s, for %(name)s")
    )
    return sentence % {"name": seat.organisation.name, "year": seat.since.year}
