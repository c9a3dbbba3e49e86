"""What has happened to a budget, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.applications.budgeting.counting import rules_of
from samverka.applications.budgeting.sentences import KINDS, categories_of, title_of
from samverka.applications.models import Budget
from samverka.budgets import CostRules, RulesError
from samverka.common.templatetags.samverka import money
from samverka.record.models import History

SHOWN = 200
SENTENCES: Mapping[str, Promise] = {
    "begun": gettext_lazy("%(who)s chose %(rules)s."),
    "rules": gettext_lazy("%(who)s chose %(rules)s."),
    "cost_added": gettext_lazy("%(who)s added %(after)s for %(member)s: %(category)s."),
    "cost_changed": gettext_lazy(
        "%(who)s changed a cost of %(member)s from %(before)s to %(after)s: %(category)s."
    ),
    "cost_removed": gettext_lazy("%(who)s took away %(before)s from %(member)s: %(category)s."),
    "financed": gettext_lazy(
        "%(who)s changed what %(member)s brings from %(before)s to %(after)s: %(kind)s."
    ),
    "terms": gettext_lazy("%(who)s changed what the rules want to know of %(member)s."),
    "aid_added": gettext_lazy("%(who)s entered aid that %(member)s was granted: %(after)s."),
    "aid_removed": gettext_lazy("%(who)s took away aid of %(member)s: %(before)s."),
    "rate_added": gettext_lazy("%(who)s wrote what %(currency)s is worth."),
    "rate_removed": gettext_lazy("%(who)s took away what %(currency)s is worth."),
    "imported": gettext_lazy("%(who)s took in a spreadsheet: %(number)s costs."),
    "locked": gettext_lazy("%(who)s locked the budget."),
    "unlocked": gettext_lazy("%(who)s opened the budget again."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(budget: Budget) -> list[Told]:
    """The latest first."""
    rules = rules_of(budget)
    names = {
        one.pk: one.organisation.name
        for one in budget.application.members.select_related("organisation")
    }
    rows = History.objects.of(budget).select_related("actor").order_by("-id")[:SHOWN]
    return [Told(row.at, str(SENTENCES[row.verb]) % _facts(row, rules, names)) for row in rows]


def _facts(row: History, rules: CostRules, names: Mapping[int, str]) -> dict[str, Any]:
    detail = row.detail
    category = detail.get("category", "")
    return {
        "who": str(row.actor) if row.actor else _("Somebody"),
        "member": names.get(detail.get("member", 0), _("a partner")),
        "category": categories_of(rules).get(category, category),
        "kind": str(KINDS.get(detail.get("kind", ""), "")).lower(),
        "rules": _rules(detail.get("rules", "")),
        "currency": detail.get("currency", ""),
        "number": detail.get("number", ""),
        **{
            when: money(Decimal(detail.get(when) or 0), detail.get("currency") or rules.currency)
            for when in ("before", "after")
        },
    }


def _rules(name: str) -> str:
    try:
        return title_of(CostRules.named(name).titles)
    except RulesError:
        return name
