"""The start of a joint application: from a team, a call or nothing at all."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.sections import lay_out
from samverka.applications.actions.steps import count_back
from samverka.applications.models import Application, Edition, Member, Place
from samverka.applications.rules import Standing
from samverka.calls.models import Call
from samverka.collaboration.models import Team
from samverka.common.refusal import Refused
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.partnership.rules import work_there
from samverka.people.models import Person
from samverka.radar.models import Decision
from samverka.record.actions import write_history


@dataclass(frozen=True)
class Beginning:
    """What an application begins with: what it is called, in which language, for what.

    Without a last day of its own it has that of the call.
    """

    title: str
    language: str
    call: Call | None = None
    idea: Idea | None = None
    team: Team | None = None
    edition: Edition | None = None
    due_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def begin_application(*, lead: Organisation, what: Beginning, by: Person) -> Application:
    """The organisation leads, whoever begins is the first in it, and the team comes along.

    Raises `Refused` where they do not work at the organisation, or it is no partner.
    """
    if not Standing(by).may_begin_for(lead):
        raise Refused(_("Only those who work at %(name)s can do this.") % {"name": lead.name})
    call = what.call or (what.team.call if what.team else None)
    application = Application.objects.create(
        title=what.title,
        language=what.language,
        team=what.team,
        call=call,
        idea=what.idea or (what.team.idea if what.team else None),
        edition=what.edition,
        currency=call.currency if call else "SEK",
        due_on=what.due_on or (call.next_stop if call else None),
        starts_on=what.starts_on,
        ends_on=what.ends_on,
        author=by,
    )
    first = Member.objects.create(
        application=application, organisation=lead, role=Member.Role.LEAD, contact=by
    )
    Place.objects.create(member=first, person=by)
    if what.team:
        _take_in(what.team, application, lead)
    _remember_decisions(application)
    if what.edition:
        lay_out(application, what.edition)
    count_back(application)
    write_history(verb="begun", of=application, by=by, lead=lead.pk)
    return application


def _take_in(team: Team, application: Application, lead: Organisation) -> None:
    """The others of the team are in, with the one who speaks for each there."""
    others = list(team.members.current().exclude(organisation=lead).select_related("contact"))
    pairs = [(one.contact_id, one.organisation_id) for one in others if one.contact_id]
    reachable = work_there(pairs)
    for one in others:
        member = Member.objects.create(
            application=application,
            organisation_id=one.organisation_id,
            does=one.role,
            contact=one.contact,
        )
        if one.contact and (one.contact.pk, one.organisation_id) in reachable:
            Place.objects.create(member=member, person=one.contact)


def _remember_decisions(application: Application) -> None:
    """Who has decided about the call already need not say it again."""
    if application.call is None:
        return
    said = dict(Decision.objects.filter(call=application.call).values_list("organisation", "state"))
    for member in application.members.all():
        if stand := said.get(member.organisation_id):
            member.stand = stand
            member.save()
