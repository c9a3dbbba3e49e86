"""What the invented partners say of themselves beyond the first lines. Real ones write their own.

None has an organisation number: an invented one might be somebody's. Addresses end in `.example`,
the phone number is one of those set aside for fiction.
"""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from samverka.partnership.models import ContactRole, Organisation


class Contact(NamedTuple):
    purpose_sv: str
    purpose_en: str
    email: str
    phone: str = ""
    shown_to: str = "everybody"


class PartnerPage(NamedTuple):
    """`needs` are concepts of the vocabulary."""

    for_whom_sv: str
    for_whom_en: str
    website: str
    needs: tuple[str, ...]
    contacts: tuple[Contact, ...]
    confirmed_days_ago: int


PAGES: dict[str, PartnerPage] = {
    "foreningen-gronskan": PartnerPage(
        for_whom_sv="För alla som vill odla, mest för den som är ny i Sverige eller ensam.",
        for_whom_en="For all who want to grow something, most of all if new in Sweden or lonely.",
        website="https://www.gronskan.example",
        needs=("food-waste", "loneliness", "meeting-places"),
        contacts=(
            Contact("Frågor om samarbete", "Questions about collaboration", "hej@gronskan.example"),
            Contact("Styrelsen", "The board", "styrelsen@gronskan.example", shown_to="partners"),
        ),
        confirmed_days_ago=40,
    ),
    "byalaget-i-exempelby": PartnerPage(
        for_whom_sv="För dem som bor i byn och i skogen runt omkring.",
        for_whom_en="For those who live in the village and in the woods around it.",
        website="https://exempelby.example",
        needs=("depopulation", "meeting-places", "rural-transport"),
        contacts=(
            Contact(
                "Boka bygdegården",
                "Book the village hall",
                "bygdegarden@exempelby.example",
                phone="0980-319 200",
            ),
        ),
        confirmed_days_ago=200,
    ),
    "ideverkstaden": PartnerPage(
        for_whom_sv="För dig som har en idé, med eller utan förening.",
        for_whom_en="For those who have an idea, with or without an association.",
        website="https://ideverkstaden.example",
        needs=("finding-partners", "project-funding"),
        contacts=(
            Contact("Boka ett samtal", "Book a conversation", "radgivare@ideverkstaden.example"),
        ),
        confirmed_days_ago=90,
    ),
    "kooperativet-laga-lana": PartnerPage(
        for_whom_sv="För den som vill laga i stället för att slänga, och för den som behöver "
        "ett steg tillbaka till arbete.",
        for_whom_en="For those who want to repair instead of throwing away, and for those who "
        "need a step back to work.",
        website="https://lagalana.example",
        needs=("long-term-sick-leave", "something-to-do-by-day", "unemployment"),
        contacts=(Contact("Arbetsträning", "Work training", "traning@lagalana.example"),),
        confirmed_days_ago=300,
    ),
    "ungdomsgarden-kvarten": PartnerPage(
        for_whom_sv="För unga mellan 13 och 20 år.",
        for_whom_en="For young people between 13 and 20.",
        website="https://kvarten.example",
        needs=("affordable-leisure", "lonely-young-people", "youth-leisure"),
        contacts=(Contact("Frågor från skolor", "For schools", "skola@kvarten.example"),),
        confirmed_days_ago=15,
    ),
}


def write_partner_pages(organisations: dict[str, Organisation]) -> None:
    """Complete the invented ones."""
    today = timezone.localdate()
    for slug, page in PAGES.items():
        organisation = organisations[slug]
        organisation.for_whom_sv, organisation.for_whom_en = page.for_whom_sv, page.for_whom_en
        organisation.website, organisation.needs = page.website, list(page.needs)
        organisation.confirmed_on = today - timedelta(days=page.confirmed_days_ago)
        organisation.save()
        ContactRole.objects.bulk_create(
            ContactRole(organisation=organisation, place=place, **contact._asdict())
            for place, contact in enumerate(page.contacts, start=1)
        )
