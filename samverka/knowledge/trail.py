"""What is met at the beginning of the trail, and what was learned at its end."""

from django.utils.translation import gettext_lazy as _

from samverka.knowledge.models import Experience, Gathered, Problem
from samverka.knowledge.rules import Standing
from samverka.trail.stations import Station, Told

PROBLEMS = Station(
    model=Problem,
    name=_("Problem"),
    mark="problem",
    seen=lambda who: Standing(who.visitor).readable(Problem.objects.select_related("organisation")),
    told=lambda row: Told(row.organisation.name, row.written_at),
    led_to=("gathered",),
)
QUESTIONS = Station(
    model=Gathered,
    name=_("Question"),
    mark="problem",
    seen=lambda who: Standing(who.visitor).questions(),
    told=lambda row: Told("", row.gathered_at),
    led_to=("activity", "talk"),
)
EXPERIENCE = Station(
    model=Experience,
    name=_("Experience"),
    mark="experience",
    seen=lambda who: Standing(who.visitor).readable(Experience.objects.with_listing()),
    told=lambda row: Told(row.organisation.name, row.written_at),
    came_from=("project", "idea", "talk"),
)
