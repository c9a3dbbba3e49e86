"""The minutes in the reader's language, from their content alone: for the page and for files."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common.languages import Worded, other_language, reader_language, worded
from samverka.common.papers import whole_day
from samverka.common.templatetags.samverka import clock
from samverka.meetings.models import Attendee, Body
from samverka.minutes.content import Content
from samverka.minutes.models import Motion, Officer, Paragraph, Resolution, TakenUpAgain
from samverka.tasks.models import Task

FIRST_OF_MARK = 12  # digits of a hash that tell versions apart to the eye


@dataclass(frozen=True)
class Entry:
    """One thing of a list, and what is said of it."""

    words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Item:
    """One paragraph. What is `told` comes before what is written, `sections` after."""

    reference: str
    title: str
    notes: tuple[str, ...]
    told: Section
    written: str
    sections: tuple[Section, ...]
    papers: tuple[Entry, ...]


@dataclass(frozen=True)
class Read:
    """The whole of the minutes in words."""

    title: str
    partnership: str
    example: bool
    facts: tuple[tuple[str, str], ...]
    present: tuple[Entry, ...]
    officers: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]


def read(content: Content) -> Read:
    return Read(
        title=in_language(content["title"]),
        partnership=content["partnership"],
        example=content["example"],
        facts=_facts(content),
        present=tuple(_present(one) for one in content["present"]),
        officers=tuple(
            (label(Officer.Role, one["role"]), named(one)) for one in content["officers"]
        ),
        items=tuple(_item(one) for one in content["paragraphs"]),
    )


def label(choices: type[TextChoices], code: str) -> str:
    """What a code means; a code of another time stands as it is."""
    return str(choices(code).label) if code in choices.values else code


def named(one: Content) -> str:
    """A contact that is called like their partner is named once."""
    return ", ".join(dict.fromkeys(filter(None, (one["name"], one["organisation"]))))


def in_language(both: Content) -> Worded:
    here = reader_language()
    language = here if both[here] else other_language(here)
    return worded(both[language], language)


def short(mark: str) -> str:
    return mark[:FIRST_OF_MARK]


def _facts(content: Content) -> tuple[tuple[str, str], ...]:
    opened, closed = _moment(content["opened_at"]), _moment(content["closed_at"])
    place = ", ".join(filter(None, (in_language(content["place"]), content["municipality"])))
    facts = (
        (_("Body"), label(Body, content["body"])),
        (_("Day"), whole_day(_moment(content["starts_at"]))),
        (_("Place"), place),
        (_("Opened"), clock(opened)),
        (_("Closed at"), clock(closed)),
        (_("The notice was late"), content.get("late_why", "")),  # older versions kept none
    )
    return tuple(one for one in facts if one[1])


def _present(one: Content) -> Entry:
    notes = [label(Attendee.Part, one["part"])]
    if one["votes"]:
        notes.append(_("on the voting list"))
    if one["stands_in_for"]:
        notes.append(_("instead of %(name)s") % {"name": one["stands_in_for"]})
    if one["by_link"]:
        notes.append(_("by link"))
    for key, under, at in (
        ("arrived", _("came %(time)s, under %(paragraph)s"), _("came %(time)s")),
        ("left", _("left %(time)s, under %(paragraph)s"), _("left %(time)s")),
    ):
        if one[f"{key}_at"]:
            told = {"time": clock(_moment(one[f"{key}_at"])), "paragraph": one[f"{key}_under"]}
            notes.append((under if told["paragraph"] else at) % told)
    return Entry(named(one), tuple(notes))


def _item(one: Content) -> Item:
    conflicts = tuple(Entry(_with_words(each)) for each in one["conflicts"])
    heard = one.get("heard", [])  # older versions kept none
    sections = (
        Section(_("Decisions of earlier meetings"), tuple(_heard(each) for each in heard)),
        Section(_("Proposals"), tuple(_motion(each) for each in one["motions"])),
        Section(_("Votes"), tuple(_ballot(each) for each in one["ballots"])),
        Section(_("Decisions"), tuple(_resolution(each) for each in one["resolutions"])),
    )
    return Item(
        reference=f"§ {one['number']}/{one['year']}",
        title=in_language(one["title"]),
        notes=_notes(one),
        told=Section(_("Stands aside because of an interest of their own"), conflicts),
        written=one["written"],
        sections=tuple(section for section in sections if section.entries),
        papers=tuple(_paper(each) for each in one["papers"]),
    )


def _heard(one: Content) -> Entry:
    notes = [label(Task.State, one["outcome"])]
    if one["due_on"]:
        day = whole_day(date.fromisoformat(one["due_on"]))
        notes.append(_("By %(day)s") % {"day": day})
    return Entry(f"{one['reference']} {one['words']}", tuple(notes))


def _notes(one: Content) -> tuple[str, ...]:
    notes = []
    if one["state"] in (Paragraph.State.TABLED, Paragraph.State.REFERRED):
        notes.append(label(Paragraph.State, one["state"]))
    if again := one["again"]:
        why = label(TakenUpAgain.Why, again["why"])
        notes.append(f"{again['reference']}: {why}")
    return tuple(notes)


def _motion(one: Content) -> Entry:
    notes = [_("By %(name)s") % {"name": named(one["by"])}]
    if one["behind"]:
        names = "; ".join(named(each) for each in one["behind"])
        notes.append(_("Behind it stand %(names)s") % {"names": names})
    if one["state"] != Motion.State.STANDING:
        notes.append(label(Motion.State, one["state"]))
    return Entry(one["words"], tuple(notes))


def _ballot(one: Content) -> Entry:
    voted = sum(each["number"] for each in one["options"])
    told = ngettext(
        "%(n)s of %(all)s on the voting list voted.",
        "%(n)s of %(all)s on the voting list voted.",
        voted,
    ) % {"n": voted, "all": one["entitled"]}
    kind = _("Secret vote.") if one["secret"] else _("Open vote.")
    return Entry(one["question"], (f"{kind} {told}", *_counted(one)))


def _counted(one: Content) -> list[str]:
    lines = []
    for option in one["options"]:
        chose = [named(vote) for vote in one["votes"] if vote["choice"] == option["words"]]
        names = f" ({'; '.join(chose)})" if chose else ""
        lines.append(f"{option['words']}: {option['number']}{names}")
    silent = [named(vote) for vote in one["votes"] if not vote["choice"]]
    if silent:
        lines.append(_("Did not vote: %(names)s") % {"names": "; ".join(silent)})
    return lines


def _resolution(one: Content) -> Entry:
    notes = [label(Resolution.How, one["how"])]
    if owner := _owner(one["owner"]):
        notes.append(_("Sees to it: %(name)s") % {"name": owner})
    if one["due_on"]:
        day = whole_day(date.fromisoformat(one["due_on"]))
        notes.append(_("By %(day)s") % {"day": day})
    for each in one["reservations"]:
        notes.append(_("Dissents: %(name)s") % {"name": _with_words(each)})
    return Entry(one["words"], tuple(notes))


def _owner(one: Content | None) -> str:
    if not one:
        return ""
    role = label(Task.Role, one["role"]) if one["role"] else ""
    return named(one) or role


def _with_words(one: Content) -> str:
    return f"{named(one)}: {one['words']}" if one["words"] else named(one)


def _paper(one: Content) -> Entry:
    return Entry(one["name"], (one["link"],) if one["link"] else (short(one["mark"]),))


def _moment(text: str) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(text)) if text else None
