"""What was promised at earlier talks, and what those who came thought."""

from collections import Counter
from dataclasses import dataclass

from samverka.talks.models import Outcome, Talk, TalkFeedback
from samverka.talks.models.outcome import OutcomeQuerySet


@dataclass(frozen=True)
class SinceLast:
    """Promises of earlier talks: those that wait, and those kept since the talk before."""

    last: Talk
    open: list[Outcome]
    kept: list[Outcome]


def since_last_time(talk: Talk, outcomes: OutcomeQuerySet) -> SinceLast | None:
    """Among these outcomes. None where nothing is to be told, or the talk itself has been."""
    earlier = Talk.objects.held_or_coming().past().exclude(pk=talk.pk)
    last = None if talk.is_over else earlier.first()
    if last is None:
        return None
    rows = outcomes.filter(talk__in=earlier.order_by()).open_or_kept_since(last.ends_at)
    found = list(rows.with_listing())
    if not found:
        return None
    return SinceLast(
        last,
        open=[one for one in found if one.is_waiting],
        kept=[one for one in found if one.is_kept],
    )


@dataclass(frozen=True)
class Thoughts:
    """What those who came thought: how many chose what, and what they wrote."""

    counts: list[tuple[str, int]]
    in_words: list[TalkFeedback]

    @property
    def number(self) -> int:
        return sum(number for _, number in self.counts)


def thoughts_on(talk: Talk) -> Thoughts:
    chosen = Counter(talk.feedback.order_by().values_list("use", flat=True))
    counts = [(str(use.label), chosen[use.value]) for use in TalkFeedback.Use]
    return Thoughts(counts, list(talk.feedback.in_words()))
