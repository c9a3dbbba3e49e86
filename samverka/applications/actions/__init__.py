"""Every change to a joint application."""

from samverka.applications.actions.beginning import Beginning, begin_application
from samverka.applications.actions.copying import copy_plan
from samverka.applications.actions.deciding import (
    Decision,
    note_grant,
    note_refusal,
    take_decision_back,
)
from samverka.applications.actions.letters import hand_in_signed, make_letter, set_signed_aside
from samverka.applications.actions.plan import (
    add_to_plan,
    change_in_plan,
    move_in_plan,
    remove_from_plan,
    restore_to_plan,
    set_efforts,
)
from samverka.applications.actions.reusing import take_over, take_over_several
from samverka.applications.actions.sending import (
    Sending,
    send_application,
    settle_texts,
    take_sending_back,
)

__all__ = [
    "Beginning",
    "Decision",
    "Sending",
    "add_to_plan",
    "begin_application",
    "change_in_plan",
    "copy_plan",
    "hand_in_signed",
    "make_letter",
    "move_in_plan",
    "note_grant",
    "note_refusal",
    "remove_from_plan",
    "restore_to_plan",
    "send_application",
    "set_efforts",
    "set_signed_aside",
    "settle_texts",
    "take_decision_back",
    "take_over",
    "take_over_several",
    "take_sending_back",
]
