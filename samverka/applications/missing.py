"""What an application lacks before it can be sent, each with where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.budgeting.counting import budget_state
from samverka.applications.models import Application, Member, Pledge, Section
from samverka.common.templatetags.samverka import spaced


@dataclass(frozen=True)
class Missing:
    """One thing: its code, a sentence that says what to do, and the address of where."""

    code: str
    sentence: str
    url: str = ""


def missing_in(application: Application) -> list[Missing]:
    """In the order of the work: who, texts, budget, letters."""
    return [
        *_members(application),
        *_sections(application),
        *_budget(application),
        *_letters(application),
    ]


def _members(application: Application) -> Iterator[Missing]:
    invited = application.members.filter(state=Member.State.INVITED).with_organisation()
    for member in invited:
        sentence = _("%(name)s has not said yes yet.") % {"name": member.organisation.name}
        yield Missing("not_in", sentence, application.get_absolute_url())


def _sections(application: Application) -> Iterator[Missing]:
    for section in application.sections.select_related("text"):
        url = application.get_absolute_url()
        told = {"section": str(section)}
        if section.text is None or section.text.is_empty:
            if section.required:
                yield Missing("empty", _("Nothing is written under “%(section)s”.") % told, url)
            continue
        if section.is_too_long and section.text.left is not None:
            yield Missing("too_long", _too_long(section, -section.text.left), url)
        if not section.is_done:
            yield Missing("not_done", _("“%(section)s” is not done yet.") % told, url)


def _too_long(section: Section, over: int) -> str:
    words = section.counts == "words"
    if words:
        sentence = ngettext(
            "“%(section)s” is %(over)s word too long.",
            "“%(section)s” is %(over)s words too long.",
            over,
        )
    else:
        sentence = ngettext(
            "“%(section)s” is %(over)s character too long.",
            "“%(section)s” is %(over)s characters too long.",
            over,
        )
    return sentence % {"section": str(section), "over": spaced(over)}


def _budget(application: Application) -> Iterator[Missing]:
    state, url = budget_state(application), application.get_absolute_url()
    if state.problems:
        sentence = ngettext(
            "The budget has %(number)s thing to mend.",
            "The budget has %(number)s things to mend.",
            state.problems,
        )
        yield Missing("breaches", sentence % {"number": state.problems}, url)
    elif state.exists and not state.locked:
        yield Missing("not_locked", _("The budget is not locked yet."), url)


def _letters(application: Application) -> Iterator[Missing]:
    url = reverse("applications:letters", args=[application.pk])
    for member in unsigned(application):
        sentence = _("The letter of %(name)s is not signed.") % {"name": member.organisation.name}
        yield Missing("unsigned", sentence, url)


def unsigned(application: Application) -> QuerySet[Member]:
    """Those who take part, but not the lead, whose letter has not come back signed."""
    others = application.members.current().exclude(role=Member.Role.LEAD)
    return others.exclude(pledge__state=Pledge.State.SIGNED).select_related("organisation")
