"""A partner looks for collaborators, and what each asked or willing organisation answers."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.collaboration.models.team import Team
from samverka.common.languages import InBoth
from samverka.common.lists import every_word
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.ideas.models import Idea
from samverka.partnership.models import Municipality, Organisation
from samverka.projects.models import Project

TITLE_LENGTH = 160
ROLE_LENGTH = 200
WORDS_LENGTH = 5_000
LAST_DAYS = 7  # from here on the last day is marked as near

Organisations = models.QuerySet[Organisation]


def subject_of(row: "Search | Team") -> Idea | Call | Project | None:
    """What a search or a team is about, where that is something that has a page of its own."""
    return row.idea or row.call or row.project


class SearchQuerySet(models.QuerySet["Search"]):
    def open(self) -> Self:
        """Published, and the last day has not passed (jobs may be late).

        Who has left the partnership looks for nobody here from that day.
        """
        today = timezone.localdate()
        found = self.filter(state=Search.State.PUBLISHED, until__gte=today)
        return found.exclude(organisation__left_on__lte=today)

    def run_out(self, day: date) -> Self:
        return self.filter(state__in=Search.LIVE, until__lt=day)

    def with_listing(self) -> Self:
        return self.select_related("organisation__municipality", "municipality")

    def with_subject(self) -> Self:
        return self.select_related("idea", "call", "project", "team")

    def where_somebody_waits(self) -> Self:
        return self.filter(answers__state=Answer.State.INTERESTED).with_waiting()

    def with_waiting(self) -> Self:
        """Each with `waiting`: how many organisations wait for a yes or a no."""
        interested = Q(answers__state=Answer.State.INTERESTED)
        return self.annotate(waiting=Count("answers", filter=interested))

    def saying(self, words: str) -> Self:
        columns = ("title_sv", "title_en", "what_sv", "what_en", "organisation__name")
        return self.filter(every_word(words, *columns))

    def newest_first(self) -> Self:
        return self.order_by("-written_at", "-id")

    def soonest_first(self) -> Self:
        return self.order_by("until", "id")


class Search(Moving, Owned):
    """An organisation looks for others: what for, whom, and until when.

    At most one of `idea`, `call` and `project` is what it is for. `subjects` are concepts of the
    matching vocabulary that its text names; `kinds` are values of `Organisation.Kind`. `prepared`
    is what the platform wrote to begin with, by the names of the fields: nobody's own words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Not published")
        PUBLISHED = "published", _("Open")
        CLOSED = "closed", _("Closed")
        LAPSED = "lapsed", _("The last day has passed")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.PUBLISHED, State.CLOSED, State.LAPSED},
        State.PUBLISHED: {State.CLOSED, State.LAPSED},
        State.CLOSED: {State.DRAFT, State.PUBLISHED},
        State.LAPSED: {State.DRAFT, State.PUBLISHED},
    }
    LIVE = (State.DRAFT, State.PUBLISHED)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="searches")
    title_sv = models.CharField(max_length=TITLE_LENGTH, blank=True)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    what_sv = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    wanted_sv = models.CharField(max_length=ROLE_LENGTH, blank=True)
    wanted_en = models.CharField(max_length=ROLE_LENGTH, blank=True)
    prepared = models.JSONField(default=dict, blank=True)
    subjects = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="searches"
    )
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="searches")
    call = models.ForeignKey(Call, models.SET_NULL, null=True, blank=True, related_name="searches")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="searches"
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="searches")
    until = models.DateField()

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="searches"
    )
    written_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)
    # Two people may work on one search: whoever saw an older version is shown the newer one.
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    title, what, wanted = InBoth("title"), InBoth("what"), InBoth("wanted")
    waiting: int  # where it was asked for
    objects = ScopedManager.from_queryset(SearchQuerySet)()

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["partnership", "state", "until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(idea=None, call=None)
                | Q(idea=None, project=None)
                | Q(call=None, project=None),
                name="a_search_is_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collaboration:detail", args=[self.pk])

    @property
    def own_words(self) -> str:
        """What people have written of it, in the reader's language."""
        texts = (self._without_prepared(name) for name in ("title", "what", "wanted"))
        return "\n\n".join(text for text in texts if text)

    @property
    def is_as_prepared(self) -> bool:
        """Nobody has written more of what it is about than the platform did."""
        return bool(self.what) and not self._without_prepared("what")

    def _without_prepared(self, name: str) -> str:
        text: str = getattr(self, name)
        for language in ("sv", "en"):
            if begun := self.prepared.get(f"{name}_{language}", ""):
                text = text.replace(begun, "")
        return text.strip()

    @property
    def care_url(self) -> str:
        return reverse("collaboration:care", args=[self.pk])

    @property
    def has_run_out(self) -> bool:
        return self.until < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Everybody may read it."""
        return self.state == self.State.PUBLISHED and self._may_go_on

    @property
    def takes_answers(self) -> bool:
        """Published, or still between the searcher and those who were asked."""
        return self.state in self.LIVE and self._may_go_on

    @property
    def has_left(self) -> bool:
        """Whoever looks is no longer in the partnership."""
        left_on = self.organisation.left_on
        return left_on is not None and left_on <= timezone.localdate()

    @property
    def _may_go_on(self) -> bool:
        return not (self.has_run_out or self.has_left)

    @property
    def days_left(self) -> int:
        return (self.until - timezone.localdate()).days

    @property
    def is_soon(self) -> bool:
        return self.days_left <= LAST_DAYS

    @property
    def kind_labels(self) -> list[str]:
        return [str(Organisation.Kind(kind).label) for kind in self.kinds]

    @property
    def reopens_as(self) -> State:
        return self.State.PUBLISHED if self.published_at else self.State.DRAFT


class AnswerQuerySet(models.QuerySet["Answer"]):
    def waiting(self) -> Self:
        return self.filter(state=Answer.State.INTERESTED)

    def of(self, organisations: Organisations) -> Self:
        return self.filter(organisation__in=organisations)

    def with_listing(self) -> Self:
        return self.select_related("organisation__municipality", "person")

    def with_search(self) -> Self:
        searches = Search.objects.with_listing().with_subject()
        return self.select_related("organisation").prefetch_related(
            Prefetch("search", queryset=searches)
        )


class Answer(Moving, Owned):
    """One organisation and one search: whether it was asked, what it says, what it hears back."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        INTERESTED = "interested", _("wants to take part")
        NOT_FOR_US = "not_for_us", _("not for them")
        WITHDRAWN = "withdrawn", _("took its interest back")
        ACCEPTED = "accepted", _("takes part")
        REFUSED = "refused", _("not this time")

    MOVES: dict[State, set[State]] = {
        State.ASKED: {State.INTERESTED, State.NOT_FOR_US},
        State.INTERESTED: {State.WITHDRAWN, State.ACCEPTED, State.REFUSED},
        State.NOT_FOR_US: {State.INTERESTED},
        State.WITHDRAWN: {State.INTERESTED},
        State.REFUSED: {State.ACCEPTED},
        State.ACCEPTED: {State.WITHDRAWN},  # by leaving the team
    }

    search = models.ForeignKey(Search, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, choices=State)
    question = models.TextField(blank=True)  # what the searcher wrote when it asked
    words = models.TextField(blank=True)
    brings = models.TextField(blank=True)
    role = models.CharField(max_length=ROLE_LENGTH, blank=True)
    reply = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="answers"
    )
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(AnswerQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["search", "organisation"], name="one_answer_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.search}"

    @property
    def has_words(self) -> bool:
        """What was said with interest may be shown."""
        return self.state in (self.State.INTERESTED, self.State.ACCEPTED, self.State.REFUSED)
