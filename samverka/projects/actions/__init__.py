"""Every change to a project."""

from samverka.projects.actions.beginning import (
    Beginning,
    FundingLine,
    PlannedMilestone,
    PlannedReport,
    PlannedRisk,
    Promised,
    TakesPart,
    begin_project,
    undo_project,
    write_down,
)
from samverka.projects.actions.ending import end_with_money, move_end
from samverka.projects.actions.facts import edit_project, move_project
from samverka.projects.actions.partners import (
    add_outsider,
    add_partner,
    change_partner,
    remove_outsider,
    remove_partner,
)
from samverka.projects.actions.reminding import mind_reports
from samverka.projects.actions.reporting import move_report, reach_milestone
from samverka.projects.actions.rows import (
    add_document,
    add_row,
    change_row,
    remove_row,
    restore_row,
)

__all__ = [
    "Beginning",
    "FundingLine",
    "PlannedMilestone",
    "PlannedReport",
    "PlannedRisk",
    "Promised",
    "TakesPart",
    "add_document",
    "add_outsider",
    "add_partner",
    "add_row",
    "begin_project",
    "change_partner",
    "change_row",
    "edit_project",
    "end_with_money",
    "mind_reports",
    "move_end",
    "move_project",
    "move_report",
    "reach_milestone",
    "remove_outsider",
    "remove_partner",
    "remove_row",
    "restore_row",
    "undo_project",
    "write_down",
]
