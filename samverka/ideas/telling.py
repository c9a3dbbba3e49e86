"""An idea told in words: how far it has come, and the story of what has happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.text import first_sentence
from samverka.ideas.models import Idea, Message
from samverka.record.models import History

State = Idea.State
DONE, NOW, NEXT = "done", "now", "next"
LINE = 60  # characters under a step


@dataclass(frozen=True)
class Step:
    """One of the five steps that every idea may come to."""

    name: str
    title: str
    state: str  # done, now or next
    line: str = ""


def how_far(idea: Idea) -> list[Step]:
    """Problem, idea, application, project, experience: where this idea is, always all five.

    A closed idea keeps the steps that it came to, and is at none of them now.
    """
    state = State(idea.state)
    closed = state == State.CLOSED
    reached = idea.station if closed else Idea.STATIONS.get(state, 1)
    here = {State.IN_APPLICATION: _("Being written"), State.PROJECT: _("Running")}
    lines = [first_sentence(idea.text, LINE), _("Sent and read"), "", "", ""]
    lines[reached] = here.get(state, str(state.label))
    titles = {
        "problem": _("Problem"),
        "idea": _("Idea"),
        "application": _("Application"),
        "project": _("Project"),
        "experience": _("Experience"),
    }
    return [
        Step(
            name,
            titles[name],
            DONE if place < reached + closed else NOW if place == reached else NEXT,
            lines[place],
        )
        for place, name in enumerate(titles)
    ]


@dataclass(frozen=True)
class Told:
    """One row of the story: an event in a sentence, or something that somebody said."""

    at: datetime
    sentence: str = ""
    message: Message | None = None


# What the owner is told, by the verb in the history. Verbs that are not here stay inside.
FOR_OWNER: dict[str, Promise] = {
    "sent": gettext_lazy("The idea was sent."),
    "assigned": gettext_lazy("Somebody in the partnership became responsible for the idea."),
    "moved": gettext_lazy("The idea came to a new step: %(to)s."),
    "routed": gettext_lazy("%(name)s was asked for advice."),
    "accepted": gettext_lazy("%(name)s takes the idea on."),
    "lapsed": gettext_lazy("%(name)s has not answered."),
    "declined": gettext_lazy("%(name)s could not help with this."),
    "suggested": gettext_lazy("%(name)s suggested somebody else."),
    "joined": gettext_lazy("%(name)s wants to do this together with others."),
    "published": gettext_lazy("The idea was published for everybody to read."),
    "unpublished": gettext_lazy("The idea is no longer published."),
    "withdrawn": gettext_lazy("The idea was withdrawn."),
    "returned": gettext_lazy("The idea was taken back and is new again."),
    "merged": gettext_lazy("The idea goes on together with another that says nearly the same."),
}
FOR_TEAM: dict[str, Promise] = FOR_OWNER | {
    "assigned": gettext_lazy("The responsible person was changed."),
    "reminded": gettext_lazy("%(name)s was reminded."),
    "dropped": gettext_lazy("%(name)s need not answer any more."),
    "visibility": gettext_lazy("The owner changed who may read the idea."),
    "received_merge": gettext_lazy("Another idea was merged into this one."),
}
FOR_EVERYBODY: dict[str, Promise] = {
    verb: FOR_OWNER[verb] for verb in ("sent", "moved", "accepted", "published")
}


def story_for_owner(idea: Idea) -> list[Told]:
    history = [row for row in _history(idea) if row.verb != "assigned" or row.detail.get("taken")]
    messages = idea.messages.for_owner().select_related("service__organisation")
    return _in_order(history, FOR_OWNER, messages)


def story_for_team(idea: Idea) -> list[Told]:
    messages = idea.messages.select_related("service__organisation", "author")
    return _in_order(_history(idea), FOR_TEAM, messages)


def question_in(story: Iterable[Told]) -> Message | None:
    """What we have asked the owner, who has said nothing since."""
    question = None
    for message in (told.message for told in story if told.message):
        if message.asks:
            question = message
        elif message.voice in (Message.Voice.OWNER, Message.Voice.ADDITION):
            question = None
    return question


def story_for_everybody(idea: Idea) -> list[Told]:
    return _in_order(_history(idea), FOR_EVERYBODY, [])


def _history(idea: Idea) -> list[History]:
    return list(History.objects.of(idea).select_related("actor"))


def _in_order(
    history: Iterable[History], sentences: dict[str, Promise], messages: Iterable[Message]
) -> list[Told]:
    events = [
        Told(row.at, sentence=str(sentences[row.verb]) % _facts(row))
        for row in history
        if row.verb in sentences
    ]
    said = [Told(message.at, message=message) for message in messages]
    return sorted([*events, *said], key=lambda told: told.at)


def _facts(row: History) -> dict[str, str]:
    to = row.detail.get("to")
    return {
        "name": row.detail.get("name", ""),
        "to": str(State(to).label).lower() if to in State.values else "",
    }
