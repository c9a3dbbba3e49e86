"""Organisations come into a team, and leave it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.collaboration.actions.telling import write_to
from samverka.collaboration.models import Answer, Search, Team, TeamMember
from samverka.collaboration.rules import Standing
from samverka.common.refusal import Refused
from samverka.ideas.actions import tell_of_company
from samverka.people.models import Person
from samverka.projects.actions import add_partner, remove_partner
from samverka.record.actions import write_history


def join_team(*, search: Search, answer: Answer, by: Person) -> TeamMember:
    """The organisation that answered comes into the team of the search, which is formed if need be.

    Part of `accept_answer`, which holds the search. Whoever is in the team gets a letter; an
    idea's owner is told, and a project gets a partner.
    """
    team = _team_of(search, by)
    others = list(team.members.current().select_related("organisation"))
    joins = search.project is not None and add_partner(
        project=search.project, organisation=answer.organisation, by=by
    )
    member = TeamMember.objects.create(
        team=team,
        organisation=answer.organisation,
        role=answer.role,
        contact=answer.person,
        joined_project=joins,
    )
    write_history(verb="joined", of=team, by=by, organisation=answer.organisation_id)
    for other in others:
        if other.organisation_id != search.organisation_id:
            write_to(other.organisation, "joined", search, member=member, team=team)
    if search.idea and search.idea.is_open and not search.idea.erased_at:
        tell_of_company(idea=search.idea, who=answer.organisation, by=by)
    return member


def _team_of(search: Search, by: Person) -> Team:
    """The team of the search: its own, one that the searcher leads for the same thing, or new."""
    team = search.team or _led_for_the_same(search)
    if team is None:
        team = Team.objects.create(
            title_sv=search.title_sv,
            title_en=search.title_en,
            idea=search.idea,
            call=search.call,
            project=search.project,
        )
        contact = search.author if search.author and _works_there(search) else None
        TeamMember.objects.create(
            team=team, organisation=search.organisation, leads=True, contact=contact
        )
        write_history(verb="formed", of=team, by=by, search=search.pk)
    if search.team_id != team.pk:
        search.team = team
        search.save()
    return team


def _works_there(search: Search) -> bool:
    """A coordinator may have written it on behalf of the organisation."""
    assert search.author
    return search.organisation_id in Standing(search.author).keys


def _led_for_the_same(search: Search) -> Team | None:
    subject = {name: getattr(search, f"{name}_id") for name in ("idea", "call", "project")}
    if not any(subject.values()):
        return None
    led = TeamMember.objects.current().filter(organisation=search.organisation_id, leads=True)
    return Team.objects.filter(pk__in=led.values("team"), **subject).first()


@transaction.atomic
def leave_team(*, member: TeamMember, words: str, by: Person) -> TeamMember:
    """The organisation leaves; those who stay get a letter.

    Its own staff, or a coordinator. After one that led, the one that has been in longest leads.
    """
    member = TeamMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    standing = Standing(by)
    if not (member.organisation_id in standing.keys or standing.coordinates):
        raise Refused(_("Only %(name)s can leave.") % {"name": member.organisation.name})
    if member.left_on:
        raise Refused(_("%(name)s has left already.") % {"name": member.organisation.name})
    member.left_on, leads, member.leads = timezone.localdate(), member.leads, False
    member.save()
    team = member.team
    others = list(team.members.current().select_related("organisation"))
    leader = others[0] if leads and others else None
    if leader:
        leader.leads = True
        leader.save()
    if team.project and member.joined_project:
        remove_partner(project=team.project, organisation=member.organisation, by=by)
    # Whoever has left may ask to come back, and is then said yes or no to again.
    Answer.objects.filter(
        search__team=team, organisation=member.organisation, state=Answer.State.ACCEPTED
    ).update(state=Answer.State.WITHDRAWN, version=F("version") + 1)
    write_history(verb="left", of=team, by=by, organisation=member.organisation_id)
    search = team.searches.order_by("pk").first()
    for other in others:
        if search:
            organisation = other.organisation
            write_to(
                organisation,
                "left",
                search,
                member=member,
                team=team,
                words=words,
                leader=leader,
            )
    return member
