"""Who comes, who came, what they eat, and how they get there."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.common.languages import SWEDISH
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.meeting import Meeting
from samverka.partnership.models import Municipality, Organisation

NAME_LENGTH = 120
FOOD_LENGTH = 200
PLACE_LENGTH = 120
MOST_SEATS = 8  # that one car offers


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def coming(self) -> Self:
        return self.filter(answer__in=[Attendee.Answer.ROOM, Attendee.Answer.LINK])

    def silent(self) -> Self:
        """Who has not said whether they come."""
        return self.filter(answer=Attendee.Answer.NONE)

    def riding(self) -> Self:
        """Who wants or offers a ride, and comes in person."""
        rides = self.filter(answer=Attendee.Answer.ROOM).exclude(ride=Attendee.Ride.NONE)
        return rides.select_related("ride_from", "organisation")

    def with_seats(self) -> Self:
        """Each with `taken`, the seats of their car that are promised or asked for."""
        held = Q(passengers__state__in=[Ride.State.ASKED, Ride.State.AGREED])
        return self.annotate(taken=Count("passengers", filter=held))


class Attendee(Owned):
    """A person whom a meeting is for, and what they answer.

    `email` is kept where the person has no account; `key` opens the page where they answer. What
    they eat and need is forgotten when the meeting is over; the names of those who came stay.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("Has not answered")
        ROOM = "room", _("Comes")
        LINK = "link", _("Takes part by link")
        NO = "no", _("Does not come")

    class Part(models.TextChoices):
        MEMBER = "member", _("Speaks for the partner")
        DEPUTY = "deputy", _("Deputy")
        CO_OPTED = "co_opted", _("Co-opted, no vote")
        GUEST = "guest", _("Guest")

    class Ride(models.TextChoices):
        NONE = "none", _("Gets there alone")
        WANTS = "wants", _("Wants a ride")
        OFFERS = "offers", _("Offers a ride")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    email = models.EmailField(max_length=254, blank=True)
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    reminded_at = models.DateTimeField(null=True)
    part = models.CharField(max_length=10, choices=Part, default=Part.MEMBER)
    stands_in_for = models.CharField(max_length=NAME_LENGTH, blank=True)
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    food = models.CharField(max_length=FOOD_LENGTH, blank=True)
    needs = models.CharField(max_length=FOOD_LENGTH, blank=True)
    ride = models.CharField(max_length=6, choices=Ride, default=Ride.NONE)
    ride_from = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ride_place = models.CharField(max_length=PLACE_LENGTH, blank=True)
    ride_seats = models.PositiveSmallIntegerField(default=0)
    phone = models.CharField(max_length=30, blank=True)  # shown to whom they ride with, no others
    joined_at = models.DateTimeField(default=timezone.now)

    taken: int  # seats, where it was asked for
    objects = ScopedManager.from_queryset(AttendeeQuerySet)()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="a_person_attends_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:reply", args=[self.key])

    @property
    def comes(self) -> bool:
        return self.answer in (self.Answer.ROOM, self.Answer.LINK)

    @property
    def address(self) -> str:
        """Where letters to them go; "" for a name that nobody can write to."""
        return self.person.email if self.person else self.email

    @property
    def letter_language(self) -> str:
        return self.person.letter_language if self.person else SWEDISH


class Ride(Moving, Owned):
    """Somebody rides with somebody: asked for, or proposed by the house; the driver says yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", pgettext_lazy("a ride", "Agreed")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Taken back")

    MOVES: dict[State, set[State]] = {
        State.ASKED: {State.AGREED, State.DECLINED, State.ENDED},
        State.AGREED: {State.ENDED},
        State.DECLINED: set(),
        State.ENDED: {State.ASKED},
    }

    driver = models.ForeignKey(Attendee, models.CASCADE, related_name="passengers")
    passenger = models.ForeignKey(Attendee, models.CASCADE, related_name="rides")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager["Ride"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["passenger"], condition=Q(state="agreed"), name="rides_with_one"
            ),
            models.UniqueConstraint(
                fields=["driver", "passenger"], name="a_ride_is_asked_for_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passenger} → {self.driver}"
