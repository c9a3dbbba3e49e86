"""Whose a public page is: by the name of its address, the one who should hear about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.languages import LANGUAGES, reader_language
from samverka.grants.models import Round
from samverka.ideas.models import Idea
from samverka.pages.models import PATH_LENGTH, Text
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.support.models import Service
from samverka.talks.models import Talk


@dataclass(frozen=True)
class Owner:
    """An organisation, a person, or neither: then the coordinators. `title` names the page."""

    title: Callable[[], str]
    organisation: Organisation | None = None
    person: Person | None = None


def of_partner(slug: str) -> Owner:
    partner = get_object_or_404(Organisation.objects.partners(), slug=slug)
    return Owner(lambda: partner.name, organisation=partner)


def of_service(slug: str) -> Owner:
    service = get_object_or_404(Service.objects.active().with_listing(), slug=slug)
    return Owner(lambda: str(service), organisation=service.organisation)


def of_idea(pk: int) -> Owner:
    """The words of an idea are its owner's to erase, so they are not its title here."""
    idea = get_object_or_404(Idea.objects.public().select_related("responsible"), pk=pk)
    return Owner(lambda: _("An idea"), person=idea.responsible)


def of_coordinators(rows: Callable[[], QuerySet[Any]]) -> Callable[..., Owner]:
    """A page about one of these rows, which must be there."""

    def owner(slug: str) -> Owner:
        row: Model = get_object_or_404(rows(), slug=slug)
        return Owner(lambda: str(row))

    return owner


def of_everybody() -> Owner:
    return Owner(lambda: "")


OWNERS: dict[str, Callable[..., Owner]] = {
    "home:home": of_everybody,
    "home:about": of_everybody,
    "home:contact": of_everybody,
    "home:accessibility": of_everybody,
    "home:privacy": of_everybody,
    "home:themes": of_everybody,
    "home:theme": of_coordinators(lambda: Theme.objects.all()),
    "pages:text": of_coordinators(lambda: Text.objects.all()),
    "partnership:committee": of_everybody,
    "partnership:partners": of_everybody,
    "partnership:partner": of_partner,
    "support:list": of_everybody,
    "support:detail": of_service,
    "calendars:month": of_everybody,
    "calls:list": of_everybody,
    "calls:detail": of_coordinators(lambda: Call.objects.all()),
    "talks:list": of_everybody,
    "talks:detail": of_coordinators(lambda: Talk.objects.public()),
    "projects:list": of_everybody,
    "projects:detail": of_coordinators(lambda: Project.objects.all()),
    "grants:list": of_everybody,
    "grants:round": of_coordinators(lambda: Round.objects.public()),
    "references:page": of_everybody,
    "references:engagements": of_everybody,
    "ideas:list": of_everybody,
    "ideas:detail": of_idea,
}


def owner_of(path: str) -> Owner:
    """Raises `Http404` for what is no public page of ours."""
    if len(path) > PATH_LENGTH:
        raise Http404
    try:
        found = resolve(f"/{reader_language()}/{path}")
    except Resolver404:
        raise Http404 from None
    written = path_without_language(reverse(found.view_name, args=found.args, kwargs=found.kwargs))
    if found.view_name not in OWNERS or written != path:  # ideas/007/ is ideas/7/ once more
        raise Http404
    return OWNERS[found.view_name](**found.kwargs)


def path_without_language(path: str) -> str:
    """`/p/east/sv/partners/` is `partners/`, as long as the partnership of that prefix is asked."""
    inside = path.removeprefix(get_script_prefix())
    language, _slash, rest = inside.partition("/")
    return rest if language in LANGUAGES else inside
