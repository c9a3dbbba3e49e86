"""A workshop is planned, opened, closed, gone through and saved by a coordinator."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.spoken import free_code
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.support import rules
from samverka.support.models import Entry, Participant, Proposal, Workshop


@transaction.atomic
def plan_workshop(*, title: str, on: date, by: Person) -> Workshop:
    ask_permission(by)
    workshop = Workshop.objects.create(title=title, on=on, code=_free_code(), led_by=by)
    write_history(verb="planned", of=workshop, by=by)
    return workshop


@transaction.atomic
def move_workshop(*, workshop: Workshop, to: str, by: Person) -> Workshop:
    """Open it for the meeting, close it after, save what came of it.

    When it is saved, names go of all who did not choose that others may read them.
    """
    ask_permission(by)
    workshop = lock_workshop(workshop.pk)
    if not workshop.can_move(to):
        raise Refused(
            _("The workshop cannot go from “%(here)s” to “%(to)s”.")
            % {"here": workshop.get_state_display(), "to": Workshop.State(to).label}
        )
    workshop.state = Workshop.State(to)
    workshop.changes += 1  # everybody's page shows that it is open or closed
    workshop.save()
    if to == Workshop.State.SAVED:
        silent = Participant.objects.filter(workshop=workshop, shows_name=False)
        silent.update(name="", organisation="")
    write_history(verb="moved", of=workshop, by=by, to=to)
    return workshop


@transaction.atomic
def merge_entries(*, workshop: Workshop, entries: Sequence[Entry], by: Person) -> Entry:
    """Several wrote the same: the first stands for all. Their words stay readable under it."""
    ask_permission(by)
    workshop = lock_workshop(workshop.pk)
    chosen = _chosen(workshop, entries)
    if len(chosen) < 2:
        raise Refused(_("Choose at least two that say the same."))
    if len({(one.need_id, one.stage, one.kind) for one in chosen}) > 1:
        raise Refused(_("Only what stands in the same cell, and says the same, can be merged."))
    first, *others = chosen
    keys = [one.pk for one in others]
    Entry.objects.filter(merged_into__in=keys).update(merged_into=first)
    Entry.objects.filter(pk__in=keys).update(merged_into=first)
    _changed(workshop)
    write_history(verb="merged", of=workshop, by=by, entries=len(chosen))
    return first


@transaction.atomic
def entries_to_proposals(
    *, workshop: Workshop, entries: Sequence[Entry], by: Person
) -> list[Proposal]:
    """Each chosen entry waits among the proposals, to be accepted or declined there."""
    ask_permission(by)
    workshop = lock_workshop(workshop.pk)
    chosen = _chosen(workshop, entries)
    if not chosen:
        raise Refused(_("Choose what is to become a proposal."))
    made = []
    for entry in chosen:
        said = [entry.words, *entry.merged.standing().values_list("words", flat=True)]
        proposal = Proposal.objects.create(
            need_id=entry.need_id,
            stage=entry.stage,
            kind=entry.kind,
            why="\n".join(dict.fromkeys(filter(None, said))),
            workshop=workshop,
        )
        entry.proposal = proposal
        entry.save(update_fields=["proposal"])
        write_history(verb="proposed", of=proposal, by=by, workshop=workshop.pk)
        made.append(proposal)
    return made


def _chosen(workshop: Workshop, entries: Sequence[Entry]) -> list[Entry]:
    """Those of them that still stand and have not become anything yet, the oldest first."""
    if workshop.state != Workshop.State.CLOSED:
        raise Refused(_("Close the workshop first. Then nobody writes while you sort."))
    keys = [entry.pk for entry in entries]
    rows = Entry.objects.counted().filter(workshop=workshop, pk__in=keys, proposal=None)
    return list(rows.order_by("id"))


def _free_code() -> str:
    """Other than those of workshops that are not saved yet."""
    standing = Workshop.objects.exclude(state=Workshop.State.SAVED)
    code = free_code(set(standing.values_list("code", flat=True)))
    if not code:
        raise Refused(_("There are too many workshops under way. Save one of them first."))
    return code


def ask_permission(by: Person) -> None:
    if not rules.may_lead_workshops(by):
        raise Refused(_("Only coordinators lead workshops."))


def lock_workshop(pk: int) -> Workshop:
    return Workshop.objects.select_for_update(of=("self",)).get(pk=pk)


def _changed(workshop: Workshop) -> None:
    workshop.changes += 1
    workshop.save(update_fields=["changes"])
