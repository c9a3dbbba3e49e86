"""What has happened to an application, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.models import Application, Asked, Member, Section
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.models import History

SHOWN = 60

STORY: dict[str, Promise] = {
    "begun": gettext_lazy("%(who)s began the application."),
    "edited": gettext_lazy("%(who)s changed what it says of itself."),
    "edition_changed": gettext_lazy("%(who)s moved it to edition %(number)s of the form."),
    "invited": gettext_lazy("%(name)s was asked to take part."),
    "asked": gettext_lazy("%(name)s was asked by letter."),
    "asked_withdrawn": gettext_lazy("The letter to %(name)s was taken back."),
    "asked_declined": gettext_lazy("%(name)s said no."),
    "joined": gettext_lazy("%(name)s takes part."),
    "declined": gettext_lazy("%(name)s said no."),
    "left": gettext_lazy("%(name)s left."),
    "removed": gettext_lazy("%(who)s took %(name)s out."),
    "brought_back": gettext_lazy("%(name)s is in again."),
    "led": gettext_lazy("%(name)s leads from now on."),
    "described": gettext_lazy("%(who)s changed what %(name)s does."),
    "stood": gettext_lazy("%(name)s: %(stand)s."),
    "place_given": gettext_lazy("%(who)s gave %(person)s a place."),
    "place_taken": gettext_lazy("%(who)s took the place of %(person)s away."),
    "right_set": gettext_lazy("%(who)s changed what %(person)s may do in “%(section)s”."),
    "committed": gettext_lazy("%(name)s brings something more."),
    "commitment_changed": gettext_lazy("What %(name)s brings was changed."),
    "commitment_removed": gettext_lazy("Something that %(name)s brings was taken away."),
    "section_added": gettext_lazy("%(who)s added the section “%(section)s”."),
    "section_given": gettext_lazy("%(name)s answers for “%(section)s”."),
    "section_moved": gettext_lazy("“%(section)s”: %(state)s."),
    "words_taken_in": gettext_lazy("%(who)s took words about you into “%(section)s”."),
    "section_removed": gettext_lazy("%(who)s took a section away."),
    "step_added": gettext_lazy("%(who)s added a step."),
    "step_changed": gettext_lazy("%(who)s changed a step."),
    "step_moved": gettext_lazy("%(who)s ticked a step, or took that back."),
    "step_removed": gettext_lazy("%(who)s took a step away."),
    "letter_made": gettext_lazy("The letter of commitment from %(name)s was made."),
    "letter_signed": gettext_lazy("The signed letter from %(name)s was handed in."),
    "letter_set_aside": gettext_lazy("The signed letter from %(name)s was put aside."),
    "taken_over": gettext_lazy("%(who)s took a text over from an earlier application."),
    "sent": gettext_lazy("%(who)s sent the application."),
    "sending_taken_back": gettext_lazy("%(who)s took the sending back."),
    "granted": gettext_lazy("The funder granted it."),
    "refused": gettext_lazy("The funder refused it."),
    "decision_taken_back": gettext_lazy("%(who)s took the decision back."),
    "dropped": gettext_lazy("%(who)s dropped the application."),
    "taken_up": gettext_lazy("%(who)s took it up again."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(application: Application) -> list[Told]:
    """The newest first. What other rooms tell of stands there."""
    rows = History.objects.of(application).filter(verb__in=STORY).select_related("actor")
    latest = list(rows.order_by("-id")[:SHOWN])
    names = _Names(application, latest)
    return [Told(row.at, str(STORY[row.verb]) % names.of(row)) for row in latest]


class _Names:
    """What the numbers in the history are called today."""

    def __init__(self, application: Application, rows: list[History]) -> None:
        def numbers(name: str) -> set[Any]:
            return {row.detail.get(name) for row in rows} - {None}

        organisations = Organisation.objects.filter(pk__in=numbers("organisation"))
        self.organisations = dict(organisations.values_list("pk", "name"))
        people = Person.objects.filter(pk__in=numbers("person"))
        self.people = dict(people.values_list("pk", "name"))
        self.sections = dict(application.sections.values_list("pk", "title"))
        self.asked = dict(Asked.objects.filter(application=application).values_list("pk", "name"))

    def of(self, row: History) -> dict[str, Any]:
        said, somebody = row.detail, _("Somebody")
        organisation = self.organisations.get(said.get("organisation"), "")
        return {
            "who": (row.actor.name if row.actor else "") or somebody,
            "name": organisation or self.asked.get(said.get("asked"), "") or _("Nobody"),
            "person": self.people.get(said.get("person"), "") or somebody,
            "section": self.sections.get(said.get("section"), _("a section")),
            "number": said.get("number", ""),
            "state": _label(Section.State, said.get("to")),
            "stand": _label(Member.Stand, said.get("to")),
        }


def _label(kind: Any, value: Any) -> str:
    return str(kind(value).label) if value in kind.values else ""
