"""A table of organisations is read, looked at, and carried out as a whole or not at all."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common import exchange
from samverka.common.refusal import Refused
from samverka.common.tables import Table
from samverka.partnership.actions.pages import free_slugs
from samverka.partnership.actions.telling import ask_to_look_after
from samverka.partnership.exchange.plan import Plan, Planned, plan_of, table_of
from samverka.partnership.models import Import, Organisation
from samverka.people.models import Person
from samverka.record.models import History

WHAT = "organisation"
NAME_LENGTH = 120
KEPT = timedelta(days=1)
AT_ONCE = 500  # rows in one statement
TEXTS = ("about_sv", "about_en")


@transaction.atomic
def keep_table(*, table: Table, name: str, by: Person) -> Import:
    """Keep what was read until somebody has looked at what it would do; raises `Refused`."""
    ask_to_look_after(by)
    plan_of(table)
    return lay_by(table=table, name=name, what=WHAT, by=by)


@transaction.atomic
def carry_out(*, kept: Import, seen: str, by: Person) -> Plan:
    """Write every good row, in one transaction; the wrong ones are left out.

    `seen` is the mark of the plan that the person looked at. Raises `Refused` when it would do
    something else by now, or has been done.
    """
    ask_to_look_after(by)
    kept = lock_import(kept)
    list(Organisation.objects.select_for_update(of=("self",)).values_list("pk"))
    plan = plan_of(table_of(kept))
    ask_same(plan, seen)
    _make(plan.of("new"), by)
    _change(plan.of("changed"), by)
    end_import(kept)
    return plan


# ---- What holds for tables of anything ----


def lay_by(*, table: Table, name: str, what: str, by: Person) -> Import:
    """Keep a table, whose rows are `what`; of a long name, its end."""
    rows = [[row.number, list(row.cells)] for row in table.rows]
    return Import.objects.create(
        by=by, name=name[-NAME_LENGTH:], what=what, header=list(table.header), rows=rows
    )


def lock_import(kept: Import) -> Import:
    """Raises `Refused` for one that has been carried out."""
    kept = Import.objects.select_for_update().get(pk=kept.pk)
    if kept.done_at:
        raise Refused(_("This table has been taken in already."))
    return kept


def ask_same(plan: exchange.Plan[Any], seen: str) -> None:
    """Raises `Refused` when it would do something else than what somebody looked at."""
    if plan.mark != seen:
        raise Refused(
            _("Something has changed here since you looked. This is what the table would do now.")
        )


def end_import(kept: Import) -> None:
    kept.done_at = timezone.now()
    kept.save(update_fields=["done_at"])


def forget_imports() -> None:
    Import.objects.left_lying(timezone.now() - KEPT).delete()


def _make(rows: list[Planned], by: Person) -> None:
    slugs = free_slugs([row.facts.pop("wanted_slug", "") or row.name for row in rows])
    themes = [row.facts.pop("themes", []) for row in rows]
    made = Organisation.objects.bulk_create(
        (Organisation(slug=slug, **row.facts) for slug, row in zip(slugs, rows, strict=True)),
        batch_size=AT_ONCE,
    )
    _set_themes(list(zip(made, themes, strict=True)))
    _tell("added", [(one, {"imported": True}) for one in made], by)


def _change(rows: list[Planned], by: Person) -> None:
    told: list[tuple[Organisation, dict[str, Any]]] = []
    themed: list[tuple[Organisation, list[Any]]] = []
    fields = {"version", "about_is_example", "updated_at"}
    for row in rows:
        organisation = row.found
        assert organisation is not None
        changed = [one.name for one in row.changes]
        for name in changed:
            if name == "themes":
                themed.append((organisation, row.facts[name]))
            else:
                setattr(organisation, name, row.facts[name])
                fields.add(name)
        if set(TEXTS) & set(changed):
            organisation.about_is_example = False
        organisation.version += 1
        organisation.updated_at = timezone.now()
        told.append((organisation, {"fields": changed, "imported": True}))
    Organisation.objects.bulk_update(
        [organisation for organisation, _detail in told], sorted(fields), batch_size=AT_ONCE
    )
    through = Organisation.themes.through.objects
    through.filter(organisation__in=[one.pk for one, _themes in themed]).delete()
    _set_themes(themed)
    _tell("changed", told, by)


def _set_themes(themed: list[tuple[Organisation, list[Any]]]) -> None:
    through = Organisation.themes.through
    through.objects.bulk_create(
        (
            through(organisation_id=organisation.pk, theme_id=theme.pk)
            for organisation, themes in themed
            for theme in themes
        ),
        batch_size=AT_ONCE,
    )


def _tell(verb: str, done: list[tuple[Organisation, dict[str, Any]]], by: Person) -> None:
    facts: dict[str, Any] = {"actor": by, "role": History.Role.PERSON, "verb": verb}
    History.objects.bulk_create(
        (
            History(kind="organisation", object_id=one.pk, detail=detail, **facts)
            for one, detail in done
        ),
        batch_size=AT_ONCE,
    )
