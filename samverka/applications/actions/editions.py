"""An application moves to another edition of its form. No text is lost by it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.sections import ASKED_FOR, make_section
from samverka.applications.actions.telling import ask_lead, lock_application, tell
from samverka.applications.models import Application, Edition, Section
from samverka.common.refusal import Refused
from samverka.people.models import Person


@dataclass
class Changes:
    """What another edition asks for: `new` sections, `changed` ones, and what it does not ask."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Section, dict[str, Any]]] = field(default_factory=list)
    not_asked: list[Section] = field(default_factory=list)

    @property
    def are_none(self) -> bool:
        return not (self.new or self.changed or self.not_asked)


def changes_to(application: Application, edition: Edition) -> Changes:
    """What would become of the sections; nothing is changed."""
    known = {one.key: one for one in application.sections.select_related("text")}
    changes = Changes()
    for said in edition.sections:
        section = known.pop(said["key"], None)
        if section is None:
            changes.new.append(said)
        elif section.own or any(getattr(section, name) != said[name] for name in ASKED_FOR):
            changes.changed.append((section, said))
    changes.not_asked = [one for one in known.values() if not one.own]
    return changes


@transaction.atomic
def move_to_edition(*, application: Application, edition: Edition, by: Person) -> Application:
    """The form's sections in its order, then the rest.

    What the new edition does not ask for becomes a section of their own, with its text.
    """
    application = lock_application(application)
    ask_lead(by, application)
    if application.edition_id == edition.pk:
        raise Refused(_("It follows this edition already."))
    changes = changes_to(application, edition)
    for section, said in changes.changed:
        for name in ASKED_FOR:
            setattr(section, name, said[name])
        section.own = False
        _save(section)
    for section in changes.not_asked:
        section.own, section.required = True, False
        _save(section)
    for said in changes.new:
        make_section(application, 0, said["key"], **{name: said[name] for name in ASKED_FOR})
    _put_in_order(application, edition)
    application.edition = edition
    application.version += 1
    application.save()
    tell(application, "edition_changed", by=by, number=edition.number)
    return application


def _save(section: Section) -> None:
    """The text carries its title and limit too: whoever writes sees them counted."""
    section.version += 1
    section.save()
    if section.text:
        section.text.title = section.title
        section.text.limit, section.text.counts = section.limit, section.counts
        section.text.save(update_fields=["title", "limit", "counts"])


def _put_in_order(application: Application, edition: Edition) -> None:
    places = {said["key"]: number for number, said in enumerate(edition.sections)}
    rows = sorted(
        application.sections.all(), key=lambda one: (places.get(one.key, len(places)), one.number)
    )
    for number, row in enumerate(rows, start=1):
        row.number = number
    Section.objects.bulk_update(rows, ["number"])
