"""The minutes as a document, to be printed, signed and kept."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import reader_language
from samverka.common.papers import fact_table, paragraphs, said, table, whole_day
from samverka.common.templatetags.samverka import clock
from samverka.documents import (
    BulletList,
    Document,
    Heading,
    Part,
    Signature,
    plain,
)
from samverka.documents import (
    Item as Point,
)
from samverka.minutes.adjusted import Shown
from samverka.minutes.reading import Entry, Item, Read, read


def minutes_paper(shown: Shown, now: datetime) -> Document:
    """In the language of the reader. Of a version it is always the same file, but for approvals."""
    told = read(shown.content)
    parts: list[Part] = []
    if told.example:
        parts.append(said(_("This meeting is an example of a demonstration."), italic=True))
    if not shown.minutes.is_locked:
        parts.append(said(_("Not approved yet."), bold=True))
    parts += [fact_table(told.facts), Heading(1, plain(_("Present"))), *_present(told.present)]
    if told.officers:
        parts += [Heading(1, plain(_("Chosen by the meeting"))), fact_table(told.officers)]
    for item in told.items:
        parts += _item(item)
    parts += _end(shown)
    title = _("Minutes: %(title)s") % {"title": told.title}
    made = shown.minutes.locked_at or (shown.version.made_at if shown.version else now)
    return Document(
        title,
        reader_language(),
        tuple(parts),
        author=told.partnership,
        footer=_footer(told, shown),
        made=made,
    )


def _footer(told: Read, shown: Shown) -> str:
    if shown.version is None:
        return told.title
    return f"{told.title} · {shown.short}"


def _item(item: Item) -> list[Part]:
    parts: list[Part] = [Heading(1, plain(f"{item.reference} {item.title}"))]
    parts += [said(note, italic=True) for note in item.notes]
    if item.told.entries:
        parts += [said(item.told.title, bold=True), _list(item.told.entries)]
    parts += paragraphs(item.written)
    for section in item.sections:
        parts += [said(section.title, bold=True), _list(section.entries)]
    if item.papers:
        parts += [said(_("Papers"), bold=True), _list(item.papers)]
    return parts


def _present(people: tuple[Entry, ...]) -> list[Part]:
    """Forty people on one page."""
    if not people:
        return [said(_("Nobody is noted as present."))]
    rows = [(one.words, ", ".join(filter(None, one.notes))) for one in people]
    return [table((_("Name"), _("As")), rows, widths=(3, 2))]


def _list(entries: tuple[Entry, ...]) -> BulletList:
    return BulletList(
        tuple(
            Point((*paragraphs(one.words), *(said(note) for note in one.notes if note)))
            for one in entries
        )
    )


def _end(shown: Shown) -> list[Part]:
    """Who has approved, or room to sign; and the hash in full."""
    parts: list[Part] = []
    if shown.checks:
        parts.append(Heading(1, plain(_("Approval"))))
    if any(one.at for one in shown.checks):
        rows = [(one.attendee.name, one.role, _when(one.at), one.short) for one in shown.checks]
        header = (_("Name"), _("As"), _("Approved"), _("Mark"))
        parts.append(table(header, rows, widths=(3, 2, 3, 2)))
    if not shown.minutes.is_locked:
        labels = tuple(f"{one.attendee.name}, {one.role.lower()}" for one in shown.checks)
        parts += [Signature(labels)] if labels else []
    if shown.version:
        told = {"number": shown.version.number, "moment": _when(shown.version.made_at)}
        parts += [
            said(_("Version %(number)s, kept %(moment)s. Its mark (SHA-256):") % told),
            said(shown.version.hash),
        ]
    return parts


def _when(moment: datetime | None) -> str:
    return f"{whole_day(timezone.localdate(moment))} {clock(moment)}" if moment else ""
