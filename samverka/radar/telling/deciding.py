"""Everything that an organisation looks at before it decides about a call."""

from dataclasses import dataclass, replace

from samverka.calls.eligibility import Verdict, may_apply
from samverka.calls.models import Call
from samverka.collaboration.models import Search, Team
from samverka.partnership.models import Organisation
from samverka.radar.backplan import Plan, plan, usual_days
from samverka.radar.fits import Fit, asking, fits_of
from samverka.radar.models import Decision, Tuning
from samverka.radar.telling.stances import Ours, ours
from samverka.suggest.company import Companion, Wishes, company
from samverka.suggest.find import Suggestion, find

PARTNERS, IDEAS, LOOKED_AT = 6, 3, 80


@dataclass(frozen=True)
class Deciding:
    """`fit` is None where nothing that the organisation has written points to the call."""

    call: Call
    organisation: Organisation
    decision: Decision
    fit: Fit | None
    verdict: Verdict
    plan: Plan
    days: dict[str, int]
    ours: Ours
    search: Search | None
    team: Team | None


def deciding(call: Call, organisation: Organisation) -> Deciding:
    found = Decision.objects.filter(call=call, organisation=organisation)
    decision = found.select_related("person").first()
    decision = decision or Decision(call=call, organisation=organisation)
    verdict = may_apply(call, organisation)
    days = usual_days(verdict) | decision.days
    mine = Organisation.objects.filter(pk=organisation.pk)
    searches = Search.objects.filter(call=call, organisation=organisation)
    return Deciding(
        call=call,
        organisation=organisation,
        decision=decision,
        fit=_fit(call, organisation),
        verdict=verdict,
        plan=plan(call, days),
        days=days,
        ours=ours(organisation, call),
        search=searches.filter(state__in=Search.LIVE).newest_first().first(),
        team=Team.objects.with_member(mine).filter(call=call).first(),
    )


def _fit(call: Call, organisation: Organisation) -> Fit | None:
    """Whatever they have chosen, and whether or not they have said no to it."""
    [one] = asking([organisation])
    widest = replace(one, width=Tuning.Width.MANY, dismissed=frozenset())
    return next(iter(fits_of(widest, {call.pk: call})), None)


def text_of(call: Call) -> str:
    return f"{call.title}\n\n{call.summary}"


def ideas_for(call: Call) -> list[Suggestion]:
    """Published ideas that the call fits, each with reasons."""
    return find(text_of(call), kinds=["idea"], each=IDEAS).suggestions


def partners_for(call: Call, organisation: Organisation) -> list[Companion]:
    """Who could apply together with the organisation; where the call needs a kind of organisation,
    those of that kind come first and have half of the places."""
    lacking = may_apply(call, organisation).lacking
    kinds = [kind for point in lacking if point.code in ("lead", "needed") for kind in point.kinds]
    found = company(
        text_of(call), have=[organisation.pk], wishes=Wishes(kinds=kinds), limit=LOOKED_AT
    )
    right = [one for one in found if one.organisation.kind in kinds][: PARTNERS // 2]
    others = [one for one in found if one not in right]
    return [*right, *others][:PARTNERS]
