"""An application whose section three people open: Amina and Nils write, Rut comments.

Made in the database beside the demo that runs: what these stories are about begins after that.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import beside

MAKE = """
from samverka.applications.actions import Beginning, begin_application
from samverka.applications.models import Member, Place, Section
from samverka.common.tenancy import scope
from samverka.partnership.models import Membership, Organisation, Partnership
from samverka.people.models import Person
from samverka.writing.actions import begin_text

with scope(Partnership.objects.order_by("pk").first().pk):
    people = {p.email.split("@")[0]: p for p in Person.objects.all()}
    ours = Organisation.objects.get(slug="foreningen-gronskan")
    application = begin_application(
        lead=ours, what=Beginning(title="Handelsträdgården", language="sv"), by=people["amina"]
    )
    member = Member.objects.get(application=application, organisation=ours)
    Place.objects.update_or_create(
        member=member, person=people["amina"], defaults={"may": "write"}
    )
    for who, may in (("nils", "write"), ("rut", "comment"), ("petra", "read")):
        Membership.objects.get_or_create(organisation=ours, person=people[who])
        Place.objects.create(member=member, person=people[who], may=may)
    for number in range(1, NUMBER + 1):
        text = begin_text(kind="section", title="Mål och uppföljning", limit=200)
        Section.objects.create(
            application=application, key=f"s{number}", number=number,
            title=text.title, text=text, limit=200,
        )
        print(text.pk)
"""

LESS = """
from samverka.applications.models import Place
from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership
from samverka.record.actions import write_history

with scope(Partnership.objects.order_by("pk").first().pk):
    place = Place.objects.filter(person__email="nils@example.org").first()
    place.may = "read"
    place.save()
    write_history(verb="placed", of=place, by=place.person)
"""


def make_texts(folder: Path, number: int) -> list[str]:
    """The addresses of so many empty texts, without language."""
    said = beside(folder, "manage", "shell", "-v", "0", "-c", MAKE.replace("NUMBER", str(number)))
    return [f"writing/{pk}/" for pk in said.split()]


def take_the_pen_from_nils(folder: Path) -> None:
    beside(folder, "manage", "shell", "-v", "0", "-c", LESS)


def text_of(page: Page) -> Locator:
    """What is written in, when it is ready for that."""
    found = page.get_by_role("textbox", name="Mål och uppföljning")
    expect(found).to_be_visible()
    return found
