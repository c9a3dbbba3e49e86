"""What partners have learned, which problems they meet, and what they offer to teach."""

from samverka.knowledge.models.course import Course, CourseQuerySet
from samverka.knowledge.models.experience import Experience, ExperienceQuerySet, Helped
from samverka.knowledge.models.problem import AlsoMet, Gathered, Problem, ProblemQuerySet
from samverka.knowledge.models.shared import Shared, SharedQuerySet

__all__ = [
    "AlsoMet",
    "Course",
    "CourseQuerySet",
    "Experience",
    "ExperienceQuerySet",
    "Gathered",
    "Helped",
    "Problem",
    "ProblemQuerySet",
    "Shared",
    "SharedQuerySet",
]
