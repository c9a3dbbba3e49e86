"""Joint applications: what is applied for, who applies, and the form that they fill in."""

from samverka.applications.models.application import SUMMARY_LENGTH, TITLE_LENGTH, Application
from samverka.applications.models.budget import (
    COST_LENGTH,
    GIVER_LENGTH,
    PACKAGE_LENGTH,
    Budget,
    BudgetRate,
    CostLine,
    EarlierAid,
    Share,
)
from samverka.applications.models.commitment import WHAT_LENGTH, Commitment
from samverka.applications.models.consortium import DOES_LENGTH, WHY_LENGTH, May, Member, Place
from samverka.applications.models.form import Counts, Edition, Section, SectionRight, Template
from samverka.applications.models.joining import WORDS_LENGTH, Asked
from samverka.applications.models.plan import (
    MOST_MONTHS,
    PLAN_KINDS,
    PLAN_TEXT_LENGTH,
    PLAN_TITLE_LENGTH,
    Activity,
    ChangeStep,
    Deliverable,
    Effort,
    Indicator,
    Milestone,
    PlanRow,
    Risk,
    WorkPackage,
    plan_kind_of,
)
from samverka.applications.models.pledge import Pledge, SignedCopy
from samverka.applications.models.reuse import TakenOver
from samverka.applications.models.sending import (
    NOTE_LENGTH,
    REASONS_LENGTH,
    REFERENCE_LENGTH,
    TO_LENGTH,
    Submission,
)
from samverka.applications.models.steps import STEP_LENGTH, Step

__all__ = [
    "COST_LENGTH",
    "DOES_LENGTH",
    "GIVER_LENGTH",
    "MOST_MONTHS",
    "NOTE_LENGTH",
    "PACKAGE_LENGTH",
    "PLAN_KINDS",
    "PLAN_TEXT_LENGTH",
    "PLAN_TITLE_LENGTH",
    "REASONS_LENGTH",
    "REFERENCE_LENGTH",
    "STEP_LENGTH",
    "SUMMARY_LENGTH",
    "TITLE_LENGTH",
    "TO_LENGTH",
    "WHAT_LENGTH",
    "WHY_LENGTH",
    "WORDS_LENGTH",
    "Activity",
    "Application",
    "Asked",
    "Budget",
    "BudgetRate",
    "ChangeStep",
    "Commitment",
    "CostLine",
    "Counts",
    "Deliverable",
    "EarlierAid",
    "Edition",
    "Effort",
    "Indicator",
    "May",
    "Member",
    "Milestone",
    "Place",
    "PlanRow",
    "Pledge",
    "Risk",
    "Section",
    "SectionRight",
    "Share",
    "SignedCopy",
    "Step",
    "Submission",
    "TakenOver",
    "Template",
    "WorkPackage",
    "plan_kind_of",
]
