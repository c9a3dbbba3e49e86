"""Searches told in words: what has happened, what fits, and what stands on a partner's desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.collaboration.models import Answer, Search, Team, TeamMember, subject_of
from samverka.common.languages import passages
from samverka.partnership.models import Organisation
from samverka.record.models import History
from samverka.suggest.company import Companion, Wishes, company, subject_labels
from samverka.suggest.find import Suggestion, find

PROPOSED, ON_DESK = 8, 3

STORY: dict[str, Promise] = {
    "begun": gettext_lazy("Written down."),
    "edited": gettext_lazy("The text was changed."),
    "published": gettext_lazy("Published for everybody."),
    "asked": gettext_lazy("%(name)s was asked."),
    "answered": gettext_lazy("%(name)s wants to take part."),
    "declined": gettext_lazy("%(name)s: not for them."),
    "withdrawn": gettext_lazy("%(name)s took its interest back."),
    "returned": gettext_lazy("%(name)s wants to take part again."),
    "accepted": gettext_lazy("%(name)s takes part."),
    "refused": gettext_lazy("%(name)s was told that it is not this time."),
    "reminded": gettext_lazy("A reminder was sent: somebody waits for an answer."),
    "closed": gettext_lazy("Closed."),
    "lapsed": gettext_lazy("The last day passed."),
    "reopened": gettext_lazy("Opened again."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(search: Search) -> list[Told]:
    """What has happened to a search, for those who care for it."""
    rows = [row for row in History.objects.of(search) if row.verb in STORY]
    keys = {row.detail.get("organisation") for row in rows} - {None}
    names = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [
        Told(row.at, str(STORY[row.verb]) % {"name": names.get(row.detail.get("organisation"), "")})
        for row in rows
    ]


def labels_of(search: Search) -> list[str]:
    return list(subject_labels(search.subjects).values())


def proposals_for(search: Search, known: Iterable[int], limit: int = PROPOSED) -> list[Companion]:
    """Organisations to ask, with reasons; `known` have been asked or have answered already."""
    subject = subject_of(search)
    own, about = search.own_words, ""
    if subject and not search.idea_id:
        about = passages(subject, "title") if own else passages(subject, "title", "summary")
    text = "\n\n".join(part for part in (own, about) if part)
    have = {search.organisation_id}
    if search.project:
        have |= set(search.project.partners.values_list("pk", flat=True))
    return company(
        text,
        written=own,
        have=have,
        without=set(known),
        wishes=Wishes(search.kinds, search.municipality),
        limit=limit,
    )


def works_with(organisation: Organisation) -> set[int]:
    """Those who are in a project or a team with the organisation."""
    projects = organisation.projects.values_list("partners", flat=True)
    own = TeamMember.objects.current().filter(organisation=organisation)
    teams = TeamMember.objects.current().filter(team__in=own.values("team"))
    keys = {*projects, *teams.values_list("organisation", flat=True)}
    return {key for key in keys if key} - {organisation.pk}


def companions_of(organisation: Organisation, limit: int = ON_DESK) -> list[Companion]:
    """Whom the organisation could work with and does not yet, from what it says that it does."""
    if not organisation.about:
        return []
    others = works_with(organisation)
    return company(organisation.about, have=[organisation.pk], without=others, limit=limit)


def answerable_by(organisation: Organisation, limit: int = ON_DESK) -> list[Suggestion]:
    """Open searches of others that fit what the organisation does, and that it has not answered."""
    if not organisation.about:
        return []
    answered = Answer.objects.filter(organisation=organisation).exclude(state=Answer.State.ASKED)
    own = Search.objects.filter(organisation=organisation)
    known = {*answered.values_list("search", flat=True), *own.values_list("pk", flat=True)}
    found = find(organisation.about, kinds=["search"], each=limit + len(known))
    return [one for one in found.suggestions if one.pk not in known][:limit]


@dataclass(frozen=True)
class Desk:
    """What collaboration has to say on the desk of somebody who works at this organisation."""

    organisation: Organisation
    asked: list[Answer]  # the organisation is asked, and has not answered
    waiting: list[Search]  # others wait for its yes or no
    answerable: list[Suggestion]
    companions: list[Companion]
    teams: list[Team]


def desk_of(organisation: Organisation) -> Desk:
    mine = Organisation.objects.filter(pk=organisation.pk)
    asked = [
        answer
        for answer in Answer.objects.of(mine).filter(state=Answer.State.ASKED).with_search()
        if answer.search.takes_answers
    ]
    waiting = Search.objects.filter(organisation=organisation).where_somebody_waits()
    return Desk(
        organisation=organisation,
        asked=asked,
        waiting=list(waiting.soonest_first()),
        answerable=answerable_by(organisation),
        companions=companions_of(organisation),
        teams=list(Team.objects.with_member(mine)[:ON_DESK]),
    )
