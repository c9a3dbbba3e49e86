"""Texts that can be edited, what visitors say about pages, and when somebody last looked."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Membership, Organisation
from samverka.people.models import Person

BODY_LENGTH = 30_000
NOTE_LENGTH = 200
WORDS_LENGTH = 1_000
PATH_LENGTH = 300


class TextQuerySet(models.QuerySet["Text"]):
    def unchanged_since(self, moment: datetime) -> Self:
        return self.filter(changed_at__lt=moment)


class Text(Owned):
    """A text of the partnership's own; what it says stands in its versions."""

    class Slug(models.TextChoices):
        ABOUT = "about", _("About the partnership")
        SOCIAL_INNOVATION = "social-innovation", _("What is a social innovation?")
        IDEA = "have-an-idea", _("Do you have an idea?")
        SUPPORT = "support", _("Advice and support, the first lines")
        PRIVACY = "privacy", _("More on how we take care of your data")
        ACCESSIBILITY = "accessibility", _("More on accessibility")
        REFERENCES = "references", _("What a reference group of ours can give")

    PAGES = (Slug.SOCIAL_INNOVATION, Slug.IDEA)  # each a page of its own, below about/

    slug = models.CharField(max_length=30, choices=Slug)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(TextQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="text_once")]

    def __str__(self) -> str:
        return self.get_slug_display()

    def get_absolute_url(self) -> str:
        where = {
            self.Slug.ABOUT: "home:about",
            self.Slug.SUPPORT: "support:list",
            self.Slug.PRIVACY: "home:privacy",
            self.Slug.ACCESSIBILITY: "home:accessibility",
            self.Slug.REFERENCES: "references:page",
        }
        slug = self.Slug(self.slug)
        return reverse(where[slug]) if slug in where else reverse("pages:text", args=[self.slug])

    @property
    def edit_url(self) -> str:
        return reverse("pages:edit", args=[self.slug])


class VersionQuerySet(models.QuerySet["Version"]):
    def of(self, slug: str) -> Self:
        return self.filter(text__slug=slug).select_related("text", "by").order_by("-number")


class Version(Owned):
    """What a text said from a moment on, in both languages. Never changed, only followed."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body_sv = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(VersionQuerySet)()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {self.number}"


class Review(Owned):
    """Somebody looked a page through and found it right."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager["Review"]()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class PageQuerySet(models.QuerySet["Page"]):
    def with_numbers(self) -> Self:
        """Each with `yes`, `no`, `unhandled` (texts and no that wait) and `latest`."""
        return self.annotate(
            yes=Count("feedback", filter=Q(feedback__helped=True)),
            no=Count("feedback", filter=Q(feedback__helped=False)),
            unhandled=Count("feedback", filter=Q(feedback__handled_at=None) & NEEDS_SOMEBODY),
            latest=Max("feedback__at"),
        )

    def least_helpful_first(self) -> Self:
        return self.with_numbers().order_by(F("no").desc(), "path")

    def for_person(self, person: Person) -> Self:
        mine = Membership.objects.current().filter(person=person).values("organisation")
        return self.filter(Q(person=person) | Q(organisation__in=mine))


class Page(Owned):
    """A page that somebody has said something about: its path without language, and its owner.

    Without organisation and person it is the coordinators'.
    """

    path = models.CharField(max_length=PATH_LENGTH)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    yes: int  # where they were asked for
    no: int
    unhandled: int
    objects = ScopedManager.from_queryset(PageQuerySet)()

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["partnership", "path"], name="page_once")]

    def __str__(self) -> str:
        return f"/{self.path}"

    def get_absolute_url(self) -> str:
        return reverse("pages:feedback_page", args=[self.pk])

    @property
    def url(self) -> str:
        """The page itself, in the reader's language."""
        return f"{reverse('home:home')}{self.path}"


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def needing_somebody(self) -> Self:
        return self.filter(Q(helped=False) | ~Q(text=""), handled_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")


class Feedback(Owned):
    """One answer to “Did the content help you?”. Never who gave it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="feedback")
    language = models.CharField(max_length=2)
    helped = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    sender_mark = models.CharField(max_length=40, blank=True)
    handled_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(FeedbackQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "at"])]

    def __str__(self) -> str:
        return f"{self.page}: {self.helped}"

    def get_absolute_url(self) -> str:
        return reverse("pages:feedback_why", args=[self.key])


NEEDS_SOMEBODY = Q(feedback__helped=False) | Q(feedback__text__gt="")
