"""Who takes part: organisations of ours and others, each in a role."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects.actions.telling import lock_project, tell
from samverka.projects.models import (
    Contribution,
    OutsidePartner,
    Project,
    ProjectPartner,
    Role,
)


@transaction.atomic
def add_partner(
    *, project: Project, organisation: Organisation, by: Person, role: str = Role.PARTNER
) -> bool:
    """The organisation takes part in the project; says whether it did not before."""
    project = lock_project(project, by=by)
    if ProjectPartner.objects.filter(project=project, organisation=organisation).exists():
        return False
    _make_room(project, role)
    ProjectPartner.objects.create(project=project, organisation=organisation, role=role)
    tell(project, "partner_added", by=by, organisation=organisation.pk)
    return True


@transaction.atomic
def change_partner(*, taker: ProjectPartner, facts: Mapping[str, Any], by: Person) -> None:
    """Its role, and since and until when. Who leads, leads alone."""
    project = lock_project(taker.project, by=by)
    taker = ProjectPartner.objects.get(pk=taker.pk)
    if facts["role"] != taker.role:
        _make_room(project, facts["role"])
    for name, value in facts.items():
        setattr(taker, name, value)
    if taker.since and taker.until and taker.until < taker.since:
        raise Refused(_("The last day lies before the first."))
    taker.save()
    tell(project, "partner_changed", by=by, organisation=taker.organisation_id)


@transaction.atomic
def remove_partner(*, project: Project, organisation: Organisation, by: Person) -> None:
    """It never took part. One that has put something in has: then say until when."""
    project = lock_project(project, by=by)
    taker = ProjectPartner.objects.filter(project=project, organisation=organisation)
    if Contribution.objects.filter(partner__in=taker).exists():
        raise Refused(_("It has put something into the project. Write until when it took part."))
    taker.delete()
    tell(project, "partner_removed", by=by, organisation=organisation.pk)


@transaction.atomic
def add_outsider(
    *, project: Project, name: str, by: Person, country: str = "", role: str = Role.PARTNER
) -> bool:
    """Somebody who is not in the partnership; says whether the name was not there before."""
    project = lock_project(project, by=by)
    if OutsidePartner.objects.filter(project=project, name=name).exists():
        return False
    _make_room(project, role)
    OutsidePartner.objects.create(project=project, name=name, country=country, role=role)
    tell(project, "outsider_added", by=by)
    return True


@transaction.atomic
def remove_outsider(*, outsider: OutsidePartner, by: Person) -> None:
    project = lock_project(outsider.project, by=by)
    OutsidePartner.objects.filter(pk=outsider.pk).delete()
    tell(project, "outsider_removed", by=by)


def _make_room(project: Project, role: str) -> None:
    """Whoever led until now is a partner like others."""
    if role == Role.LEAD:
        for kind in (ProjectPartner, OutsidePartner):
            kind._default_manager.filter(project=project, role=Role.LEAD).update(role=Role.PARTNER)
