"""The decision register: found by words, number, state, body, year and whose it is."""

import re
from collections.abc import Iterable

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverka.common.lists import Facet, Narrowing, every_word, facet, words_sought
from samverka.meetings.models import Body
from samverka.minutes.actions.following import named
from samverka.minutes.models import Resolution
from samverka.minutes.models.resolutions import ResolutionQuerySet
from samverka.minutes.rules import resolutions_for
from samverka.people.models import Person
from samverka.tasks.models import Task

NUMBER = re.compile(r"§?\s*(\d{1,5})\s*/\s*(\d{4})\b")
NOTHING, MINE = "nothing", "mine"
COLUMNS = ("words", "paragraph__item__title_sv", "paragraph__item__title_en")


def narrowed(request: HttpRequest, person: Person) -> tuple[ResolutionQuerySet, Narrowing]:
    """What this person may see of what the address asks for; the latest decided first, but of what
    is to be done the nearest last day."""
    seen = resolutions_for(person)
    words = words_sought(request)
    state, body, year, whose = facets = _facets(request, seen)
    found = saying(seen, words)
    if state.chosen:
        found = found.filter(_in_states(state.chosen))
    if body.chosen:
        found = found.filter(paragraph__body__in=body.chosen)
    if year.chosen:
        found = found.filter(paragraph__year__in=year.chosen)
    if whose.chosen:
        found = found.filter(_of_owners(whose.chosen, person))
    if state.chosen == [Task.State.OPEN.value]:
        found = found.order_by(F("task__due_on").asc(nulls_last=True), "pk")
    return found.with_listing(), Narrowing(facets, words)


def saying(rows: ResolutionQuerySet, words: str) -> ResolutionQuerySet:
    """Each word in the decision or the title of what it is about; 12/2026 is its paragraph."""
    if number := NUMBER.search(words):
        rows = rows.filter(paragraph__number=number[1], paragraph__year=number[2])
        words = words.replace(number[0], " ")
    return rows.filter(every_word(words.replace("§", " "), *COLUMNS))


def as_table(rows: Iterable[Resolution]) -> tuple[list[str], list[tuple[object, ...]]]:
    """The header and the cells, for a file."""
    header = [_("Paragraph"), _("Meeting"), _("Decided"), _("About"), _("Decision")]
    header += [_("State"), _("Whose"), _("Last day"), _("Ask again"), _("What was done")]
    cells: list[tuple[object, ...]] = []
    for row in rows:
        paragraph, task = row.paragraph, row.task
        day = paragraph.minutes.meeting.starts_at.date()
        about = (named(paragraph), paragraph.minutes.meeting.title, day, paragraph.item.title)
        owner = " · ".join(filter(None, (str(task.person or ""), task.group))) if task else ""
        state = task.get_state_display() if task else _("Nothing to do")
        rest = (task.due_on, row.follow_up_on, task.words) if task else (None, None, "")
        cells.append((*about, row.words, state, owner, *rest))
    return header, cells


def _facets(request: HttpRequest, seen: ResolutionQuerySet) -> list[Facet]:
    states = [(value, str(label)) for value, label in Task.State.choices]
    states.append((NOTHING, _("Nothing to do")))
    years = seen.order_by("-paragraph__year").values_list("paragraph__year", flat=True).distinct()
    return [
        facet(request, "state", _("State"), states),
        facet(request, "body", _("Body"), Body.choices),
        facet(request, "year", _("Year"), [(str(year), str(year)) for year in years]),
        facet(request, "whose", _("Whose"), _owners(seen)),
    ]


def _owners(seen: ResolutionQuerySet) -> list[tuple[str, str]]:
    """Who sees to any of them."""
    tasks = Task.objects.filter(resolution__in=seen.order_by()).order_by()
    roles = set(tasks.exclude(role="").values_list("role", flat=True))
    people = tasks.exclude(person=None).values_list("person", "person__name").distinct()
    partners = tasks.exclude(organisation=None)
    named_ = partners.values_list("organisation", "organisation__name").distinct()
    found = [(f"p{key}", name) for key, name in people if name]
    found += [(f"o{key}", name) for key, name in named_]
    groups = [(value, str(label)) for value, label in Task.Role.choices if value in roles]
    return [(MINE, _("Mine")), *groups, *sorted(found, key=lambda one: one[1])]


def _in_states(states: list[str]) -> Q:
    found = Q(task__state__in=states)
    return found | Q(task=None) if NOTHING in states else found


def _of_owners(owners: list[str], person: Person) -> Q:
    found = Q(task__role__in=owners)
    people = [key[1:] for key in owners if key[0] == "p" and key[1:].isdecimal()]
    partners = [key[1:] for key in owners if key[0] == "o" and key[1:].isdecimal()]
    found |= Q(task__person__in=people) | Q(task__organisation__in=partners)
    if MINE in owners:
        found |= Q(task__in=Task.objects.for_person(person))
    return found
