"""What the support map knows about a person. Notes of a workshop are nobody's by account."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.support.models import Proposal, Workshop


def _proposals(person: Person) -> list[Facts]:
    rows = everywhere(Proposal).filter(by=person).select_related("need").order_by("pk")
    return [
        {"need": row.need.title, "stage": chosen(row, "stage"), "text": row.why, "at": row.at}
        for row in rows
    ]


def _workshops(person: Person) -> list[Facts]:
    rows = everywhere(Workshop).filter(led_by=person).order_by("pk")
    return [{"title": row.title, "date": row.on} for row in rows]


PROPOSALS = PersonalData(
    name="proposals",
    title=_("What you have proposed for the support map"),
    models=("support.Proposal",),
    collect=_proposals,
    when_erased=_("They stay as your organisation's, without your name."),
)
WORKSHOPS = PersonalData(
    name="workshops",
    title=_("Workshops you have led"),
    models=("support.Workshop",),
    collect=_workshops,
    when_erased=_("They stay without your name."),
)
