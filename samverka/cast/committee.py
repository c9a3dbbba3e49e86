"""The working committee of 2024, as the partnership's own page lists it."""

from typing import NamedTuple


class Seated(NamedTuple):
    """A seat: the slug of its organisation, who fills it, and the unit where one is named."""

    organisation: str
    name: str
    unit: str = ""
    convener: bool = False


COMMITTEE_2024 = (
    Seated("coompanion", "Anders Johansson"),
    Seated("fontanhuset-orebro", "Helena Lundell"),
    Seated("mockelnforeningarna", "Sofia Tungfelt"),
    Seated("region-orebro-lan", "Anders Bro", unit="Regional utveckling"),
    Seated("region-orebro-lan", "Mona Hedfeldt", unit="Regional utveckling"),
    Seated("region-orebro-lan", "Maria Lindborg", unit="Regional utveckling"),
    Seated("samordningsforbundet-sydnarke", "Raed Shaqdih"),
    Seated("stiftelsen-activa", "Lotta Karlsson-Andersson", convener=True),
    Seated("orebro-universitet", "Katarina Wetter Edman"),
)
