"""What is known about a person who shared something. It stays their organisation's."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import passages
from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.knowledge.models import AlsoMet, Course, Experience, Gathered, Helped, Problem
from samverka.people.models import Person

WITHOUT_YOUR_NAME = _("They stay as your organisation's, without your name.")


def _rows(kind: type[Model], **whose: Person) -> list[Any]:
    return list(everywhere(kind).filter(**whose).order_by("pk"))


def _written(person: Person) -> list[Facts]:
    return [
        {
            "title": passages(row, "title"),
            "text": passages(row, "tried", "happened", "advice"),
            "at": row.written_at,
        }
        for row in _rows(Experience, author=person)
    ]


def _helped(person: Person) -> list[Facts]:
    rows = everywhere(Helped).filter(person=person).select_related("experience")
    return [
        {"text": passages(row.experience, "advice"), "at": row.at} for row in rows.order_by("pk")
    ]


def _reported(person: Person) -> list[Facts]:
    return [{"text": row.what, "at": row.written_at} for row in _rows(Problem, author=person)]


def _met(person: Person) -> list[Facts]:
    rows = everywhere(AlsoMet).filter(person=person).select_related("problem")
    return [{"title": row.problem.title, "at": row.at} for row in rows.order_by("pk")]


def _gathered(person: Person) -> list[Facts]:
    rows = _rows(Gathered, gathered_by=person)
    return [{"title": passages(row, "question"), "at": row.gathered_at} for row in rows]


def _offered(person: Person) -> list[Facts]:
    return [
        {"title": passages(row, "title"), "at": row.written_at}
        for row in _rows(Course, author=person)
    ]


EXPERIENCE = PersonalData(
    name="experience",
    title=_("Experience you have written down"),
    models=("knowledge.Experience",),
    collect=_written,
    when_erased=WITHOUT_YOUR_NAME,
)
HELPED = PersonalData(
    name="helped",
    title=_("Experience that you said helped"),
    models=("knowledge.Helped",),
    collect=_helped,
    when_erased=WITHOUT_YOUR_NAME,
)
PROBLEMS = PersonalData(
    name="problems",
    title=_("Problems you have reported"),
    models=("knowledge.Problem",),
    collect=_reported,
    when_erased=WITHOUT_YOUR_NAME,
)
ALSO_MET = PersonalData(
    name="problems_met",
    title=_("Problems that you said you meet too"),
    models=("knowledge.AlsoMet",),
    collect=_met,
    when_erased=WITHOUT_YOUR_NAME,
)
GATHERED = PersonalData(
    name="questions_gathered",
    title=_("Questions you have gathered from problems"),
    models=("knowledge.Gathered",),
    collect=_gathered,
    when_erased=_("They stay as the partnership's, without your name."),
)
COURSES = PersonalData(
    name="courses",
    title=_("Courses you have offered"),
    models=("knowledge.Course",),
    collect=_offered,
    when_erased=WITHOUT_YOUR_NAME,
)
