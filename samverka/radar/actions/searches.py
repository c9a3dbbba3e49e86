"""Keep a choice among calls, and hear of new ones in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.calls.models.call import CallQuerySet
from samverka.calls.shelf import shelf
from samverka.calls.wanted import Wanted
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.radar.following import NOT_NEW, latest
from samverka.radar.models import SavedSearch, Told
from samverka.radar.models.searches import QUERY_LENGTH
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History

MOST = 50  # searches of one person
IN_A_LETTER = 10  # calls of one search
Every = SavedSearch.Every


@transaction.atomic
def save_search(*, query: str, name: str, every: str, by: Person) -> SavedSearch:
    """Under a name; the same choice once more only gets the new name and rhythm."""
    query = Wanted.from_query(query).query
    if len(query) > QUERY_LENGTH:
        raise Refused(_("So many choices cannot be kept. Take some of them away."))
    Person.objects.select_for_update().get(pk=by.pk)
    found = SavedSearch.objects.current().filter(person=by, query=query).first()
    if not found:
        _ask_for_room(by)
    search = found or SavedSearch(person=by, query=query, upto=latest())
    search.name, search.every = name, Every(every)
    search.save()
    write_history(verb="kept", of=search, by=by, every=search.every)
    return search


@transaction.atomic
def change_search(*, search: SavedSearch, name: str, every: str, by: Person) -> SavedSearch:
    search = _lock(search, by)
    if search.every == Every.NEVER != every:  # what came meanwhile is not news any more
        search.upto, search.looked_at = latest(), timezone.now()
    search.name, search.every = name, Every(every)
    search.save()
    write_history(verb="edited", of=search, by=by, every=search.every)
    return search


@transaction.atomic
def remove_search(*, search: SavedSearch, by: Person) -> SavedSearch:
    """Hear no more of it; `take_back_search` brings it back."""
    search = _lock(search, by)
    search.removed_at = search.removed_at or timezone.now()
    search.save()
    write_history(verb="removed", of=search, by=by)
    return search


@transaction.atomic
def take_back_search(*, search: SavedSearch, by: Person) -> SavedSearch:
    Person.objects.select_for_update().get(pk=by.pk)
    search = _lock(search, by)
    if search.removed_at:
        _ask_for_room(by)
    search.removed_at = None
    search.save()
    write_history(verb="taken_back", of=search, by=by)
    return search


def _ask_for_room(by: Person) -> None:
    if SavedSearch.objects.current().filter(person=by).count() >= MOST:
        raise Refused(_("You have saved very many searches. Take one of them away first."))


def _lock(search: SavedSearch, by: Person) -> SavedSearch:
    return SavedSearch.objects.select_for_update(of=("self",)).get(pk=search.pk, person=by)


def tell_of_searches(*, now: datetime) -> int:
    """Look at each search whose turn it is; returns how many letters were written.

    All of one person's are one letter, and each person's is a transaction of its own.
    """
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    telling = SavedSearch.objects.telling().filter(person__is_active=True)
    theirs: dict[Person, list[SavedSearch]] = defaultdict(list)
    for search in telling.select_related("person").order_by("person", "name", "id"):
        if _is_due(search, today, monday):
            theirs[search.person].append(search)
    upto = latest()
    return sum(_tell(person, searches, upto, now) for person, searches in theirs.items())


def _is_due(search: SavedSearch, today: date, monday: date) -> bool:
    looked = timezone.localdate(search.looked_at)
    return looked < (today if search.every == Every.DAY else monday)


@transaction.atomic
def _tell(person: Person, searches: Iterable[SavedSearch], upto: int, now: datetime) -> bool:
    keys = [one.pk for one in searches]
    rows = list(SavedSearch.objects.select_for_update(of=("self",)).filter(pk__in=keys))
    before = {one.pk: one.looked_at for one in searches}
    if any(one.looked_at != before[one.pk] for one in rows):
        return False  # another machine was quicker
    told = Told.objects.filter(person=person, what="search").values("call")
    found, stands = {}, shelf()
    for search in rows:
        fresh = _new_calls(search, upto).exclude(pk__in=told)
        wanted = stands.find(Wanted.from_query(search.query))
        if calls := [
            one for one in fresh if one.pk in stands.place and wanted >> stands.place[one.pk] & 1
        ]:
            found[search] = calls
        search.looked_at, search.upto = now, upto
        search.save()
    if found:
        _write(person, found)
    return bool(found)


def _new_calls(search: SavedSearch, upto: int) -> CallQuerySet:
    rows = History.objects.filter(kind="call", id__gt=search.upto, id__lte=upto)
    keys = rows.exclude(verb__in=NOT_NEW).values("object_id")
    return Call.objects.not_closed().filter(pk__in=keys).soonest_first()


def _write(person: Person, found: Mapping[SavedSearch, list[Call]]) -> None:
    calls = {call.pk: call for some in found.values() for call in some}
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template="radar/letters/searches.txt",
        found=[(one, some[:IN_A_LETTER], len(some)) for one, some in found.items()],
        number=len(calls),
        first=next(iter(calls.values())),
    )
    Told.objects.bulk_create(
        Told(person=person, call=call, what="search") for call in calls.values()
    )
