"""Texts of an earlier application are taken over, and the trace stays."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_being_written, lock_application, tell
from samverka.applications.models import Section, TakenOver
from samverka.applications.models.reuse import mark_of_text
from samverka.applications.rules import Standing, pen_in
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.writing.actions.storing import edit
from samverka.writing.prose import make_say
from samverka.writing.rules import Right


@transaction.atomic
def take_over_several(*, pairs: Iterable[tuple[Section, Section]], by: Person) -> list[TakenOver]:
    """For each section the earlier one that it gets its text from; all of them or none."""
    return [take_over(section=section, source=source, by=by) for section, source in pairs]


@transaction.atomic
def take_over(*, section: Section, source: Section, by: Person) -> TakenOver:
    """The text of an earlier section stands in an empty one; it says where it came from."""
    lock_application(section.application)
    section = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    ask_being_written(section.application)
    if pen_in(section, by) < Right.WRITE or not Standing(by).may_see(source.application):
        raise Refused(_("You may read this text, not change it."))
    if section.text is None or not section.text.is_empty:
        raise Refused(
            _("“%(section)s” has a text already. Empty it first.") % {"section": section.title}
        )
    if source.text is None or source.text.is_empty:
        raise Refused(_("Nothing is written under “%(section)s”.") % {"section": source.title})
    content = source.text.content
    edit(text=section.text, by=by, change=lambda doc: make_say(doc, content))
    if section.state == Section.State.EMPTY:
        section.state = Section.State.WRITING
        section.save(update_fields=["state"])
    facts = {
        "source": source,
        "title": f"{source.application.title}: {source.title}",
        "mark": mark_of_text(source.text.plain),
        "by": by,
    }
    taken, _new = TakenOver.objects.update_or_create(section=section, defaults=facts)
    tell(section.application, "taken_over", by=by, section=section.pk, source=source.pk)
    return taken
