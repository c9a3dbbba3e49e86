"""Partners who look for others: invented, as are the organisations that look."""

from typing import NamedTuple


class Search(NamedTuple):
    """`organisation` and `idea` are slugs; the last day is `days_left` days from today."""

    organisation: str
    idea: str
    title_sv: str
    title_en: str
    what_sv: str
    what_en: str
    wanted_sv: str
    wanted_en: str
    kinds: tuple[str, ...]
    days_left: int


SEARCHES: tuple[Search, ...] = (
    Search(
        organisation="byalaget-i-exempelby",
        idea="the-old-station",
        title_sv="Byalag söker en kommun och en skola",
        title_en="Village association looks for a municipality and a school",
        what_sv=(
            "Gamla stationen står tom och de unga hänger vid macken. Vi vill öppna en mötesplats "
            "tre kvällar i veckan och söka pengar i vår. Huset har vi nästan. Nu behöver vi en "
            "kommun som vill vara med och en skola som känner de unga."
        ),
        what_en=(
            "The old station stands empty and the young hang about at the petrol station. We want "
            "to open a meeting place three evenings a week and apply for money in spring. We "
            "almost have the house. Now we need a municipality that wants to take part, and a "
            "school that knows the young."
        ),
        wanted_sv="En fritidsledare några timmar i veckan, och någon som når eleverna",
        wanted_en="A youth worker some hours a week, and somebody who reaches the pupils",
        kinds=("municipality", "folk_high_school"),
        days_left=45,
    ),
    Search(
        organisation="foreningen-gronskan",
        idea="old-market-garden",
        title_sv="Odlarna söker någon som kan kök och arbetsträning",
        title_en="Growers look for somebody who knows kitchens and work training",
        what_sv=(
            "I den gamla handelsträdgården odlar vi tillsammans med kvinnor som är nya i Sverige. "
            "Vi vill laga mat av det som växer och skapa riktiga jobb, men vi har inget kök och "
            "har aldrig tagit emot någon på arbetsträning."
        ),
        what_en=(
            "In the old market garden we grow things together with women who are new in Sweden. "
            "We want to cook what grows and create real jobs, but we have no kitchen and have "
            "never had anybody on work training."
        ),
        wanted_sv="Ett kök att dela, och den som kan handleda på svenska för nybörjare",
        wanted_en="A kitchen to share, and somebody who can tutor in Swedish for beginners",
        kinds=(),
        days_left=21,
    ),
)
