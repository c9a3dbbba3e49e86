"""Follow the history of calls, and tell each whom it concerns: in one letter, and never twice.

What is to be told is reckoned while nothing is locked. Letters, what has been told and the new
place of the mark are then written in one transaction: a machine that stops in between has told
nothing, and the next round tells all of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person
from samverka.radar.fits import Asking, Fit, asking, fits_of, open_calls
from samverka.radar.following import Step, fields_changed, keys_of_new, latest, next_step
from samverka.radar.models import Follow, Mark, Told, Tuning
from samverka.radar.news import TELLING, Change, News
from samverka.record.actions import Receiver, post_letter
from samverka.record.models import History
from samverka.suggest import index

A_DAY = timedelta(hours=20)
AT_MOST = 5  # the best new calls for one organisation in one round; the page has them all


def tell_of_calls() -> int:
    """One round; returns how many letters were written. The first only looks where it is."""
    mark, new = Mark.objects.get_or_create(defaults={"upto": latest()})
    step = next_step(mark)
    if new or not step.rows:
        return 0
    return _tell(mark, step, news_of(step.rows))


def news_of(rows: list[History]) -> list[News]:
    """What is to be told of these rows, for each person."""
    found: dict[int, News] = {}

    def of(person: Person) -> News:
        return found.setdefault(person.pk, News(person))

    for follow, change in _changes(rows):
        of(follow.person).changes.append(change)
    for person, organisation, fits in _new_fits(keys_of_new(rows)):
        of(person).fits.append((organisation, fits))
    return list(found.values())


def _changes(rows: Iterable[History]) -> Iterable[tuple[Follow, Change]]:
    by_call: dict[int, list[History]] = defaultdict(list)
    for row in rows:
        by_call[row.object_id].append(row)
    follows = Follow.objects.current().filter(call__in=by_call, person__is_active=True)
    for follow in follows.select_related("person", "call__merged_into").order_by("id"):
        since = [row for row in by_call[follow.call_id] if row.at >= follow.since]
        theirs = [row for row in since if row.actor_id != follow.person_id]
        if not theirs:
            continue
        told = fields_changed(theirs)
        fields = {name: told[name] for name in told if name in TELLING}
        verbs = frozenset(row.verb for row in theirs)
        change = Change(follow.call, theirs[-1].pk, verbs, fields)
        if change.sentences:
            yield follow, change


def _new_fits(keys: set[int]) -> Iterable[tuple[Person, Organisation, list[Fit]]]:
    """The new calls that fit, for each who works at a partner that wants to hear of them.

    They are sought once for each organisation and language that somebody there reads.
    """
    calls = open_calls(keys) if keys else {}
    if not calls:
        return
    index.follow()  # otherwise a call would be passed over that the index has not met yet
    for one, people in _those_who_ask():
        found: dict[str, list[Fit]] = {}
        for person in people:
            language = person.letter_language
            if language not in found:
                with translation.override(language):
                    found[language] = fits_of(one, calls, limit=AT_MOST)
            if found[language]:
                yield person, one.organisation, found[language]


def _those_who_ask() -> Iterable[tuple[Asking, list[Person]]]:
    quiet = Tuning.objects.filter(letters=False).values("organisation")
    staff = Membership.objects.current().filter(
        person__is_active=True, organisation__in=Organisation.objects.partners()
    )
    people: dict[int, list[Person]] = defaultdict(list)
    organisations = {}
    wanted = staff.exclude(organisation__in=quiet).order_by("organisation", "person")
    for one in wanted.select_related("person", "organisation__municipality"):
        people[one.organisation_id].append(one.person)
        organisations[one.organisation_id] = one.organisation
    for asked in asking(organisations.values()):
        yield asked, people[asked.organisation.pk]


@transaction.atomic
def _tell(before: Mark, step: Step, news: list[News]) -> int:
    mark = Mark.objects.select_for_update().get(pk=before.pk)
    if (mark.upto, mark.seen) != (before.upto, before.seen):
        return 0  # another machine was quicker
    number = tell(news)
    _follow_what_stays(step.rows)
    mark.upto, mark.seen = step.upto, step.seen
    mark.save()
    return number


def _follow_what_stays(rows: Iterable[History]) -> None:
    """Who follows a call that was found to be the same as another follows that one too.

    Their first stays as it was: it may turn out that the two are different after all.
    """
    kept = {row.object_id: row.detail["into"] for row in rows if row.verb == "merged_into"}
    follows = Follow.objects.current().filter(call__in=kept)
    Follow.objects.bulk_create(
        (
            Follow(
                call_id=kept[one.call_id],
                person_id=one.person_id,
                organisation_id=one.organisation_id,
            )
            for one in follows
        ),
        ignore_conflicts=True,
    )


def tell(news: list[News]) -> int:
    """Write the letters, inside the caller's transaction; returns how many."""
    known: dict[int, set[tuple[int, str]]] = defaultdict(set)
    lately: dict[int, set[int]] = defaultdict(set)
    calls = {call for one in news for call, _ in one.whats}
    rows = Told.objects.filter(call__in=calls, person__in=[one.person.pk for one in news])
    for person, call, what, at in rows.values_list("person", "call", "what", "at"):
        known[person].add((call, what))
        if what.isdigit() and at > timezone.now() - A_DAY:
            lately[person].add(call)
    fresh = [one.without(known[one.person.pk]) for one in news]
    told = [one for one in fresh if one.number]
    for one in told:
        _write(one, lately[one.person.pk])
    Told.objects.bulk_create(
        Told(person=one.person, call_id=call, what=what) for one in told for call, what in one.whats
    )
    return len(told)


def _write(news: News, told_lately: set[int]) -> None:
    changed = news.changes[0].call if news.number == 1 and news.changes else None
    post_letter(
        to=Receiver(news.person.email, news.person.letter_language),
        template="radar/letters/news.txt",
        about=changed,
        due=news.is_urgent(told_lately),
        news=news,
        language=news.person.letter_language,
    )
