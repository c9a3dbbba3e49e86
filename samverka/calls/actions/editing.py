"""A coordinator enters a call, changes what it says, hides it or shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.calls import rules
from samverka.calls.actions.keeping import SAID
from samverka.calls.models import Call, CutOff
from samverka.calls.retold import said_of
from samverka.calls.slugs import new_slugs
from samverka.calls.terms import PLAIN, accepts_any_kind, days_of, problems, says_the_same
from samverka.calls.told import as_data
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Theme
from samverka.people.models import Person
from samverka.record.actions import write_history

Told = Mapping[str, Any]
Changes = dict[str, list[Any]]
DAYS = ("closes_on", "cutoffs")


@transaction.atomic
def add_call(*, told: Told, by: Person) -> Call:
    """Enter a call. `told` holds fields of `terms.PLAIN`, `days` (each a `CutOff`), `themes` and
    `any_kind`: every kind of organisation may lead. Raises `Refused`.
    """
    _ask(by)
    call = Call()
    _refuse_problems({"title_sv": "", "title_en": "", **told})
    put(call, told)
    call.level = call.level or Call.Level.NATIONAL
    [call.slug] = new_slugs([call.title_sv or call.title_en])
    call.save()
    call.themes.set(told.get("themes", ()))
    write_history(verb="added", of=call, by=by)
    return call


@transaction.atomic
def edit_call(*, call: Call, told: Told, by: Person, seen: int) -> Call:
    """Change what a call says. What a person changed is no longer taken over from the source,
    and what says the same as the source follows it again.

    `seen` is the version that the person was looking at. Raises `Refused`, and `Outdated` for an
    older version.
    """
    call = lock_call(call, by=by)
    if call.version != seen:
        raise Outdated(
            _(
                "The call was changed while you were writing. What you wrote is still here:"
                " compare with how it stands now, and save again."
            )
        )
    _refuse_problems(told)
    changes = put(call, told)
    changes |= _put_themes(call, told.get("themes"))
    follows = _follow_again(call)
    if changes or follows:
        call.version += 1
        call.save()
        write_history(verb="changed", of=call, by=by, fields=changes)
    return call


@transaction.atomic
def hide_call(*, call: Call, by: Person) -> Call:
    """Nobody but coordinators sees it any more."""
    return _move(call, Call.State.HIDDEN, "hidden", by)


@transaction.atomic
def show_call(*, call: Call, by: Person) -> Call:
    """Everybody sees it, also what was only proposed."""
    return _move(call, Call.State.PUBLISHED, "shown", by)


def lock_call(call: Call, *, by: Person) -> Call:
    _ask(by)
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def put(call: Call, told: Told) -> Changes:
    """Put what is told into the call, not yet saved; what was other before, and is now.

    The names of the fields that changed are among the curated ones from now on.
    """
    wanted = {name: told[name] for name in PLAIN if name in told}
    changes: Changes = {}
    if "days" in told and list(told["days"]) != days_of(call):
        wanted |= _kept_days(told["days"])
    any_kind = told.get("any_kind", accepts_any_kind(call))
    if any_kind != accepts_any_kind(call):
        changes["applicants"] = [as_data(call.applicants), as_data(wanted.get("applicants", []))]
    for name, value in wanted.items():
        before = getattr(call, name)
        if not says_the_same(name, before, value):
            setattr(call, name, value)
            changes[name] = [_repeated(before), _repeated(value)]
    call.curated = sorted({*call.curated, *changes, *(DAYS if set(DAYS) & set(changes) else ())})
    if "any_kind" in told and not any_kind and not call.applicants:
        call.curated = [name for name in call.curated if name != "applicants"]
    return changes


def _kept_days(days: Iterable[CutOff]) -> dict[str, Any]:
    kept = sorted(days, key=lambda one: (one.on, str(one.at or "")))
    return {
        "closes_on": kept[-1].on if kept else None,
        "cutoffs": [one.kept() for one in kept],
    }


def _repeated(value: Any) -> Any:
    """As History keeps it: short."""
    return value[:SAID] if isinstance(value, str) else as_data(value)


def _put_themes(call: Call, themes: Iterable[Theme] | None) -> Changes:
    if themes is None:
        return {}
    before = {theme.pk: theme.slug for theme in call.themes.all()}
    after = {theme.pk: theme.slug for theme in themes}
    if before == after:
        return {}
    call.themes.set(after)
    return {"themes": [sorted(before.values()), sorted(after.values())]}


def _follow_again(call: Call) -> bool:
    """Where a person and the source say the same, the source may go on."""
    said = said_of(call)
    same = {name for name, value in said.items() if getattr(call, name) == value}
    if not set(DAYS) <= same:
        same -= set(DAYS)  # the last day follows as one of all days
    still = [name for name in call.curated if name not in same]
    follows = still != list(call.curated)
    call.curated = still
    return follows


def _move(call: Call, to: Call.State, verb: str, by: Person) -> Call:
    call = lock_call(call, by=by)
    if call.state == to:
        return call
    if call.state == Call.State.MERGED or not call.can_move(to):
        raise Refused(_("That is not possible with a call that is as this one."))
    call.state = to
    call.version += 1
    call.save()
    write_history(verb=verb, of=call, by=by)
    return call


def _ask(by: Person) -> None:
    if not rules.may_look_after_calls(by):
        raise Refused(_("Only coordinators look after calls."))


def _refuse_problems(told: Told) -> None:
    for _name, said in problems(told):
        raise Refused(said)
