"""What happens by itself: a search ends on its last day, and who looks is reminded in time."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from samverka.collaboration.actions.telling import write_to
from samverka.collaboration.models import Answer, Search
from samverka.record.actions import write_history
from samverka.record.models import History

REMINDED_BEFORE = timedelta(days=2)


def mind_searches(*, today: date) -> int:
    """Remind of those that end soon with somebody waiting, end those whose day has passed.

    Returns how many there were. Each is a transaction of its own.
    """
    waiting = Answer.objects.waiting().filter(search=OuterRef("pk"))
    soon = Search.objects.filter(
        Exists(waiting),
        state__in=Search.LIVE,
        reminded_at=None,
        until__range=(today, today + REMINDED_BEFORE),
    )
    reminded = sum(_remind(search) for search in soon)
    return reminded + sum(_lapse(search, today) for search in Search.objects.run_out(today))


@transaction.atomic
def _remind(search: Search) -> bool:
    search = Search.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if search.reminded_at or search.state not in Search.LIVE:
        return False
    search.reminded_at = timezone.now()
    search.save()
    write_history(verb="reminded", of=search, role=History.Role.SYSTEM)
    number = search.answers.waiting().count()
    write_to(search.organisation, "reminded", search, due=True, number=number)
    return True


@transaction.atomic
def _lapse(search: Search, today: date) -> bool:
    search = Search.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if search.state not in Search.LIVE or search.until >= today:
        return False
    search.state = Search.State.LAPSED
    search.version += 1
    search.save()
    write_history(verb="lapsed", of=search, role=History.Role.SYSTEM)
    number = search.answers.waiting().count()
    write_to(search.organisation, "lapsed", search, number=number)
    return True
