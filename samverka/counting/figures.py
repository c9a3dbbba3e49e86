"""All that is counted, by name."""

from typing import Any

from samverka.counting import (
    applications,
    grants,
    ideas,
    knowledge,
    meetings,
    plan,
    projects,
    references,
    talks,
)
from samverka.counting.figure import Figure

FIGURES: dict[str, Figure[Any]] = {
    figure.name: figure
    for figure in (
        plan.ACTIVITIES,
        talks.TALKS,
        talks.VISITORS,
        plan.REACHED,
        meetings.MEETINGS,
        meetings.DECISIONS,
        ideas.IDEAS,
        ideas.ANSWERED,
        ideas.WAITED,
        ideas.LED,
        applications.SENT,
        applications.GRANTED,
        applications.BROUGHT,
        grants.GRANTS,
        grants.GIVEN,
        projects.BEGUN,
        projects.RUNNING,
        projects.ENDED,
        projects.HOURS,
        projects.PUT_IN,
        knowledge.EXPERIENCE,
        references.ENGAGEMENTS,
    )
}
