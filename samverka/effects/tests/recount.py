"""The figures counted row by row, without any of the queries that the page is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.utils import timezone

from samverka.applications.models import Submission
from samverka.grants.models import Grant
from samverka.ideas.models import Idea
from samverka.knowledge.models import Experience
from samverka.plan.models import ListedActivity
from samverka.projects.models import Contribution, Project
from samverka.record.models import History
from samverka.references.models import Engagement
from samverka.talks.models import Talk

Counted = dict[str, Decimal]
YearOf = Callable[[Any], int | None]


def local_year(moment: Any) -> int:
    return timezone.localtime(moment).year


def year_of(day: Any) -> int | None:
    return day.year if day else None


@dataclass
class Recount:
    """Of one year; None: of all."""

    year: int | None

    def everything(self) -> dict[str, Counted]:
        found = self.ideas() | self.talks() | self.applications() | self.projects() | self.learned()
        if self.year is None:
            running = [one for one in Project.objects.all() if one.state == "running"]
            found["running"] = self.number(running, lambda _: None)
        return found

    def within(self, rows: Iterable[Any], year: YearOf) -> list[Any]:
        return [row for row in rows if self.year in (None, year(row))]

    def number(self, rows: Iterable[Any], year: YearOf) -> Counted:
        found = self.within(rows, year)
        return {"": Decimal(len(found))} if found else {}

    def sums(
        self,
        rows: Iterable[Any],
        year: YearOf,
        amount: Callable[[Any], Any],
        unit: Callable[[Any], str] = lambda row: "",
    ) -> Counted:
        found: Counted = {}
        for row in self.within(rows, year):
            found[unit(row)] = found.get(unit(row), Decimal(0)) + Decimal(amount(row))
        return found

    def ideas(self) -> dict[str, Counted]:
        def sent(idea: Idea) -> int:
            return local_year(idea.sent_at)

        ideas = list(Idea.objects.all())
        answered = [idea for idea in ideas if first_answer(idea)]
        waits = [(first_answer(one) - one.sent_at).days for one in self.within(answered, sent)]
        became = {project.idea_id for project in Project.objects.all()}
        led = [idea for idea in ideas if idea.station >= 2 or idea.pk in became]
        return {
            "ideas": self.number(ideas, sent),
            "answered": self.number(answered, sent),
            "waited": {"": Decimal(str(median(waits)))} if waits else {},
            "led": self.number(led, sent),
        }

    def talks(self) -> dict[str, Counted]:
        def held(talk: Talk) -> int:
            return local_year(talk.starts_at)

        every = list(Talk.objects.all())
        talks = [one for one in every if one.state == "published" and one.is_over]
        people = {one.pk: sum(row.came or 0 for row in one.registrations.all()) for one in talks}
        of_talks = {one.activity_id for one in every}
        reached = [
            one
            for one in ListedActivity.objects.select_related("activity_list")
            if one.state == "done" and one.activity_list.is_decided and not one.removed_at
            if one.reached and one.pk not in of_talks
        ]
        with_people = [one for one in talks if people[one.pk]]
        return {
            "talks": self.number(talks, held),
            "visitors": self.sums(with_people, held, lambda talk: people[talk.pk]),
            "reached": self.sums(
                reached, lambda one: one.activity_list.year, lambda one: one.reached
            ),
        }

    def applications(self) -> dict[str, Counted]:
        def decided(one: Submission) -> int | None:
            return year_of(one.decided_on)

        sent = [one for one in Submission.objects.all() if one.state != "taken_back"]
        granted = [one for one in sent if one.state == "granted"]
        with_money = [one for one in granted if one.amount is not None]
        grants = [one for one in Grant.objects.all() if one.state != "revoked"]
        return {
            "grants": self.number(grants, lambda one: year_of(one.decision.decided_on)),
            "given": self.sums(
                *(grants, lambda one: year_of(one.decision.decided_on), lambda one: one.amount),
                lambda one: one.application.round.currency,
            ),
            "applications": self.number(sent, lambda one: local_year(one.sent_at)),
            "granted": self.number(granted, decided),
            "brought": self.sums(
                *(with_money, decided, lambda one: one.amount),
                lambda one: one.application.currency,
            ),
        }

    def projects(self) -> dict[str, Counted]:
        projects = list(Project.objects.all())
        put_in = [one for one in Contribution.objects.all() if not one.removed_at]
        hours = [one for one in put_in if one.kind == "hours"]
        rest = [one for one in put_in if one.kind != "hours"]
        ended = [one for one in projects if one.state == "ended"]
        return {
            "projects": self.number(projects, begun_in),
            "ended": self.number(ended, lambda one: year_of(one.ends_on)),
            "hours": self.sums(hours, lambda one: one.month.year, lambda one: one.hours),
            "put-in": self.sums(
                rest, lambda one: one.month.year, lambda one: one.amount, lambda one: "SEK"
            ),
        }

    def learned(self) -> dict[str, Counted]:
        notes = [one for one in Experience.objects.all() if not one.withdrawn_at]
        groups = [one for one in Engagement.objects.all() if one.state in ("running", "ended")]
        return {
            "experience": self.number(notes, lambda one: local_year(one.written_at)),
            "engagements": self.number(groups, lambda one: year_of(one.starts_on)),
        }


def first_answer(idea: Idea) -> Any:
    said = idea.messages.filter(voice__in=("team", "advisor"))
    return min((one.at for one in said), default=None)


def begun_in(project: Project) -> int | None:
    told = History.objects.of(project).filter(verb="begun").first()
    return year_of(project.starts_on) or (local_year(told.at) if told else None)
