"""Whom the lead could ask: from the team, from a search for collaborators, by name."""

from samverka.applications.models import Application, Member
from samverka.collaboration.models import Answer
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet

BY_NAME = 8


def candidates(
    application: Application, words: str
) -> tuple[list[Organisation], list[Organisation]]:
    """Those who already work with them towards this, and those found by `words`; none who is in."""
    there = application.members.filter(state__in=(Member.State.IN, Member.State.INVITED))
    free = Organisation.objects.partners().exclude(pk__in=there.values("organisation"))
    near = list(_near(application, free).with_listing()[:BY_NAME])
    found = list(free.saying(words).with_listing()[:BY_NAME]) if words else []
    return near, found


def _near(application: Application, free: OrganisationQuerySet) -> OrganisationQuerySet:
    team = application.team_id
    answers = Answer.objects.filter(state=Answer.State.ACCEPTED)
    lead = application.members.filter(role=Member.Role.LEAD).values("organisation")
    ours = answers.filter(search__organisation__in=lead)
    if application.call_id:
        ours = ours.filter(search__call=application.call_id)
    elif team is None:
        ours = ours.none()
    in_team = free.filter(teams__team=team, teams__left_on=None) if team else free.none()
    keys = {*in_team.values_list("pk", flat=True), *ours.values_list("organisation", flat=True)}
    return free.filter(pk__in=keys)
