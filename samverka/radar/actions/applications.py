"""The start of an application: a team about the call, and a search for those who lack in it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.eligibility import may_apply
from samverka.calls.models import Call
from samverka.collaboration.actions import Wanted, begin_search
from samverka.collaboration.models import TITLE_LENGTH, Search, Team, TeamMember
from samverka.common.languages import told_in_both
from samverka.common.refusal import Refused
from samverka.common.templatetags.samverka import day
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.actions.stances import ask_staff
from samverka.radar.backplan import plan, usual_days
from samverka.radar.models import Decision
from samverka.record.actions import write_history


@transaction.atomic
def begin_application(*, call: Call, organisation: Organisation, by: Person) -> Search:
    """A team that the organisation leads, about this call, and a draft of whom it looks for.

    Whoever presses twice, or second, comes to the same search.
    """
    ask_staff(by, organisation)
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.is_closed or call.state != Call.State.PUBLISHED:
        raise Refused(_("This call is closed. Others may be open."))
    begun = Search.objects.filter(call=call, organisation=organisation, state__in=Search.LIVE)
    if search := begun.filter(until__gte=timezone.localdate()).exclude(team=None).first():
        return search
    wanted = _wanted(call, organisation)
    search = begin_search(organisation=organisation, wanted=wanted, by=by, call=call)
    search.prepared = {
        name: text
        for name in ("title_sv", "title_en", "what_sv", "what_en")
        if (text := getattr(wanted, name))
    }
    search.team = _team(call, organisation, by)
    search.save()
    return search


def _wanted(call: Call, organisation: Organisation) -> Wanted:
    """What the search says at first; they write on before anybody else reads it."""
    titles = told_in_both(lambda: _("Partners for: %(title)s") % {"title": call.title})
    whats = told_in_both(lambda: _what(call, organisation))
    lacking = may_apply(call, organisation).lacking
    kinds = [kind for point in lacking if point.code in ("lead", "needed") for kind in point.kinds]
    return Wanted(
        until=_until(call, organisation),
        title_sv=titles["sv"][:TITLE_LENGTH],
        title_en=titles["en"][:TITLE_LENGTH],
        what_sv=whats["sv"],
        what_en=whats["en"],
        kinds=tuple(dict.fromkeys(kinds)),
    )


def _what(call: Call, organisation: Organisation) -> str:
    facts = {"own": organisation.name, "title": call.title, "day": day(call.closes_on)}
    if call.closes_on:
        return (
            _("%(own)s wants to apply together with others to “%(title)s”. Last day: %(day)s.")
            % facts
        )
    return _("%(own)s wants to apply together with others to “%(title)s”.") % facts


def _until(call: Call, organisation: Organisation) -> date:
    """When the partners have to be found, but not before a week from now nor after the call."""
    decision = Decision.objects.filter(call=call, organisation=organisation).first()
    days = usual_days(may_apply(call, organisation)) | (decision.days if decision else {})
    today = timezone.localdate()
    soonest = today + timedelta(days=7)
    found_by = plan(call, days).steps[0].ends or today + timedelta(days=30)
    last = call.next_stop or found_by
    return max(today, min(max(found_by, soonest), last))


def _team(call: Call, organisation: Organisation, by: Person) -> Team:
    """The one that the organisation leads for this call already, or a new one.

    It is called what the call is called: an application that begins from it is called so too.
    """
    led = TeamMember.objects.current().filter(organisation=organisation, leads=True)
    found = Team.objects.filter(pk__in=led.values("team"), call=call).first()
    if found:
        return found
    titles = {"title_sv": call.title_sv[:TITLE_LENGTH], "title_en": call.title_en[:TITLE_LENGTH]}
    team = Team.objects.create(**titles, call=call)
    TeamMember.objects.create(team=team, organisation=organisation, leads=True, contact=by)
    write_history(verb="formed", of=team, by=by, call=call.pk)
    return team
