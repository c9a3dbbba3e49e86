"""What the collaborator search knows about a person. What organisations said stays theirs."""

from django.utils.translation import gettext_lazy as _

from samverka.collaboration.models import Answer, Search, TeamMember
from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.people.models import Person


def _searches(person: Person) -> list[Facts]:
    rows = everywhere(Search).filter(author=person).order_by("pk")
    return [{"title": row.title, "text": row.what, "at": row.written_at} for row in rows]


def _answers(person: Person) -> list[Facts]:
    rows = everywhere(Answer).filter(person=person).select_related("search").order_by("pk")
    return [
        {"to": row.search.title, "text": row.words, "answer": row.state, "at": row.answered_at}
        for row in rows
    ]


def _teams(person: Person) -> list[Facts]:
    rows = everywhere(TeamMember).filter(contact=person).select_related("organisation", "team")
    return [
        {"title": str(row.team), "organisation": row.organisation.name, "since": row.since}
        for row in rows.order_by("pk")
    ]


SEARCHES = PersonalData(
    name="searches",
    title=_("Searches you have written"),
    models=("collaboration.Search",),
    collect=_searches,
    when_erased=_("They stay as your organisation's, without your name."),
)
ANSWERS = PersonalData(
    name="answers",
    title=_("Answers you have given to searches"),
    models=("collaboration.Answer",),
    collect=_answers,
    when_erased=_("They stay as your organisation's, without your name."),
)
TEAMS = PersonalData(
    name="teams",
    title=_("Teams in which you are the contact"),
    models=("collaboration.TeamMember",),
    collect=_teams,
    when_erased=_("Your organisation stays in the team and names another contact."),
)
