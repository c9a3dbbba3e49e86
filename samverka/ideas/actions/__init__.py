"""Everything that changes an idea, split by who acts."""

from samverka.ideas.actions.care import (
    ask_owner,
    assign_idea,
    become_project,
    hand_over_ideas,
    merge_idea,
    move_idea,
    note_idea,
    publish_idea,
    seek_partners,
    tell_of_company,
    unpublish_idea,
)
from samverka.ideas.actions.owner import (
    add_to_idea,
    answer_us,
    change_visibility,
    erase_idea,
    return_idea,
    withdraw_idea,
)
from samverka.ideas.actions.routing import (
    answer_routing,
    drop_routing,
    remind_advisors,
    route_idea,
    write_as_advisor,
)
from samverka.ideas.actions.sending import forget_senders, send_idea

__all__ = [
    "add_to_idea",
    "answer_routing",
    "answer_us",
    "ask_owner",
    "assign_idea",
    "become_project",
    "change_visibility",
    "drop_routing",
    "erase_idea",
    "forget_senders",
    "hand_over_ideas",
    "merge_idea",
    "move_idea",
    "note_idea",
    "publish_idea",
    "remind_advisors",
    "return_idea",
    "route_idea",
    "seek_partners",
    "send_idea",
    "tell_of_company",
    "unpublish_idea",
    "withdraw_idea",
    "write_as_advisor",
]
