"""Everything that changes a plan, a year's list, or an activity on it."""

from samverka.plan.actions.activities import (
    add_activity,
    change_activity,
    decide_activity,
    drop_activity,
    finish_activity,
    put_activity_back,
    remove_activity,
    reopen_activity,
)
from samverka.plan.actions.copying import copy_year
from samverka.plan.actions.lists import (
    begin_list,
    decide_list,
    list_was_decided,
    propose_list,
    publish_report,
    take_list_back,
    take_report_back,
    write_words,
)
from samverka.plan.actions.plans import (
    forget_figure,
    remove_part,
    save_field,
    save_goal,
    save_indicator,
    save_plan,
    tell_figure,
)

__all__ = [
    "add_activity",
    "begin_list",
    "change_activity",
    "copy_year",
    "decide_activity",
    "decide_list",
    "drop_activity",
    "finish_activity",
    "forget_figure",
    "list_was_decided",
    "propose_list",
    "publish_report",
    "put_activity_back",
    "remove_activity",
    "remove_part",
    "reopen_activity",
    "save_field",
    "save_goal",
    "save_indicator",
    "save_plan",
    "take_list_back",
    "take_report_back",
    "tell_figure",
    "write_words",
]
