"""A talk with few seats, and people who want to come."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from samverka.common.moments import moment_on
from samverka.partnership.models import Theme
from samverka.talks.actions.registering import Wish, register
from samverka.talks.models import ProgrammePart, Registration, Speaker, Talk


def a_talk(**facts: Any) -> Talk:
    """In ten days, two hours, with two seats."""
    noon = moment_on(timezone.localdate() + timedelta(days=10), time(12))
    assert noon
    told = {
        "slug": "cultivation",
        "theme": Theme.objects.all()[0],
        "title_sv": "Odla tillsammans",
        "title_en": "Cultivate together",
        "summary_sv": "Vi talar om odling.",
        "place_sv": "Folkets hus",
        "starts_at": noon,
        "ends_at": noon + timedelta(hours=2),
        "takes_registrations": True,
        "seats": 2,
        "example": True,
    }
    return Talk.objects.create(**told | facts)


def comes(talk: Talk, name: str, **wish: Any) -> Registration:
    """They register in English, with an address made of their name."""
    return register(
        talk=talk,
        email=f"{name.lower()}@example.org",
        language="en",
        wish=Wish(name=name, **wish),
    )


def states(talk: Talk) -> dict[str, str]:
    """Who has a seat, who waits, who does not come."""
    return {row.name: str(row.state) for row in Registration.objects.filter(talk=talk)}


def talk_places() -> dict[str, Any]:
    """What stands in the addresses of a talk that is open for registration."""
    talk = Talk.objects.get(slug="skateboard-and-cultivation")
    part = ProgrammePart.objects.create(talk=talk, starts_at=talk.starts_at, title_sv="Kaffe")
    speaker = Speaker.objects.create(talk=talk, name="Kim Exempel")
    return {
        "talks": talk.slug,
        "registrations": comes(talk, "Vera").key,
        "programme": part.pk,
        "speakers": speaker.pk,
        "talks/speakers/<slug:key>": speaker.key,
        "coming": "csv",
    }
