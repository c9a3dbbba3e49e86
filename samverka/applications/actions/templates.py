"""Forms to fill in: those of the house, and the groups' own. Each change is an edition."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_seen
from samverka.applications.models import Edition, Template
from samverka.applications.rules import Standing
from samverka.applications.shipped import Asked, Form
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history

OWN = "own-"  # before the number of a group's own form, where a form is chosen


@dataclass(frozen=True)
class Drawn:
    """What a group's own form says, as somebody wrote it; in the language it is written in."""

    name: str
    language: str
    sections: tuple[Asked, ...]
    funder: str = ""
    cost_rules: str = ""
    source: str = ""

    def put_into(self, template: Template) -> None:
        setattr(template, f"name_{self.language}", self.name)
        template.funder = self.funder

    def as_edition(self, template: Template, number: int) -> Edition:
        return Edition(
            template=template,
            number=number,
            sections=[asdict(one) for one in self.sections],
            language=self.language,
            cost_rules=self.cost_rules,
            source=self.source,
        )


@transaction.atomic
def take_shipped(form: Form) -> Edition:
    """The newest edition of a form of the house; made here the first time, or when it says more."""
    template, _new = Template.objects.get_or_create(
        key=form.key,
        defaults={"name_sv": form.name_sv, "name_en": form.name_en, "funder": form.funder},
    )
    newest = Edition.objects.filter(template=template).first()
    if newest and newest.shipped == form.mark:
        return newest
    return Edition.objects.create(
        template=template,
        number=newest.number + 1 if newest else 1,
        sections=form.sections_as_data,
        language=form.language,
        cost_rules=form.cost_rules,
        source=form.source,
        read_on=form.read_on,
        verified=form.verified,
        shipped=form.mark,
    )


@transaction.atomic
def make_template(*, organisation: Organisation, what: Drawn, by: Person) -> Template:
    """A form of the group's own, from nothing or from what another said."""
    if not Standing(by).may_begin_for(organisation):
        raise Refused(_("Only those who work at %(name)s can do this.") % {"name": organisation})
    _ask_sections(what)
    template = Template(organisation=organisation)
    what.put_into(template)
    template.save()
    what.as_edition(template, 1).save()
    write_history(verb="made", of=template, by=by)
    return template


@transaction.atomic
def change_template(*, template: Template, what: Drawn, by: Person, seen: int | None) -> Edition:
    """A new edition; applications keep the one they began with. `seen` is the edition's number."""
    template = Template.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if not Standing(by).may_draw(template):
        raise Refused(_("Only those whose form this is can change it."))
    newest = template.editions.aggregate(most=Max("number"))["most"] or 0
    ask_seen(newest, seen)
    _ask_sections(what)
    what.put_into(template)
    template.save()
    edition = what.as_edition(template, newest + 1)
    edition.save()
    write_history(verb="changed", of=template, by=by, number=edition.number)
    return edition


def keyed(sections: Iterable[tuple[str, dict[str, Any]]]) -> tuple[Asked, ...]:
    """Sections with a key each: the one they had, or one made from their title."""
    made: dict[str, Asked] = {}
    for key, said in sections:
        wanted = base = slugify(key or said["title"])[:50] or "section"
        number = 2
        while wanted in made:
            wanted, number = f"{base}-{number}", number + 1
        made[wanted] = Asked(key=wanted, **said)
    return tuple(made.values())


def _ask_sections(what: Drawn) -> None:
    if not what.sections:
        raise Refused(_("A form has at least one section. Give the first a title."))
