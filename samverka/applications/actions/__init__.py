"""Every change to a joint application."""

from samverka.applications.actions.beginning import (
    Beginning,
    begin_application,
)
from samverka.applications.actions.commitments import (
    Committed,
    add_commitment,
    change_commitment,
    remove_commitment,
)
from samverka.applications.actions.consortium import (
    accept_invitation,
    bring_back,
    change_lead,
    decline_invitation,
    describe_member,
    invite_member,
    leave_application,
    remove_member,
    take_stand,
)
from samverka.applications.actions.copying import copy_plan
from samverka.applications.actions.deciding import (
    Decision,
    follow_decision,
    note_grant,
    note_refusal,
    take_decision_back,
)
from samverka.applications.actions.editions import (
    Changes,
    changes_to,
    move_to_edition,
)
from samverka.applications.actions.facts import (
    Facts,
    drop_application,
    edit_application,
    take_up_application,
)
from samverka.applications.actions.letters import (
    hand_in_signed,
    make_letter,
    set_signed_aside,
)
from samverka.applications.actions.outside import (
    Letter,
    accept_asked,
    ask_outside,
    decline_asked,
    withdraw_asked,
)
from samverka.applications.actions.places import (
    give_place,
    take_place,
)
from samverka.applications.actions.plan import (
    add_to_plan,
    change_in_plan,
    move_in_plan,
    remove_from_plan,
    restore_to_plan,
    set_efforts,
)
from samverka.applications.actions.reminding import (
    mind_applications,
)
from samverka.applications.actions.reusing import (
    take_over,
    take_over_several,
)
from samverka.applications.actions.sections import (
    Care,
    add_section,
    give_section,
    move_section,
    order_section,
    remove_section,
    set_right,
    take_in_words,
)
from samverka.applications.actions.sending import (
    Sending,
    send_application,
    send_while_still,
    settle_texts,
    take_sending_back,
)
from samverka.applications.actions.steps import (
    Wanted,
    add_step,
    change_step,
    move_step,
    remove_step,
)
from samverka.applications.actions.templates import (
    OWN,
    Drawn,
    change_template,
    keyed,
    make_template,
    take_shipped,
)

__all__ = [
    "OWN",
    "Beginning",
    "Care",
    "Changes",
    "Committed",
    "Decision",
    "Drawn",
    "Facts",
    "Letter",
    "Sending",
    "Wanted",
    "accept_asked",
    "accept_invitation",
    "add_commitment",
    "add_section",
    "add_step",
    "add_to_plan",
    "ask_outside",
    "begin_application",
    "bring_back",
    "change_commitment",
    "change_in_plan",
    "change_lead",
    "change_step",
    "change_template",
    "changes_to",
    "copy_plan",
    "decline_asked",
    "decline_invitation",
    "describe_member",
    "drop_application",
    "edit_application",
    "follow_decision",
    "give_place",
    "give_section",
    "hand_in_signed",
    "invite_member",
    "keyed",
    "leave_application",
    "make_letter",
    "make_template",
    "mind_applications",
    "move_in_plan",
    "move_section",
    "move_step",
    "move_to_edition",
    "note_grant",
    "note_refusal",
    "order_section",
    "remove_commitment",
    "remove_from_plan",
    "remove_member",
    "remove_section",
    "remove_step",
    "restore_to_plan",
    "send_application",
    "send_while_still",
    "set_efforts",
    "set_right",
    "set_signed_aside",
    "settle_texts",
    "take_decision_back",
    "take_in_words",
    "take_over",
    "take_over_several",
    "take_place",
    "take_sending_back",
    "take_shipped",
    "take_stand",
    "take_up_application",
    "withdraw_asked",
]
