"""Approved minutes never change: the rows refuse, whoever asks, and so does the database.

`WAYS` says how each kind of row leads to its minutes. `triggers` makes the database refuse what
does not pass through here: updates of many rows, and SQL.
"""

from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused

APP: Final = "minutes"
LOCKED: Final = "locked"  # Minutes.State.LOCKED; this stands below the models
_OF_PARAGRAPH: Final = ("paragraph", "minutes")
_OF_BALLOT: Final = ("ballot", *_OF_PARAGRAPH)
_OF_VERSION: Final = ("version", "minutes")

# What minutes are made from, and how it leads to them.
WAYS: Final[dict[str, tuple[str, ...]]] = {
    "Minutes": (),
    "Presence": ("minutes",),
    "Officer": ("minutes",),
    "Paragraph": ("minutes",),
    "Motion": _OF_PARAGRAPH,
    "Motion_behind": ("motion", *_OF_PARAGRAPH),
    "Conflict": _OF_PARAGRAPH,
    "Ballot": _OF_PARAGRAPH,
    "BallotOption": _OF_BALLOT,
    "BallotRight": _OF_BALLOT,
    "Resolution": _OF_PARAGRAPH,
    "Reservation": ("resolution", *_OF_PARAGRAPH),
    "MinutesVersion": ("minutes",),
    "Approval": _OF_VERSION,
    "Objection": _OF_VERSION,
}
# These stand from the moment that they are made.
KEPT: Final = ("MinutesVersion", "Approval", "Objection")
# What becomes of a decision goes on after the minutes.
STILL_MOVES: Final = {"Resolution": ("task", "follow_up_on")}


def locked_now() -> str:
    return _("The minutes are approved and locked. Correct them at a later meeting instead.")


def guard_saving(sender: type[Model], instance: Model, using: str, **told: Any) -> None:
    """Raises `Refused` for a row of locked minutes, and for one that would come to stand there."""
    name = sender.__name__
    is_new = instance._state.adding
    if name in KEPT and not is_new:
        raise Refused(_("What was sent to be checked, and who said what of it, is never changed."))
    if not is_new and _is_locked(sender, instance.pk, WAYS[name], using):
        if not _moves_only(sender, instance, STILL_MOVES.get(name, ()), using):
            raise Refused(locked_now())
    elif WAYS[name]:
        first, *rest = WAYS[name]
        field = sender._meta.get_field(first)
        above: Any = field.related_model
        if _is_locked(above, getattr(instance, f"{first}_id"), tuple(rest), using):
            raise Refused(locked_now())


def guard_deleting(sender: type[Model], instance: Model, using: str, **told: Any) -> None:
    if sender.__name__ in KEPT:
        raise Refused(_("What was sent to be checked, and who said what of it, is never removed."))
    if _is_locked(sender, instance.pk, WAYS[sender.__name__], using):
        raise Refused(locked_now())


def guard_backers(sender: type[Model], instance: Model, using: str, **told: Any) -> None:
    """Who stands behind a motion."""
    if instance._meta.model_name == "motion":
        guard_saving(type(instance), instance, using)


def guard_rows() -> None:
    """Called once, when the house is put together."""
    for name in WAYS:
        pre_save.connect(guard_saving, sender=f"{APP}.{name}", dispatch_uid=f"saving {name}")
        pre_delete.connect(guard_deleting, sender=f"{APP}.{name}", dispatch_uid=f"going {name}")
    m2m_changed.connect(guard_backers, sender=f"{APP}.Motion_behind", dispatch_uid="backers")


def _is_locked(kind: type[Model], pk: Any, way: tuple[str, ...], using: str) -> bool:
    state = "__".join((*way, "state"))
    rows = kind._base_manager.using(using)
    return rows.filter(pk=pk, **{state: LOCKED}).exists()


def _moves_only(kind: type[Model], row: Model, may: tuple[str, ...], using: str) -> bool:
    """Is nothing but this different from what the database holds?"""
    if not may:
        return False
    names = [one.attname for one in kind._meta.concrete_fields if one.name not in may]
    before = kind._base_manager.using(using).filter(pk=row.pk).values(*names).first()
    return before == {name: getattr(row, name) for name in names}
