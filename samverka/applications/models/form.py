"""Somebody else's form: sections with guidance and limits, from templates that have versions."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.applications.models.consortium import May, Member, Place
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.writing.models import SharedText

TITLE_LENGTH = 200


class Counts(models.TextChoices):
    CHARACTERS = "characters", _("characters")
    WORDS = "words", _("words")


class Template(Owned):
    """A funder's form as we know it. `key` names a shipped one; a group's own has an
    organisation instead, whose staff change it."""

    key = models.SlugField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="application_forms"
    )
    name_sv = models.CharField(max_length=TITLE_LENGTH, blank=True)
    name_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    funder = models.CharField(max_length=TITLE_LENGTH, blank=True)
    example = models.BooleanField(default=False)

    name = InBoth("name")
    objects = ScopedManager["Template"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "key"],
                condition=~models.Q(key=""),
                name="a_shipped_form_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("applications:template", args=[self.pk])


class Edition(Owned):
    """A template as it stood from one day on: an application keeps the one it began with.

    `shipped` is the mark of what the template said when it came with the house, so that a newer
    house makes a newer edition.

    `sections` is a list of objects with `key`, `title`, `guidance`, `limit` (a number or null),
    `counts` and `required`; `source` says where that is known from, `read_on` when it was read.
    """

    template = models.ForeignKey(Template, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    sections = models.JSONField(default=list)
    language = models.CharField(max_length=2)
    cost_rules = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=500, blank=True)
    verified = models.BooleanField(default=False)
    read_on = models.DateField(null=True, blank=True)
    shipped = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager["Edition"]()

    class Meta:
        ordering = ["template", "-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.template}, {self.number}"


class SectionQuerySet(models.QuerySet["Section"]):
    def with_listing(self) -> Self:
        return self.select_related("owner__organisation", "writer__person", "text")

    def not_done(self) -> Self:
        return self.exclude(state=Section.State.DONE)


class Section(Moving, Owned):
    """One question of the form: who writes it, how far they are, how much room there is.

    `owner` is the organisation that answers for it; `writer` the person of theirs, if named.
    """

    class State(models.TextChoices):
        EMPTY = "empty", _("Not begun")
        WRITING = "writing", _("Being written")
        REVIEW = "review", _("To be read through")
        DONE = "done", _("Done")

    MOVES: dict[State, set[State]] = {
        State.EMPTY: {State.WRITING, State.REVIEW, State.DONE},
        State.WRITING: {State.EMPTY, State.REVIEW, State.DONE},
        State.REVIEW: {State.WRITING, State.DONE},
        State.DONE: {State.WRITING, State.REVIEW},
    }

    application = models.ForeignKey(Application, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    guidance = models.TextField(blank=True)
    limit = models.PositiveIntegerField(null=True, blank=True)
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.CHARACTERS)
    required = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.EMPTY)
    owner = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="sections"
    )
    writer = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="sections"
    )
    due_on = models.DateField(null=True, blank=True)
    text = models.OneToOneField(
        SharedText, models.SET_NULL, null=True, blank=True, related_name="section"
    )
    # Added by those who apply: the form itself does not ask for it.
    own = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(SectionQuerySet)()

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("applications:section", args=[self.application_id, self.pk])

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < localdate()

    @property
    def is_too_long(self) -> bool:
        return bool(self.text and self.text.is_too_long)


class SectionRight(Owned):
    """What one person may do with one section, where it differs from the rest."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="rights")
    place = models.ForeignKey(Place, models.CASCADE, related_name="section_rights")
    may = models.CharField(max_length=10, choices=May)

    objects = ScopedManager["SectionRight"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "place"], name="one_right_for_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.section}: {self.may}"
