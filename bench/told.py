"""Measures one round of telling; started by `bench.alerts` on data of its own."""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from samverka.calls.models import Call  # noqa: E402
from samverka.cast.calls import CALLS  # noqa: E402
from samverka.cast.organisations import ORGANISATIONS  # noqa: E402
from samverka.cast.partnership import PARTNERSHIP  # noqa: E402
from samverka.common.tenancy import scope  # noqa: E402
from samverka.partnership.models import Membership, Organisation, Partnership  # noqa: E402
from samverka.people.models import Person  # noqa: E402
from samverka.radar.actions.alerts import tell_of_calls  # noqa: E402
from samverka.radar.models import Mark, Told  # noqa: E402
from samverka.record.models import History, Letter  # noqa: E402
from samverka.suggest import index  # noqa: E402
from samverka.suggest.find import find  # noqa: E402

SEED = 2015
EACH = 60  # calls that the page of an organisation looks at


def main(followers: int, calls: int, a_day: int) -> None:
    call_command("migrate", verbosity=0)
    partnership = Partnership.objects.create(
        slug="psi", is_default=True, name_sv=PARTNERSHIP.name_sv, name_en=PARTNERSHIP.name_en
    )
    with scope(partnership.pk), translation.override("sv"):
        chance = random.Random(SEED)
        _fill(chance, followers, calls)
        index.rebuild()
        Mark.objects.create()
        _warm_up()
        figures = [
            _measured("each follower alone, all new", calls, _alone),
            _measured("one round, all new", calls, tell_of_calls),
        ]
        Letter.objects.all().delete()
        Told.objects.all().delete()
        _found(Call.objects.order_by("?")[:a_day])
        figures.append(_measured("one round, a day", a_day, tell_of_calls))
    print(json.dumps(figures))


def _measured(what: str, new: int, work: Callable[[], int]) -> dict[str, object]:
    started, worked = time.perf_counter(), time.process_time()
    letters = work()
    return {
        "what": what,
        "new": new,
        "letters": letters,
        "seconds": time.perf_counter() - started,
        "work": time.process_time() - worked,
    }


def _warm_up() -> None:
    """As in a process that has been running: pages are imported, words are in memory."""
    reverse("home:desk")
    find("Vi odlar tillsammans.", kinds=["call"])


def _alone() -> int:
    """What somebody would write first: for each, the question of a page."""
    told = 0
    for one in Organisation.objects.partners().with_listing():
        found = find(one.about, kinds=["call"], each=EACH, applicant=one.kind)
        told += bool(found.suggestions)
    return told


def _fill(chance: random.Random, followers: int, calls: int) -> None:
    about_calls = [one for call in CALLS for one in call.summary_sv.split(". ")]
    about_partners = [one for some in ORGANISATIONS for one in some.about_sv.split(". ")]
    today = timezone.localdate()
    people = Person.objects.bulk_create(
        Person(email=f"n{n}@example.org", language="sv") for n in range(followers)
    )
    organisations = Organisation.objects.bulk_create(
        Organisation(
            slug=f"o{n}",
            name=f"Förening {n}",
            kind=chance.choice(Organisation.Kind.values),
            joined_on=today,
            about_sv=". ".join(chance.sample(about_partners, 4)),
        )
        for n in range(followers)
    )
    Membership.objects.bulk_create(
        Membership(person=person, organisation=one)
        for person, one in zip(people, organisations, strict=True)
    )
    _found(
        Call.objects.bulk_create(
            Call(
                slug=f"c{n}",
                title_sv=" ".join(chance.choice(about_calls).split()[:8]),
                summary_sv=". ".join(chance.sample(about_calls, 5)),
                level=chance.choice(Call.Level.values),
                closes_on=today + timedelta(days=chance.randint(20, 200)),
                applicants=chance.sample(Organisation.Kind.values, 5),
            )
            for n in range(calls)
        )
    )


def _found(calls: Iterable[Call]) -> None:
    system = History.Role.SYSTEM
    History.objects.bulk_create(
        History(role=system, verb="found", kind="call", object_id=call.pk) for call in calls
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
