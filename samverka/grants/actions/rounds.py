"""A round is begun, changed, published, ended and copied for the next time."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions import take_shipped
from samverka.applications.models import Edition
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.common.refusal import Outdated, Refused
from samverka.common.slugs import free_slug
from samverka.grants.models import Panelist, Round
from samverka.grants.outcome import money_of
from samverka.grants.rules import Standing
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history

SLUG_LENGTH = 80
# Words that lead elsewhere.
ADDRESSES = (
    *("new", "mine", "joint", "handling", "cases", "meetings", "times", "overview"),
    *("granted", "grants", "decisions", "payments", "reports", "statistics", "archive"),
)
HOUSE, OWN = "house-", "edition-"


class Planned(TypedDict):
    """What a round says of itself. `form` is the key of a form of the house after `house-`, or of
    an edition after `edition-`."""

    call: Call
    host: Organisation
    name_sv: str
    name_en: str
    terms_sv: str
    terms_en: str
    form: str
    cost_rules: str
    budget: Decimal | None
    opens_on: date
    closes_on: date | None
    paused_months: list[int]
    kinds: list[str]
    municipalities: list[str]
    times: int
    longest_months: int
    report_days: int


def hold_round(turn: Round, by: Person, *, seen: int | None = None) -> Round:
    """As it is now, held until the transaction ends, by somebody who may change it.

    Raises `Outdated` when it is another than the person saw.
    """
    fresh = Round.objects.select_for_update(of=("self",)).get(pk=turn.pk)
    if not Standing(by).may_change(fresh):
        raise Refused(_("Only coordinators and the officers of the round do this."))
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else has changed the round since you opened the page. What you wrote is"
                " still in the form: look it through and save it again."
            )
        )
    fresh.version += 1
    return fresh


@transaction.atomic
def begin_round(*, planned: Planned, by: Person) -> Round:
    """A draft that only those who prepare it see."""
    if not Standing(by).may_prepare:
        raise Refused(_("Only coordinators begin a round."))
    turn = Round(state=Round.State.DRAFT)
    _put(turn, planned)
    turn.slug = _address_of(turn.name_sv)
    turn.save()
    write_history(verb="begun", of=turn, by=by)
    return turn


@transaction.atomic
def change_round(*, turn: Round, planned: Planned, by: Person, seen: int | None = None) -> Round:
    """What applies to everybody stays as it is once somebody has handed in an application."""
    turn = hold_round(turn, by, seen=seen)
    before = {name: getattr(turn, name) for name in FIXED}
    _put(turn, planned)
    if any(getattr(turn, name) != value for name, value in before.items()) and _has_begun(turn):
        raise Refused(
            _(
                "Somebody has begun to apply. The form and how the budget is counted stay as they"
                " are; copy the round if the next one should have others."
            )
        )
    _ask_budget(turn)
    turn.save()
    write_history(verb="changed", of=turn, by=by)
    return turn


def _ask_budget(turn: Round) -> None:
    """What has been granted is there to be paid."""
    left = money_of(turn).left
    if left is not None and left < 0:
        raise Refused(
            _("More than that has been granted already. Look at the budget."), field="budget"
        )


FIXED = ("edition", "cost_rules")


def _put(turn: Round, planned: Planned) -> None:
    for name, value in planned.items():
        if name != "form":
            setattr(turn, name, value)
    turn.edition = _edition(planned["form"])
    if turn.closes_on and turn.closes_on < turn.opens_on:
        raise Refused(
            _("The last day comes before the first. Look at the two days."), field="closes_on"
        )
    if len(turn.paused_months) == len(range(1, 13)):
        raise Refused(
            _("It would pause in every month. Leave at least one."), field="paused_months"
        )


def _edition(form: str) -> Edition:
    if form.startswith(HOUSE):
        return take_shipped(forms()[form.removeprefix(HOUSE)])
    return Edition.objects.get(pk=form.removeprefix(OWN))


def _has_begun(turn: Round) -> bool:
    return turn.applications.exists()


@transaction.atomic
def publish_round(*, turn: Round, by: Person) -> Round:
    """For everybody to read and apply to. Raises `Refused` with what is missing."""
    turn = hold_round(turn, by)
    if not turn.can_move(Round.State.OPEN):
        raise Refused(_("It is published already."))
    if missing := _missing(turn):
        raise Refused(" ".join(missing))
    turn.state = Round.State.OPEN
    turn.save()
    write_history(verb="published", of=turn, by=by)
    return turn


def _missing(turn: Round) -> list[str]:
    """All that is to be done before it can be published, told at once."""
    seats = turn.panelists.sitting().filter(person__isnull=False)
    roles = {*seats.values_list("role", flat=True)}
    asked = (
        (turn.terms_sv or turn.terms_en, _("Write the terms. Then publish it.")),
        (turn.criteria.exists(), _("Say how it is judged: add at least one criterion.")),
        (
            Panelist.Role.OFFICER in roles,
            _("Nobody would see what comes in: put an officer in the panel."),
        ),
        (
            Panelist.Role.DECIDER in roles,
            _("Nobody could decide: put somebody who decides in the panel."),
        ),
    )
    return [sentence for is_there, sentence in asked if not is_there]


@transaction.atomic
def end_round(*, turn: Round, by: Person) -> Round:
    """Nobody can apply any more; drafts stay with those who wrote them."""
    turn = hold_round(turn, by)
    if not turn.can_move(Round.State.ENDED):
        raise Refused(_("Only a round that is published can be ended."))
    turn.state = Round.State.ENDED
    turn.save()
    write_history(verb="ended", of=turn, by=by)
    return turn


@transaction.atomic
def unpublish_round(*, turn: Round, by: Person) -> Round:
    """Back to a draft, while nobody has begun to apply."""
    turn = hold_round(turn, by)
    if not turn.can_move(Round.State.DRAFT):
        raise Refused(_("Only a round that is published can be taken back."))
    if _has_begun(turn):
        raise Refused(_("Somebody has begun to apply. End the round instead."))
    turn.state = Round.State.DRAFT
    turn.save()
    write_history(verb="unpublished", of=turn, by=by)
    return turn


@transaction.atomic
def copy_round(*, turn: Round, by: Person) -> Round:
    """A draft for the next year with the same terms, criteria and panel."""
    if not Standing(by).may_prepare:
        raise Refused(_("Only coordinators begin a round."))
    copy = Round.objects.get(pk=turn.pk)
    copy.pk, copy.version, copy.state = None, 1, Round.State.DRAFT
    copy._state.adding = True
    copy.opens_on = _a_year_later(turn.opens_on)
    copy.closes_on = _a_year_later(turn.closes_on) if turn.closes_on else None
    copy.slug = _address_of(copy.name_sv)
    copy.save()
    for criterion in turn.criteria.all():
        criterion.pk, criterion.round = None, copy
        criterion._state.adding = True
        criterion.save()
    for place in turn.panelists.sitting():
        Panelist.objects.create(
            round=copy,
            person_id=place.person_id,
            organisation_id=place.organisation_id,
            role=place.role,
        )
    write_history(verb="copied", of=copy, by=by, earlier=turn.pk)
    return copy


def _a_year_later(day: date) -> date:
    """29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=day.day - 1)


def _address_of(name: str) -> str:
    return free_slug(
        name, Round.objects.all(), length=SLUG_LENGTH, otherwise="round", taken=ADDRESSES
    )
