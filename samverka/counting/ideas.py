"""Ideas that came in, what was answered, and what they led to."""

from collections.abc import Sequence

from django.db.models import (
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import title_of
from samverka.common.templatetags.samverka import day
from samverka.counting.figure import Figure, Line, middle
from samverka.ideas.models import Idea, Message
from samverka.ideas.trail import IDEAS as ON_THE_TRAIL
from samverka.partnership.rules import Belonging
from samverka.projects.models import Project

ANSWERS = (Message.Voice.TEAM, Message.Voice.ADVISOR)
seen = ON_THE_TRAIL.seen


def ideas() -> QuerySet[Idea]:
    return Idea.objects.order_by("-sent_at", "-id")


def answered() -> QuerySet[Idea]:
    """Those whose owner has heard from somebody here; `waited` is how long it took."""
    said = Message.objects.filter(idea=OuterRef("pk"), voice__in=ANSWERS).order_by("at", "id")
    first = ideas().annotate(first=Subquery(said.values("at")[:1])).exclude(first=None)
    waited = ExpressionWrapper(F("first") - F("sent_at"), output_field=DurationField())
    return first.annotate(waited=waited)


def led_somewhere() -> QuerySet[Idea]:
    """To an application or a project, whatever came of it then."""
    project = Exists(Project.objects.filter(idea=OuterRef("pk")))
    return ideas().filter(Q(station__gte=2) | Q(project))


def lines(rows: Sequence[Idea], who: Belonging) -> list[Line]:
    """What is not published is read by those who care for it, on their own page."""
    return [
        Line(
            title_of(idea),
            day(idea.sent_at),
            idea.get_absolute_url() if idea.is_public else idea.care_url,
            idea.example,
        )
        for idea in rows
    ]


IDEAS = Figure("ideas", _("Ideas that came in"), ideas, "sent_at__year", seen, lines)
ANSWERED = Figure("answered", _("Ideas that got an answer"), answered, "sent_at__year", seen, lines)
WAITED = Figure(
    *("waited", _("Days to the first answer"), answered, "sent_at__year", seen, lines),
    kind="days",
    amount="waited",
    how=middle,
)
LED = Figure("led", _("Ideas that led to something"), led_somewhere, "sent_at__year", seen, lines)
