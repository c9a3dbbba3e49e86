"""What calls know about a person: who entered a source."""

from django.utils.translation import gettext_lazy as _

from samverka.calls.models import CallSource
from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.people.models import Person


def _sources(person: Person) -> list[Facts]:
    rows = everywhere(CallSource).filter(made_by=person).order_by("pk")
    return [{"source": row.name, "made_at": row.made_at} for row in rows]


CALL_SOURCES = PersonalData(
    name="call_sources",
    title=_("Sources of calls that you entered"),
    models=("calls.CallSource",),
    collect=_sources,
    when_erased=_("The sources stay, without your name."),
)
