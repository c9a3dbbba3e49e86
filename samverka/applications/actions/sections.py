"""Sections of an application: laid out from a form, given to somebody, moved on, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from pycrdt import Doc

from samverka.applications.actions.reminding import end_tasks
from samverka.applications.actions.telling import (
    ask_being_written,
    ask_lead,
    ask_seen,
    ask_writer,
    lock_application,
    tell,
)
from samverka.applications.models import (
    Application,
    Edition,
    Member,
    Place,
    Section,
    SectionRight,
)
from samverka.applications.rules import Standing, pen_in
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.writing.actions.storing import begin_text, edit
from samverka.writing.prose import document_of, make_say
from samverka.writing.rules import Right

ASKED_FOR = ("title", "guidance", "limit", "counts", "required")


@dataclass(frozen=True)
class Care:
    """Who answers for a section, who writes it, until when."""

    owner: Member | None = None
    writer: Place | None = None
    due_on: date | None = None


def lay_out(application: Application, edition: Edition) -> None:
    """A section for each that the form asks for. Part of beginning an application."""
    for number, said in enumerate(edition.sections, start=1):
        make_section(application, number, said["key"], **_asked_for(said))


def _asked_for(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ASKED_FOR if name in said}


def make_section(application: Application, number: int, key: str, **said: Any) -> Section:
    """With an empty text, which is written at the section's own address."""
    section = Section(application=application, number=number, key=key, **said)
    section.save()
    section.text = begin_text(
        kind="section",
        title=section.title,
        limit=section.limit,
        counts=section.counts,
        address=f"applications/{application.pk}/sections/{section.pk}/",
    )
    section.save()
    return section


@transaction.atomic
def add_section(
    *,
    application: Application,
    title: str,
    by: Person,
    guidance: str = "",
    limit: int | None = None,
) -> Section:
    """One of their own, after the others."""
    application = lock_application(application)
    ask_lead(by, application)
    known = set(application.sections.values_list("key", flat=True))
    base = f"own-{slugify(title)[:40] or 'section'}"
    key = next(one for one in [base, *(f"{base}-{n}" for n in range(2, 999))] if one not in known)
    number = len(known) + 1
    section = make_section(
        application, number, key, title=title, guidance=guidance, limit=limit, own=True
    )
    tell(application, "section_added", by=by, section=section.pk)
    return section


@transaction.atomic
def give_section(*, section: Section, care: Care, by: Person, seen: int | None = None) -> Section:
    """Say who answers for it, who writes, until when; what was waiting for others ends."""
    section = lock_section(section, seen=seen)
    ask_lead(by, section.application)
    if care.owner and not care.owner.is_in:
        raise Refused(_("%(name)s is not in.") % {"name": care.owner.organisation})
    if care.writer and (care.owner is None or care.writer.member_id != care.owner.pk):
        raise Refused(_("Choose somebody of the organisation that answers for the section."))
    section.owner, section.writer, section.due_on = care.owner, care.writer, care.due_on
    section.save()
    end_tasks(section, dropped=True)
    owner = care.owner.organisation_id if care.owner else None
    tell(section.application, "section_given", by=by, section=section.pk, organisation=owner)
    return section


@transaction.atomic
def move_section(*, section: Section, to: str, by: Person, seen: int | None = None) -> Section:
    """Further, or back: done can be taken back."""
    section = lock_section(section, seen=seen)
    may = Standing(by).may_lead(section.application) or pen_in(section, by) == Right.WRITE
    if not may:
        raise Refused(_("Only those who write in the section can do this."))
    if not section.application.is_being_written:
        raise Refused(_("The application is not being written any more."))
    if section.state == to:
        return section
    if not section.can_move(to):
        raise Refused(_("That does not come next here."))
    before, section.state = section.state, to
    section.save()
    if section.is_done:
        end_tasks(section)
    tell(section.application, "section_moved", by=by, section=section.pk, before=before, to=to)
    return section


@transaction.atomic
def order_section(*, section: Section, up: int, by: Person) -> Section:
    """So many places up, or down where `up` is less than nothing. The form's own numbers follow."""
    application = lock_application(section.application)
    ask_lead(by, application)
    rows = list(application.sections.all())
    here = [row.pk for row in rows].index(section.pk)
    moved = rows.pop(here)
    rows.insert(max(0, here - up), moved)
    for number, row in enumerate(rows, start=1):
        row.number = number
    Section.objects.bulk_update(rows, ["number"])
    return moved


@transaction.atomic
def remove_section(*, section: Section, by: Person) -> None:
    """Only one of their own that is empty: what somebody has written is never thrown away so."""
    section = lock_section(section)
    ask_lead(by, section.application)
    if not section.own:
        raise Refused(_("The form asks for this section. Move to another edition of it instead."))
    if section.text and not section.text.is_empty:
        raise Refused(_("Something is written there. Take the text away first."))
    text = section.text
    end_tasks(section, dropped=True)
    tell(section.application, "section_removed", by=by, title=section.key)
    section.delete()
    if text:
        text.delete()


@transaction.atomic
def set_right(*, section: Section, place: Place, may: str, by: Person) -> None:
    """What one person may do in one section; empty: the same as everywhere."""
    standing = Standing(by)
    ask_writer(by, section.application)
    if place.member.application_id != section.application_id or not standing.may_place(
        place.member
    ):
        raise Refused(_("Only the lead, and who has a place there, can do this."))
    if may:
        SectionRight.objects.update_or_create(section=section, place=place, defaults={"may": may})
    else:
        SectionRight.objects.filter(section=section, place=place).delete()
    tell(
        section.application,
        "right_set",
        by=by,
        section=section.pk,
        person=place.person_id,
        may=may,
    )


@transaction.atomic
def take_in_words(*, section: Section, paragraphs: Sequence[str], by: Person) -> Section:
    """Paragraphs after what stands in the text already: nothing is written over."""
    section = lock_section(section)
    ask_being_written(section.application)
    if section.text is None or pen_in(section, by) != Right.WRITE:
        raise Refused(_("Only those who write in the section can do this."))

    def add(doc: Doc) -> None:
        before = [one for one in document_of(doc)["content"] if one.get("content")]
        added = [{"type": "paragraph", "content": [{"type": "text", "text": one}]} for one in lines]
        make_say(doc, {"type": "doc", "content": [*before, *added]})

    lines = [line for one in paragraphs for line in one.splitlines() if line.strip()]
    edit(text=section.text, by=by, change=add)
    if section.state == Section.State.EMPTY:
        section.state = Section.State.WRITING
    section.save()
    tell(section.application, "words_taken_in", by=by, section=section.pk)
    return section


def lock_section(section: Section, *, seen: int | None = None) -> Section:
    fresh = (
        Section.objects.select_for_update(of=("self",))
        .select_related("application", "text")
        .get(pk=section.pk)
    )
    ask_seen(fresh.version, seen)
    fresh.version += 1
    return fresh
