"""What stands on the pages of projects, talks, ideas and partners."""

from collections.abc import Mapping
from typing import Any

from samverka.common.beside import Beside
from samverka.ideas.models import Idea
from samverka.knowledge.models import Course, Experience, ExperienceQuerySet, Gathered
from samverka.knowledge.rules import Standing
from samverka.partnership.models import Organisation
from samverka.partnership.rules import Visitor
from samverka.projects.models import Project
from samverka.talks.models import Talk, TalkFeedback

AT_MOST = 10
Facts = Mapping[str, Any]


def _of_project(project: Project, visitor: Visitor) -> Facts:
    return _notes(visitor, Experience.objects.filter(project=project), f"project={project.pk}")


def _of_talk(talk: Talk, visitor: Visitor) -> Facts:
    """With the questions that it takes up."""
    rows = Standing(visitor).questions().filter(talk=talk).with_listing().newest_first()
    questions = list(rows[:AT_MOST])
    notes = _notes(visitor, Experience.objects.filter(talk=talk))
    return {**notes, "questions": questions} if questions else notes


def _of_a_new_talk(place: str, visitor: Visitor) -> Facts:
    """What it could be about: questions that wait, and what people wished for."""
    questions = list(Gathered.objects.waiting().with_listing().newest_first()[:AT_MOST])
    thoughts = TalkFeedback.objects.exclude(next_theme="").order_by("-pk")
    wished = list(dict.fromkeys(thoughts.values_list("next_theme", flat=True)[:AT_MOST]))
    return {"questions": questions, "wished": wished} if questions or wished else {}


def _of_idea(idea: Idea, visitor: Visitor) -> Facts:
    return _notes(visitor, Experience.objects.filter(idea=idea))


def _of_partner(partner: Organisation, visitor: Visitor) -> Facts:
    """With the courses that it offers."""
    rows = Standing(visitor).readable(Course.objects.filter(organisation=partner))
    courses = list(rows.with_listing().soonest_first()[:AT_MOST])
    notes = _notes(visitor, Experience.objects.filter(organisation=partner))
    return {**notes, "courses": courses} if courses else notes


def _notes(visitor: Visitor, rows: ExperienceQuerySet, tie: str = "") -> Facts:
    """`tie` begins a new note that belongs there, for those who may write."""
    standing = Standing(visitor)
    notes = list(standing.readable(rows).with_listing().newest_first()[:AT_MOST])
    writes = bool(tie) and standing.writes
    return {"notes": notes, "tie": tie if writes else ""} if notes or writes else {}


TEMPLATE = "knowledge/beside.html"
OF_PROJECTS = Beside("projects.Project", TEMPLATE, _of_project)
OF_TALKS = Beside("talks.Talk", "knowledge/beside_talk.html", _of_talk)
OF_NEW_TALKS = Beside("talks:new", "knowledge/beside_new_talk.html", _of_a_new_talk)
OF_IDEAS = Beside("ideas.Idea", TEMPLATE, _of_idea)
OF_PARTNERS = Beside("partnership.Organisation", "knowledge/beside_partner.html", _of_partner)
