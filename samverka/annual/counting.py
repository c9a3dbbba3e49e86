"""What happened in a year, as rows of the apps where it happened. Each figure counts such rows."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from statistics import median

from django.db.models import Min, QuerySet, Sum
from django.utils import timezone

from samverka.applications.models import Submission
from samverka.ideas.models import Idea, Message
from samverka.meetings.models import Body, Meeting
from samverka.plan.models import ActivityList, GoalIndicator, ListedActivity
from samverka.plan.models import ListedActivityQuerySet as Activities
from samverka.projects.models import Project
from samverka.record.models import History
from samverka.talks.models import Registration, Talk

ANSWERS = (Message.Voice.TEAM, Message.Voice.ADVISOR)
Counts = GoalIndicator.Counts


def moments(year: int) -> tuple[datetime, datetime]:
    """When the year begins and when the next one does, in the partnership's own time."""
    first, last = (
        timezone.make_aware(datetime.combine(date(one, 1, 1), time())) for one in (year, year + 1)
    )
    return first, last


def activities_in(year: int) -> Activities:
    """What was decided for the year, whatever came of it."""
    decided = ActivityList.State.DECIDED
    rows = ListedActivity.objects.standing().decided()
    return rows.filter(activity_list__year=year, activity_list__state=decided)


def activities_done(year: int) -> Activities:
    return activities_in(year).filter(state=ListedActivity.State.DONE)


def talks_held(year: int) -> QuerySet[Talk]:
    since, until = moments(year)
    rows = Talk.objects.held_or_coming().filter(ends_at__lt=timezone.now())
    return rows.filter(starts_at__gte=since, starts_at__lt=until).order_by("starts_at", "id")


def visitors_of(talks: QuerySet[Talk]) -> int:
    """People who came, as was said at the door."""
    came = Registration.objects.filter(talk__in=talks.order_by())
    return came.aggregate(people=Sum("came"))["people"] or 0


def meetings_held(year: int) -> QuerySet[Meeting]:
    since, until = moments(year)
    rows = Meeting.objects.held().filter(body=Body.ASSEMBLY)
    return rows.filter(starts_at__gte=since, starts_at__lt=until).order_by("starts_at", "id")


def ideas_in(year: int) -> QuerySet[Idea]:
    since, until = moments(year)
    return Idea.objects.filter(sent_at__gte=since, sent_at__lt=until).order_by("sent_at", "id")


def first_answers(ideas: QuerySet[Idea]) -> dict[int, datetime]:
    """When the owner of each idea first heard from somebody here, for those that did."""
    said = Message.objects.filter(voice__in=ANSWERS, idea__in=ideas.order_by())
    return dict(said.order_by().values_list("idea").annotate(first=Min("at")))


def ideas_answered(year: int) -> QuerySet[Idea]:
    """Of those that came in."""
    return ideas_in(year).filter(pk__in=first_answers(ideas_in(year)))


def median_days(year: int) -> Decimal | None:
    """Days until the first answer: half of the answered ideas waited so long, or less."""
    answers = first_answers(ideas_in(year))
    sent = dict(ideas_in(year).filter(pk__in=answers).values_list("pk", "sent_at"))
    days = [max(0, (answers[pk] - at).days) for pk, at in sent.items()]
    return Decimal(str(median(days))) if days else None


def applications_sent(year: int) -> QuerySet[Submission]:
    since, until = moments(year)
    rows = Submission.objects.standing().filter(sent_at__gte=since, sent_at__lt=until)
    return rows.select_related("application").defer("archive").order_by("sent_at", "id")


def applications_granted(year: int) -> QuerySet[Submission]:
    """Those whose yes came in the year, whenever they were sent."""
    rows = Submission.objects.filter(state=Submission.State.GRANTED, decided_on__year=year)
    return rows.select_related("application").defer("archive").order_by("decided_on", "id")


def amounts(granted: QuerySet[Submission]) -> dict[str, Decimal]:
    """What was granted, by currency."""
    rows = granted.exclude(amount=None).order_by().values_list("application__currency")
    return dict(rows.annotate(total=Sum("amount")).order_by("application__currency"))


def projects_begun(year: int) -> QuerySet[Project]:
    """Those that began here in the year, as the history tells."""
    since, until = moments(year)
    begun = History.objects.filter(
        kind=Project._meta.model_name, verb="begun", at__gte=since, at__lt=until
    )
    return Project.objects.filter(pk__in=begun.values("object_id"))


@dataclass(frozen=True)
class Year:
    """The figures of a year, each a count of the rows above."""

    year: int
    activities: int
    done: int
    talks: int
    visitors: int
    meetings: int
    ideas: int
    answered: int
    median_days: Decimal | None
    applications: int
    granted: int
    amounts: dict[str, Decimal]
    projects: int

    def counted(self, counts: str) -> int:
        """What an indicator that counts our own rows comes to."""
        return {
            Counts.TALKS.value: self.talks,
            Counts.VISITORS.value: self.visitors,
            Counts.MEETINGS.value: self.meetings,
            Counts.IDEAS.value: self.ideas,
            Counts.ANSWERED.value: self.answered,
            Counts.APPLICATIONS.value: self.applications,
            Counts.GRANTED.value: self.granted,
            Counts.PROJECTS.value: self.projects,
            Counts.ACTIVITIES.value: self.done,
        }[counts]


def count(year: int) -> Year:
    return Year(
        year=year,
        activities=activities_in(year).count(),
        done=activities_done(year).count(),
        talks=talks_held(year).count(),
        visitors=visitors_of(talks_held(year)),
        meetings=meetings_held(year).count(),
        ideas=ideas_in(year).count(),
        answered=ideas_answered(year).count(),
        median_days=median_days(year),
        applications=applications_sent(year).count(),
        granted=applications_granted(year).count(),
        amounts=amounts(applications_granted(year)),
        projects=projects_begun(year).count(),
    )


def with_visitors(talks: QuerySet[Talk]) -> QuerySet[Talk]:
    """Each with `people`: how many came."""
    return talks.annotate(people=Sum("registrations__came"))
