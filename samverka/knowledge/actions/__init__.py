"""Everything that changes what partners know."""

from samverka.knowledge.actions.courses import Offered, change_course, offer_course
from samverka.knowledge.actions.experience import (
    Learned,
    change_experience,
    say_it_helped,
    take_helped_back,
    write_experience,
)
from samverka.knowledge.actions.gathering import (
    Asked,
    change_question,
    gather_problems,
    part_question,
    plan_talk_on,
    put_on_list,
    put_together,
    take_away_from_talk,
    take_up_at,
)
from samverka.knowledge.actions.problems import (
    Met,
    change_problem,
    meet_too,
    report_problem,
    take_meeting_back,
)
from samverka.knowledge.actions.sharing import (
    put_back,
    show_to_everybody,
    show_to_partners,
    withdraw,
)

__all__ = [
    "Asked",
    "Learned",
    "Met",
    "Offered",
    "change_course",
    "change_experience",
    "change_problem",
    "change_question",
    "gather_problems",
    "meet_too",
    "offer_course",
    "part_question",
    "plan_talk_on",
    "put_back",
    "put_on_list",
    "put_together",
    "report_problem",
    "say_it_helped",
    "show_to_everybody",
    "show_to_partners",
    "take_away_from_talk",
    "take_helped_back",
    "take_meeting_back",
    "take_up_at",
    "withdraw",
    "write_experience",
]
