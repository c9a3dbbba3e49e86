"""What has happened to something that is shared, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.partnership.models import Organisation
from samverka.record.models import History

SHOWN = 100
STORY: dict[str, Promise] = {
    "written": gettext_lazy("%(who)s wrote it."),
    "changed": gettext_lazy("%(who)s changed the text."),
    "shown_to_everybody": gettext_lazy("%(who)s let everybody read it."),
    "shown_to_partners": gettext_lazy("%(who)s let only partners read it."),
    "withdrawn": gettext_lazy("%(who)s withdrew it."),
    "put_back": gettext_lazy("%(who)s put it back."),
    "helped": gettext_lazy("%(name)s said that it helped."),
    "met_too": gettext_lazy("%(name)s said that they meet it too."),
    "not_met": gettext_lazy("%(name)s took back that they meet it."),
    "gathered": gettext_lazy("%(who)s gathered the problems."),
    "parted": gettext_lazy("%(who)s took it apart."),
    "put_together": gettext_lazy("%(who)s put it together again."),
    "taken_up": gettext_lazy("%(who)s took it up at a talk."),
    "not_taken_up": gettext_lazy("%(who)s took it away from the talk."),
    "put_on_list": gettext_lazy("%(who)s proposed it for a year's list."),
    "not_helped": gettext_lazy("%(name)s took back that it helped."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(row: Model) -> list[Told]:
    """The latest first, for those who may change it."""
    found = History.objects.of(row).filter(verb__in=STORY).select_related("actor")
    rows = list(found.order_by("-id")[:SHOWN])
    keys = {one.detail.get("organisation") for one in rows} - {None}
    names = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [Told(one.at, _sentence(one, names)) for one in rows]


def _sentence(row: History, names: dict[int, str]) -> str:
    who = str(row.actor) if row.actor else _("Somebody there")
    return str(STORY[row.verb]) % {
        "who": who,
        "name": names.get(row.detail.get("organisation"), ""),
    }
