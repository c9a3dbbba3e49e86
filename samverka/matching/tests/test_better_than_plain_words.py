"""Where counting shared words finds nothing, the engine finds the right document, and only it."""

import re

import pytest

from samverka.matching import Matcher
from samverka.matching.tests.conftest import COLLECTION, SPRING


def plain_words(text: str) -> list[str]:
    """The documents that share a word with the text, most shared words first."""
    asked = set(re.findall(r"\w{4,}", text.lower()))
    shared = {
        d.id: len(asked & set(re.findall(r"\w+", f"{d.title} {d.text}".lower())))
        for d in COLLECTION
    }
    return sorted((name for name, count in shared.items() if count), key=lambda name: -shared[name])


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        # A Swedish idea and an English call meet in a concept.
        ("Ungdomsarbetslöshet", "call:youth", "unga utan arbete"),
        ("De varken arbetar eller studerar", "call:youth", "unga utan arbete"),
        # A compound is split, whichever side it stands on.
        ("Handelsträdgårdar", "partner:garden", "Handelsträdgårdar"),
        ("Jordbruksmaskinerna", "call:machines", "Jordbruksmaskinerna"),
        # Inflections.
        ("cyklar och verkstäder", "partner:bikes", "verkstäder"),
        # Spelling.
        ("nyannlända", "partner:garden", "nyannlända"),
        ("rådgivnning", "service:advice", "rådgivnning"),
    ],
)
def test_what_plain_words_miss(matcher: Matcher, text: str, found: str, reason: str) -> None:
    assert plain_words(text) == []

    [match] = matcher.match(text, today=SPRING)

    assert match.id == found
    assert reason in [told.text for told in match.reasons]


def test_a_long_idea_is_not_led_astray_by_small_words(matcher: Matcher) -> None:
    idea = (
        "Vi är några grannar som vill laga det som är trasigt i stället för att köpa nytt. "
        "Alla är välkomna till vår verkstad en kväll i veckan, och den som vill får lära sig mer."
    )

    assert len(plain_words(idea)) > 1
    assert [match.id for match in matcher.match(idea, limit=1)] == ["partner:bikes"]
