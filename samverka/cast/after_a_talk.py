"""What came of the talk that was held last: notes, what it led to, what those who came thought."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from samverka.cast import Cast
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.talks.actions.afterwards import write_notes
from samverka.talks.actions.outcomes import Said, add_outcome, keep_promise
from samverka.talks.models import Outcome, Talk, TalkFeedback

NOTES_SV = (
    "Tre saker kom tillbaka hela eftermiddagen: att få träffa samma person två gånger, att "
    "beslut skrivs så att de går att förstå, och att någon följer med första gången. (Exempel)"
)
NOTES_EN = (
    "Three things came back all afternoon: meeting the same person twice, decisions that can be "
    "understood, and somebody who comes along the first time. (Example)"
)
THOUGHTS = (
    ("much", "Nu vet jag vem jag ska ringa. (Exempel)", ""),
    ("much", "", "Ensamhet på landsbygden (exempel)"),
    ("some", "Gärna mer tid att prata i små grupper. (Exempel)", ""),
)


class LedTo(NamedTuple):
    """Something the talk led to; a promise has a day, from today on."""

    kind: str
    words_sv: str
    words_en: str
    in_days: int | None = None
    of_greenery: bool = False


LED_TO = (
    LedTo(
        "promise",
        "Pröva följeslagare till vårdcentralen i en månad (exempel)",
        "Try companions to the health centre for a month (example)",
        in_days=40,
        of_greenery=True,
    ),
    LedTo(
        "promise",
        "Skriva om kallelsen på lätt svenska (exempel)",
        "Rewrite the letter of notice in plain Swedish (example)",
        in_days=20,
    ),
    LedTo(
        "problem",
        "Den som saknar dator kommer inte åt sina egna beslut (exempel)",
        "Those without a computer cannot reach their own decisions (example)",
    ),
)
IDEA = "Digital hjälp två timmar i veckan"


def after_the_talk(cast: Cast, greenery: Organisation) -> None:
    talk = Talk.objects.get(slug="trust-in-welfare")
    write_notes(talk=talk, notes_sv=NOTES_SV, notes_en=NOTES_EN, film="", by=cast.elsa)
    Idea.objects.filter(title=IDEA).update(talk=talk)
    for one in LED_TO:
        said = Said(
            kind=one.kind,
            words_sv=one.words_sv,
            words_en=one.words_en,
            owner=None,
            owner_organisation=greenery if one.of_greenery else None,
            owner_name="",
            is_public=True,
        )
        due_on = timezone.localdate() + timedelta(days=one.in_days) if one.in_days else None
        add_outcome(talk=talk, said=said, due_on=due_on, by=cast.elsa)
    kept = Outcome.objects.filter(kind=Outcome.Kind.PROMISE, owner_organisation=None).get()
    keep_promise(outcome=kept, by=cast.elsa)
    TalkFeedback.objects.bulk_create(
        TalkFeedback(talk=talk, use=use, words=words, next_theme=theme)
        for use, words, theme in THOUGHTS
    )
