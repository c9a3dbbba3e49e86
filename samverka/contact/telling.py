"""Who sits in the committee, as everybody may see it."""

from dataclasses import dataclass

from samverka.partnership.models import Seat


@dataclass(frozen=True)
class Sitting:
    """A seat as everybody may see it. `name` is empty where the person has given none."""

    organisation: str
    unit: str
    name: str
    convener: bool
    example: bool


def committee_by_year(this_year: int) -> list[tuple[int, list[Sitting]]]:
    """Everybody who had a seat in a year, the latest year first and its convener first."""
    years: dict[int, list[Sitting]] = {}
    for seat in Seat.objects.select_related("organisation", "person"):
        last = seat.until.year if seat.until else this_year
        for year in range(seat.since.year, max(min(last, this_year), seat.since.year) + 1):
            years.setdefault(year, []).append(_sitting(seat))
    newest_first = sorted(years.items(), reverse=True, key=lambda item: item[0])
    return [(year, sorted(seats, key=_convener_first)) for year, seats in newest_first]


def _sitting(seat: Seat) -> Sitting:
    return Sitting(
        organisation=seat.organisation.name,
        unit=seat.unit,
        name=seat.public_holder,
        convener=seat.convener,
        example=seat.example,
    )


def _convener_first(sitting: Sitting) -> tuple[bool, str, str]:
    return not sitting.convener, sitting.organisation, sitting.name
