"""What calendars know about a person: that one has an address. Others tell what stands in it."""

from django.utils.translation import gettext_lazy as _

from samverka.calendars.models import CalendarAddress
from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.people.models import Person


def _addresses(person: Person) -> list[Facts]:
    """Without the key: whoever came upon the export could read on for ever."""
    rows = everywhere(CalendarAddress).filter(person=person).order_by("pk")
    return [{"made": row.made_at, "calls": row.calls} for row in rows]


ADDRESS = PersonalData(
    name="calendar_address",
    title=_("The address of your own calendar"),
    models=("calendars.CalendarAddress",),
    collect=_addresses,
    when_erased=_("It goes, and leads nowhere as soon as your account is closed."),
)
