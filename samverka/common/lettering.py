"""How much room words take in a picture, since the server draws without a browser."""

from dataclasses import dataclass

# Width of each letter at 15 px in the house's half-bold face, in tenths of a pixel.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'!|", 45),
    **dict.fromkeys("frtI()-/1 ", 62),
    **dict.fromkeys("aceksvxyzåä7?", 84),
    **dict.fromkeys("mwMW", 132),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZÅÄÖ&…", 112),
}
_OTHER = 93
LINE = 19.0  # px from one line to the next
ONE_LINE = 16  # letters; longer names stand on two lines where they have a space
LONGEST_LINE = 24


@dataclass(frozen=True)
class Box:
    """A rectangle in a picture: its corner nearest the origin, and the one farthest from it."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def width_of(words: str) -> float:
    """In px, never less than what a browser needs."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in words) / 10


def in_lines(name: str) -> tuple[str, ...]:
    """A name as a label: one line or two, cut with an ellipsis where even that is too long."""
    if len(name) <= ONE_LINE or " " not in name:
        return (_cut(name),)
    breaks = [n for n, letter in enumerate(name) if letter == " "]
    middle = min(breaks, key=lambda n: abs(n - len(name) / 2))
    return _cut(name[:middle]), _cut(name[middle + 1 :])


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"
