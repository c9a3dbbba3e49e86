"""A table of calls is read, looked at, and carried out as a whole or not at all."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls import rules
from samverka.calls.actions.editing import DAYS, put
from samverka.calls.exchange.plan import Plan, Planned, plan_of
from samverka.calls.models import Call
from samverka.calls.slugs import new_slugs
from samverka.calls.terms import PLAIN
from samverka.common.refusal import Refused
from samverka.common.tables import Table
from samverka.partnership.actions.imports import ask_same, end_import, lay_by, lock_import
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.models import Import, Theme
from samverka.people.models import Person
from samverka.record.models import History

WHAT = "call"
AT_ONCE = 500  # rows in one statement
Done = tuple[Call, str, dict[str, Any]]  # what happened to it, with facts


@transaction.atomic
def keep_table(*, table: Table, name: str, by: Person) -> Import:
    """Keep what was read until somebody has looked at what it would do; raises `Refused`."""
    _ask(by)
    plan_of(table)
    return lay_by(table=table, name=name, what=WHAT, by=by)


@transaction.atomic
def carry_out(*, kept: Import, seen: str, by: Person) -> Plan:
    """Write every row, in one transaction; nothing at all while one of them is wrong.

    `seen` is the mark of the plan that the person looked at. Raises `Refused` when it would do
    something else by now, or has been done.
    """
    _ask(by)
    kept = lock_import(kept)
    plan = take_in(table=table_of(kept), by=by, seen=seen)
    end_import(kept)
    return plan


@transaction.atomic
def take_in(*, table: Table, by: Person | None, seen: str | None = None) -> Plan:
    """The same at once; without `by` for whoever runs the installation."""
    list(Call.objects.select_for_update(of=("self",)).values_list("pk"))
    plan = plan_of(table)
    if seen is not None:
        ask_same(plan, seen)
    if plan.of("wrong"):
        raise Refused(_("Nothing was taken in: mend the rows that are wrong first."))
    _tell([*_make(plan.of("new")), *_change(plan.of("changed"))], by)
    return plan


def _make(rows: list[Planned]) -> list[Done]:
    made, themed = [], []
    slugs = new_slugs([row.facts.pop("wanted_slug", "") or row.name for row in rows])
    for slug, row in zip(slugs, rows, strict=True):
        call = Call(slug=slug)
        put(call, row.facts)
        call.level = call.level or Call.Level.NATIONAL
        made.append(call)
        themed.append(row.facts.get("themes", []))
    Call.objects.bulk_create(made, batch_size=AT_ONCE)
    _set_themes(zip(made, themed, strict=True))
    return [(call, "added", {}) for call in made]


def _change(rows: list[Planned]) -> list[Done]:
    done: list[Done] = []
    themed: list[tuple[Call, list[Theme]]] = []
    for row in rows:
        call = row.found
        assert call is not None
        changes = put(call, row.facts)
        if any(one.name == "themes" for one in row.changes):
            themed.append((call, row.facts["themes"]))
            changes["themes"] = [
                sorted(theme.slug for theme in call.themes.all()),
                sorted(theme.slug for theme in row.facts["themes"]),
            ]
        call.version += 1
        call.updated_at = timezone.now()
        done.append((call, "changed", {"fields": changes}))
    fields = [*PLAIN, *DAYS, "curated", "version", "updated_at"]
    Call.objects.bulk_update([call for call, *_ in done], fields, batch_size=AT_ONCE)
    Call.themes.through.objects.filter(call__in=[call.pk for call, _ in themed]).delete()
    _set_themes(themed)
    return done


def _set_themes(themed: Iterable[tuple[Call, list[Theme]]]) -> None:
    through = Call.themes.through
    through.objects.bulk_create(
        (
            through(call_id=call.pk, theme_id=theme.pk)
            for call, themes in themed
            for theme in themes
        ),
        batch_size=AT_ONCE,
    )


def _tell(done: Iterable[Done], by: Person | None) -> None:
    role = History.Role.PERSON if by else History.Role.SYSTEM
    History.objects.bulk_create(
        (
            History(
                actor=by,
                role=role,
                verb=verb,
                kind=WHAT,
                object_id=call.pk,
                detail={**detail, "imported": True},
            )
            for call, verb, detail in done
        ),
        batch_size=AT_ONCE,
    )


def _ask(by: Person) -> None:
    if not rules.may_look_after_calls(by):
        raise Refused(_("Only coordinators look after calls."))
