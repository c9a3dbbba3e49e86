"""Community Talks that were held, and who came."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samverka.common.templatetags.samverka import day
from samverka.counting.figure import Figure, Line
from samverka.partnership.rules import Belonging
from samverka.talks.models import Outcome, Talk
from samverka.talks.models.talk import TalkQuerySet
from samverka.talks.trail import TALKS as ON_THE_TRAIL

seen = ON_THE_TRAIL.seen


def held() -> TalkQuerySet:
    return Talk.objects.held_or_coming().past()


def talks() -> QuerySet[Talk]:
    """`people` is how many came, as was said at the door."""
    return held().annotate(people=Sum("registrations__came"))


def with_people() -> QuerySet[Talk]:
    return held().annotate(people=Sum("registrations__came")).filter(people__gt=0)


def lines(rows: Sequence[Talk], who: Belonging) -> list[Line]:
    public = Outcome.objects.public().filter(talk__in=[talk.pk for talk in rows])
    led_to = dict(public.order_by().values_list("talk").annotate(Count("pk")))
    return [
        Line(talk.title, _note(talk, led_to.get(talk.pk, 0)), talk.get_absolute_url(), talk.example)
        for talk in rows
    ]


def _note(talk: Any, led_to: int) -> str:
    return " · ".join(filter(None, (day(talk.starts_at), came(talk.people or 0), _led_to(led_to))))


def came(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(n)s person came", "%(n)s people came", number) % {"n": number}


def _led_to(number: int) -> str:
    if not number:
        return ""
    return ngettext("led to %(n)s thing", "led to %(n)s things", number) % {"n": number}


TALKS = Figure("talks", _("Community Talks held"), talks, "starts_at__year", seen, lines)
VISITORS = Figure(
    *(
        "visitors",
        _("People who came to Community Talks"),
        with_people,
        "starts_at__year",
        seen,
        lines,
    ),
    kind="people",
    amount="people",
)
