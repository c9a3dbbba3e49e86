"""What stands on the page “Calls for us” and, in short, on the desk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samverka.calls.eligibility import Verdict, may_apply
from samverka.calls.models import Call
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.fits import Asking, Fit, asking, fits_of, numbers_of_last_month
from samverka.radar.models import Decision, Dismissal, Follow, Tuning
from samverka.radar.telling.lessons import in_words

ON_DESK, SHOWN = 3, 30


@dataclass(frozen=True)
class Shown:
    """A call that fits, and who there wants it."""

    fit: Fit
    followers: Sequence[Person]
    lowered: list[str]

    @property
    def call(self) -> Call:
        return self.fit.call


@dataclass(frozen=True)
class Wanted:
    """A call that somebody there wants, or that they have decided about, whether it fits or not."""

    call: Call
    followers: Sequence[Person]
    decision: Decision | None
    verdict: Verdict


@dataclass(frozen=True)
class ForUs:
    """`fits` are those that nobody there wants yet; the others stand among the `wanted`."""

    asking: Asking
    tuning: Tuning
    fits: list[Shown]
    wanted: list[Wanted]
    dismissed: list[Dismissal]
    lessons: list[str]
    numbers: dict[str, int]

    @property
    def has_forgotten(self) -> bool:
        """Noes have taught something that was thrown away."""
        forgotten = self.tuning.forgotten_at
        return bool(forgotten and any(one.at <= forgotten for one in self.dismissed))


def for_us(organisation: Organisation) -> ForUs:
    """Everything; sought with the widest choice, so that what the others give can be told."""
    [one] = asking([organisation])
    tuning = Tuning.objects.filter(organisation=organisation).first()
    tuning = tuning or Tuning(organisation=organisation)
    widest = fits_of(replace(one, width=Tuning.Width.MANY))
    wanting = _wanting(organisation)
    wanted = _wanted(organisation, wanting)
    above = {other.call.pk for other in wanted}
    fits = [fit for fit in widest if fit.score >= one.floor and fit.call.pk not in above]
    dismissed = Dismissal.objects.current().filter(organisation=organisation)
    return ForUs(
        asking=one,
        tuning=tuning,
        fits=_shown(fits[:SHOWN], wanting),
        wanted=wanted,
        dismissed=list(dismissed.with_listing().newest_first()),
        lessons=in_words(one.lessons),
        numbers=numbers_of_last_month(one, widest),
    )


def desk_of(organisation: Organisation) -> list[Fit]:
    """The best of them, for the desk."""
    [one] = asking([organisation])
    return fits_of(one, limit=ON_DESK)


def _wanting(organisation: Organisation) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    for follow in Follow.objects.seen_at(organisation).with_people():
        found[follow.call_id].append(follow.person)
    return found


def _shown(fits: Iterable[Fit], wanting: dict[int, list[Person]]) -> list[Shown]:
    return [Shown(fit, wanting.get(fit.call.pk, []), in_words(fit.lowered)) for fit in fits]


def _wanted(organisation: Organisation, wanting: dict[int, list[Person]]) -> list[Wanted]:
    """The nearest last day first."""
    decided = Decision.objects.filter(organisation=organisation).select_related("person")
    decisions = {one.call_id: one for one in decided.exclude(state=Decision.State.OPEN)}
    calls = Call.objects.not_closed().filter(pk__in={*wanting, *decisions}).soonest_first()
    return [
        Wanted(
            call,
            wanting.get(call.pk, []),
            decisions.get(call.pk),
            may_apply(call, organisation),
        )
        for call in calls
    ]
