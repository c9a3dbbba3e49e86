"""Services are entered, changed, and say whether they take new cases."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.common.slugs import free_slug
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.support import rules
from samverka.support.models import Need, Service

LONGEST_FULL = timedelta(days=730)
SLUG_LENGTH = 70
# Addresses beside the services' own.
TAKEN = {"new", "propose", "proposals", "workshop", "workshops"}
SETS = ("needs", "themes", "municipalities")


@transaction.atomic
def add_service(*, organisation: Organisation, told: dict[str, Any], by: Person) -> Service:
    """Enter a service of an organisation; `told` holds its fields by name."""
    if not rules.organisations_of(by).filter(pk=organisation.pk).exists():
        raise Refused(_("Only those who work at the organisation enter its services."))
    plain, sets = _apart(told)
    service = Service(organisation=organisation, **plain)
    service.slug = address_of(organisation, service.name_sv)
    service.save()
    for name, rows in sets.items():
        getattr(service, name).set(rows)
    write_history(verb="added", of=service, by=by)
    return service


@transaction.atomic
def edit_service(*, service: Service, told: dict[str, Any], by: Person, seen: int) -> Service:
    """Change what is said of a service; `seen` is the version that the person was reading."""
    service = lock_service(service)
    if not rules.may_edit(by, service):
        raise Refused(_("Only those who work at the organisation change its services."))
    if service.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this service while you were writing. What you wrote is"
                " still here: compare with how it stands now, and save again."
            )
        )
    plain, sets = _apart(told)
    changed = [name for name, value in plain.items() if getattr(service, name) != value]
    for name in changed:
        setattr(service, name, plain[name])
    for name, rows in sets.items():
        here = getattr(service, name)
        if {row.pk for row in here.all()} != {row.pk for row in rows}:
            here.set(rows)
            changed.append(name)
    service.version += 1
    service.reviewed_on = timezone.localdate()  # who saves has looked it through
    service.save()
    write_history(verb="edited", of=service, by=by, fields=changed)
    return service


def _apart(told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the row itself, and its sets of other rows."""
    plain = {name: value for name, value in told.items() if name not in SETS}
    return plain, {name: list(told[name]) for name in SETS if name in told}


@transaction.atomic
def set_capacity(
    *,
    service: Service,
    capacity: str,
    until: date | None = None,
    by: Person | None = None,
    role: History.Role = History.Role.PERSON,
) -> Service:
    """Say whether new cases are taken. `full` needs the day when there is room again.

    In the role of an advisor, whoever holds the address of a question has been let in by it.
    """
    service = lock_service(service)
    if role != History.Role.ADVISOR and (by is None or not rules.may_edit(by, service)):
        raise Refused(_("Only those who work at the organisation say what it has room for."))
    if capacity == Service.Capacity.FULL:
        _check_until(until)
    service.capacity = Service.Capacity(capacity)
    service.full_until = until if capacity == Service.Capacity.FULL else None
    service.save()
    write_history(
        verb="capacity",
        of=service,
        by=by,
        role=role,
        to=capacity,
        until=str(service.full_until) if service.full_until else None,
    )
    return service


def _check_until(until: date | None) -> None:
    today = timezone.localdate()
    if until is None:
        raise Refused(_("Write the day from which you take new cases again."))
    if until <= today:
        raise Refused(_("The day has to lie ahead. From that day you take new cases again."))
    if until - today > LONGEST_FULL:
        raise Refused(_("That is more than two years ahead. Choose “Takes no new cases” instead."))


def extend_service(*, service: Service, need: Need, stage: str, by: Person) -> Service:
    """The service is found in one more cell of the map."""
    service = lock_service(service)
    service.needs.add(need)
    if stage not in service.stages:
        order = list(Service.Stage.values)
        service.stages = sorted([*service.stages, stage], key=order.index)
    service.version += 1
    service.save()
    write_history(verb="edited", of=service, by=by, fields=["needs", "stages"])
    return service


def lock_service(service: Service) -> Service:
    rows = Service.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=service.pk)


def address_of(organisation: Organisation, name: str) -> str:
    """One that no other service has: words of the organisation and the name."""
    words = f"{organisation.name} {name}"
    return free_slug(
        words, Service.objects.all(), length=SLUG_LENGTH, otherwise="service", taken=TAKEN
    )
