"""What texts and pages know about a person."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.pages.models import Page, Review, Version
from samverka.people.models import Person


def _versions(person: Person) -> list[Facts]:
    versions = everywhere(Version).filter(by=person).select_related("text").order_by("pk")
    return [
        {"text": str(one.text), "version": one.number, "note": one.note, "at": one.at}
        for one in versions
    ]


def _care(person: Person) -> list[Facts]:
    pages = everywhere(Page).filter(person=person).order_by("pk")
    reviews = everywhere(Review).filter(by=person).order_by("pk")
    return [
        *({"page": str(page)} for page in pages),
        *({"looked_through": str(review), "at": review.at} for review in reviews),
    ]


TEXTS = PersonalData(
    name="texts",
    title=_("Texts of the partnership you have written"),
    models=("pages.Version",),
    collect=_versions,
    when_erased=_("They stay without your name."),
)
PAGES = PersonalData(
    name="pages",
    title=_("Pages you hear about and have looked through"),
    models=("pages.Page", "pages.Review"),
    collect=_care,
    when_erased=_("They stay without your name."),
)
