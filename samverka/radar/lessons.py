"""What an organisation's noes teach: calls that are alike in that way come lower for it.

Simple on purpose: each no lowers by the same share what shares the theme, the size, the funder or
the place it was about, and a call is lowered once by each lesson that concerns it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from samverka.calls.models import Call
from samverka.radar.models import Dismissal

LOWERED, LOWEST = 0.7, 0.25  # by each no; never below
Kind = Literal["theme", "size", "funder", "place", "level"]
Reason = Dismissal.Reason


@dataclass(frozen=True)
class Lesson:
    """`value` is the key of a theme, an amount in whole units of `currency`, or a name."""

    kind: Kind
    value: str
    currency: str = ""
    noes: int = 1

    @property
    def factor(self) -> float:
        return max(LOWEST, LOWERED**self.noes)

    def concerns(self, call: Call) -> bool:
        """The themes of the call must have been fetched."""
        if self.kind == "theme":
            return self.value in {str(theme.pk) for theme in call.themes.all()}
        if self.kind == "size":
            size = size_of(call)
            return bool(size) and call.currency == self.currency and size >= int(self.value)
        if self.kind == "funder":
            return call.funder.casefold() == self.value.casefold()
        return self.value == (call.place if self.kind == "place" else call.level)


def size_of(call: Call) -> int:
    """The most that one project gets, or the least, or all there is; 0 where nobody says."""
    return call.amount_max or call.amount_min or call.budget or 0


def lessons_from(
    dismissals: Iterable[Dismissal], forgotten_at: datetime | None = None
) -> list[Lesson]:
    """What the noes teach that came after `forgotten_at`; each with its call and its themes."""
    counted: dict[Lesson, int] = {}
    for dismissal in dismissals:
        if forgotten_at is None or dismissal.at > forgotten_at:
            for lesson in _taught(dismissal):
                counted[lesson] = counted.get(lesson, 0) + 1
    return _one_size(
        Lesson(one.kind, one.value, one.currency, noes) for one, noes in counted.items()
    )


def _taught(dismissal: Dismissal) -> list[Lesson]:
    call = dismissal.call
    if dismissal.reason == Reason.WRONG_THEME:
        return [Lesson("theme", str(theme.pk)) for theme in call.themes.all()]
    if dismissal.reason == Reason.TOO_LARGE and size_of(call):
        return [Lesson("size", str(size_of(call)), call.currency)]
    if dismissal.reason == Reason.CANNOT_APPLY and call.funder:
        return [Lesson("funder", call.funder)]
    if dismissal.reason == Reason.WRONG_PLACE:
        return [Lesson("place", call.place) if call.place else Lesson("level", call.level)]
    return []  # who has no time just now may have some for the next


def _one_size(lessons: Iterable[Lesson]) -> list[Lesson]:
    """Of several amounts that were too large in one currency, the smallest says it all."""
    sizes: dict[str, list[Lesson]] = {}
    others = []
    for lesson in lessons:
        if lesson.kind == "size":
            sizes.setdefault(lesson.currency, []).append(lesson)
        else:
            others.append(lesson)
    smallest = [
        Lesson(
            "size", str(min(int(one.value) for one in some)), currency, sum(s.noes for s in some)
        )
        for currency, some in sizes.items()
    ]
    return [*others, *smallest]


def lowered_by(lessons: Iterable[Lesson], call: Call) -> list[Lesson]:
    return [lesson for lesson in lessons if lesson.concerns(call)]
