"""Two years in which something of nearly everything happened."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from samverka.applications.models import Application, Submission
from samverka.applications.tests.story import begun
from samverka.cast import Cast
from samverka.ideas.models import Idea, Message
from samverka.ideas.tests.story import sent
from samverka.knowledge.tests.story import a_note, at_work
from samverka.projects.models import Contribution, Project, ProjectPartner
from samverka.references.models import Engagement
from samverka.talks.models import Registration, Talk
from samverka.talks.tests.story import held_talk

LAST, BEFORE = 2019, 2018


def in_may(year: int, day: int = 4) -> datetime:
    return datetime(year, 5, day, 10, tzinfo=UTC)


def an_idea(year: int, *, answered_after: int | None = None, **facts: Any) -> Idea:
    """Sent in May, and answered so many days later."""
    idea = sent()
    at = in_may(year)
    Idea.objects.filter(pk=idea.pk).update(sent_at=at, **facts)
    if answered_after is not None:
        for voice, days in (("note", 0), ("team", answered_after), ("team", answered_after + 5)):
            later = at + timedelta(days=days, hours=1)
            Message.objects.create(idea=idea, voice=voice, text="x", at=later)
    idea.refresh_from_db()
    return idea


def a_talk(year: int, came: int, **facts: Any) -> Talk:
    at = in_may(year)
    talk = held_talk(starts_at=at, ends_at=at + timedelta(hours=2), **facts)
    Registration.objects.create(talk=talk, language="sv", state="seated", came=came)
    return talk


def an_application(cast: Cast, year: int, amount: int | None, **facts: Any) -> Submission:
    """Sent in May; granted in September where there is an amount, else it waits."""
    application = begun(cast)
    Application.objects.filter(pk=application.pk).update(**facts)
    return Submission.objects.create(
        application=application,
        state="sent" if amount is None else "granted",
        archive=b"",
        size=0,
        sha256="",
        sent_at=in_may(year),
        to="Fonden",
        decided_on=None if amount is None else date(year, 9, 1),
        amount=None if amount is None else Decimal(amount),
    )


def a_project(slug: str, year: int, **facts: Any) -> Project:
    return Project.objects.create(slug=slug, title_sv=slug, starts_on=date(year, 6, 1), **facts)


def puts_in(project: Project, cast: Cast, year: int, hours: int) -> Contribution:
    organisation = at_work(cast, "amina")
    partner, _ = ProjectPartner.objects.get_or_create(project=project, organisation=organisation)
    return Contribution.objects.create(
        project=project, partner=partner, month=date(year, 6, 1), kind="hours", hours=Decimal(hours)
    )


def two_years(cast: Cast) -> None:
    """Two ideas and a talk each year; one application brought kronor, another euro."""
    public = {"published_at": in_may(LAST), "may_show": True}
    talk = a_talk(BEFORE, 12, slug="one")
    a_talk(LAST, 30, slug="other")
    idea = an_idea(BEFORE, answered_after=2, talk=talk, station=3, **public)
    an_idea(BEFORE, answered_after=9)
    an_idea(LAST, answered_after=4, title="Hidden away")
    an_idea(LAST)
    project = a_project("a-kitchen", BEFORE, idea=idea, state="ended", ends_on=date(LAST, 5, 31))
    an_application(cast, BEFORE, 250_000, idea=idea, project=project)
    other = a_project("a-bus", LAST, state="running")
    an_application(cast, LAST, 30_000, currency="EUR", project=other)
    an_application(cast, LAST, None, title="A secret")
    for year, hours in ((BEFORE, 10), (BEFORE, 20), (BEFORE, 30), (LAST, 5)):
        puts_in(project, cast, year, hours)
    a_note(cast.amina, at_work(cast, "amina"), project=project)
    Engagement.objects.create(title_sv="En grupp", state="running", starts_on=date(LAST, 3, 1))
