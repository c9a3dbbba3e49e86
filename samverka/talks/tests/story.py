"""A talk with few seats, and people who want to come."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from samverka.cast import find_cast
from samverka.common.moments import moment_on
from samverka.partnership.models import Theme
from samverka.talks.actions.asking import ask_question, mark_of_key, new_key
from samverka.talks.actions.questions import open_questions
from samverka.talks.actions.registering import Wish, register
from samverka.talks.models import (
    AudienceQuestion,
    Outcome,
    ProgrammePart,
    QuestionTime,
    Registration,
    Speaker,
    Talk,
)


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


def held_talk(days_ago: int = 1, **facts: Any) -> Talk:
    """It ended so many days ago, at noon."""
    ended = moment_on(timezone.localdate() - timedelta(days=days_ago), time(12))
    assert ended
    return a_talk(**{"starts_at": ended - timedelta(hours=2), "ends_at": ended} | facts)


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


def a_question(talk: Talk, words: str = "Vad kostar det?") -> tuple[QuestionTime, AudienceQuestion]:
    """Elsa has opened for questions, and somebody has asked this."""
    cast = find_cast()
    assert cast
    time = open_questions(talk=talk, by=cast.elsa)
    mark = mark_of_key(new_key(time))
    return time, ask_question(talk=talk, mark=mark, words=words)


def talk_places() -> dict[str, Any]:
    """What stands in the addresses of a talk that is open for registration."""
    talk = Talk.objects.get(slug="skateboard-and-cultivation")
    part = ProgrammePart.objects.create(talk=talk, starts_at=talk.starts_at, title_sv="Kaffe")
    speaker = Speaker.objects.create(talk=talk, name="Kim Exempel")
    time, question = a_question(talk)
    return {
        "talks/ask/<int:pk>": time.pk,
        f"talks/ask/{time.pk}/<slug:key>": new_key(time),
        "me-too": question.pk,
        f"talks/{talk.slug}/questions/<int:pk>": question.pk,
        "talks": talk.slug,
        "registrations": comes(talk, "Vera").key,
        "programme": part.pk,
        "speakers": speaker.pk,
        "outcomes": Outcome.objects.create(talk=talk, kind="idea", words_sv="En bod").pk,
        "talks/speakers/<slug:key>": speaker.key,
        "coming": "csv",
    }
