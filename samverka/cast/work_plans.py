"""The demonstration's work plans, with the activities of last year, this year and the next.

That there is a plan for 2021–2026, and its first strategic field, is said by the partnership's own
page. Goals, figures, activities and the plan that follows are examples.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from samverka.partnership.models import Organisation, Theme
from samverka.plan.days import first_of, last_of
from samverka.plan.models import (
    ActivityList,
    Goal,
    GoalIndicator,
    IndicatorFigure,
    ListedActivity,
    StrategicField,
    WorkPlan,
)
from samverka.talks.models import Talk

PERIODS = ((2021, 2026), (2027, 2032))
FIELD = (
    "Erfarenhetsutbyte, problemidentifiering och ökad kompetens",
    "Experience-sharing, problem identification and greater competence",
)
ABOUT_FIELD = (
    "Aktiviteterna vänder sig till parterna i partnerskapet, och också till organisationer och "
    "aktörer utanför det.",
    "The activities are aimed at the partners in the Partnership but also at organisations and "
    "actors outside the Partnership.",
)


class Measure(NamedTuple):
    what_sv: str
    what_en: str
    target: int
    counts: str = GoalIndicator.Counts.TOLD
    unit_sv: str = ""
    unit_en: str = ""


class Wish(NamedTuple):
    """A goal of the example, and how one sees that it is reached."""

    title_sv: str
    title_en: str
    measures: tuple[Measure, ...]


GOALS = (
    Wish(
        "Fler möts över gränser och lär av varandra",
        "More people meet across borders and learn from each other",
        (
            Measure("Samhällssamtal", "Community Talks", 2, GoalIndicator.Counts.TALKS),
            Measure(
                "De som kom till Samhällssamtalen",
                "People who came to Community Talks",
                80,
                GoalIndicator.Counts.VISITORS,
                "personer",
                "people",
            ),
        ),
    ),
    Wish(
        "Fler idéer får svar och hjälp vidare",
        "More ideas get an answer and help to go on",
        (
            Measure("Idéer som kom in", "Ideas that came in", 20, GoalIndicator.Counts.IDEAS),
            Measure("Rådgivningar", "Advisory sessions", 12, unit_sv="samtal", unit_en="sessions"),
        ),
    ),
    Wish(
        "Parterna söker pengar tillsammans",
        "Partners apply for money together",
        (
            Measure(
                "Gemensamma ansökningar",
                "Joint applications",
                2,
                GoalIndicator.Counts.APPLICATIONS,
            ),
        ),
    ),
    Wish("Fler kan mer om social innovation", "More people know about social innovation", ()),
)


class Does(NamedTuple):
    """An activity of a year; months are numbers, goals places in `GOALS`."""

    title_sv: str
    title_en: str
    kind: str
    first: int
    last: int
    goals: tuple[int, ...]
    responsible: str = ""
    result_sv: str = ""
    result_en: str = ""
    reached: int | None = None
    dropped: bool = False


EVERY_YEAR = (
    Does(
        "Vårens stormöte",
        "The assembly of the spring",
        ListedActivity.Kind.ASSEMBLY,
        *(3, 3, (0,)),
        result_sv="Parterna träffades och gick igenom vad som är på gång. (Exempel)",
        result_en="The partners met and went through what is going on. (Example)",
        reached=24,
    ),
    Does(
        "Studiebesök i växthuset",
        "A visit to the greenhouse",
        ListedActivity.Kind.VISIT,
        *(5, 5, (0,)),
        responsible="foreningen-gronskan",
        result_sv="Besöket ställdes in för att växthuset byggdes om. (Exempel)",
        result_en="The visit was called off because the greenhouse was being rebuilt. (Example)",
        dropped=True,
    ),
    Does(
        "Idéverkstad: prova en idé på en eftermiddag",
        "Workshop: try an idea in an afternoon",
        ListedActivity.Kind.COURSE,
        *(9, 10, (1,)),
        responsible="ideverkstaden",
        result_sv="Tre träffar. Fem idéer gick vidare till rådgivning. (Exempel)",
        result_en="Three afternoons. Five ideas went on to an advisor. (Example)",
        reached=31,
    ),
    Does(
        "Höstens stormöte: nästa års aktiviteter",
        "The assembly of the autumn: activities of the next year",
        ListedActivity.Kind.ASSEMBLY,
        *(12, 12, (0, 1)),
        result_sv="Stormötet beslutade om nästa års aktiviteter. (Exempel)",
        result_en="The assembly decided the activities of the next year. (Example)",
        reached=27,
    ),
)
NEXT_YEAR_TOO = Does(
    "En gemensam ansökan om arbetsträning",
    "A joint application about work training",
    ListedActivity.Kind.APPLICATION,
    *(2, 4, (2,)),
    responsible="foreningen-gronskan",
)


def plan_years() -> None:
    """Plans, lists and activities, in few queries; each talk of the cast has its activity."""
    goals = [_make_plan(since, until) for since, until in PERIODS]
    today = timezone.localdate()
    partners = {one.slug: one for one in Organisation.objects.filter(example=True)}
    talks = list(Talk.objects.select_related("theme"))
    for year in (today.year - 1, today.year, today.year + 1):
        of_year = next(
            (own for own, (since, until) in zip(goals, PERIODS, strict=True) if year <= until),
            goals[-1],
        )
        _make_year(year, today, of_year, partners, talks)
    _tell_what_was_copied(today.year)


def _make_plan(since: int, until: int) -> list[Goal]:
    invented = since != PERIODS[0][0]
    plan = WorkPlan.objects.create(
        title_sv=f"Arbetsplan {since}–{until}",
        title_en=f"Work plan {since}–{until}",
        since=since,
        until=until,
        example=invented,
    )
    field = StrategicField.objects.create(
        plan=plan,
        title_sv=FIELD[0],
        title_en=FIELD[1],
        about_sv=ABOUT_FIELD[0],
        about_en=ABOUT_FIELD[1],
        example=invented,
    )
    goals = Goal.objects.bulk_create(
        Goal(field=field, place=n, title_sv=one.title_sv, title_en=one.title_en, example=True)
        for n, one in enumerate(GOALS, 1)
    )
    measures = GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=goal, place=n, example=True, **measure._asdict())
        for goal, one in zip(goals, GOALS, strict=True)
        for n, measure in enumerate(one.measures, 1)
    )
    told = [one for one in measures if one.counts == GoalIndicator.Counts.TOLD]
    years = range(since, min(until, timezone.localdate().year - 1) + 1)
    IndicatorFigure.objects.bulk_create(
        IndicatorFigure(indicator=one, year=year, value=Decimal(9 + n), source="Exempel")
        for one in told
        for n, year in enumerate(years)
    )
    return goals


def _make_year(
    year: int,
    today: date,
    goals: list[Goal],
    partners: dict[str, Organisation],
    talks: list[Talk],
) -> None:
    coming = year > today.year
    states = ActivityList.State
    listed = ActivityList.objects.create(
        year=year,
        state=states.PROPOSED if coming else states.DECIDED,
        decided_on=None if coming else date(year - 1, 12, 5),
        decided_as="" if coming else f"§ 4/{year - 1}",
        example=True,
    )
    plans = [*EVERY_YEAR, NEXT_YEAR_TOO] if coming else [*EVERY_YEAR]
    made = [_activity(listed, one, today, partners) for one in plans]
    wanted = [one.goals for one in plans]
    own = [talk for talk in talks if timezone.localdate(talk.starts_at).year == year]
    made += [_for_talk(listed, talk, talk.theme, today) for talk in own]
    wanted += [(0,)] * len(own)
    ListedActivity.objects.bulk_create(made)
    ListedActivity.goals.through.objects.bulk_create(
        ListedActivity.goals.through(listedactivity_id=row.pk, goal_id=goals[n].pk)
        for row, places in zip(made, wanted, strict=True)
        for n in places
    )
    for talk, activity in zip(own, made[len(plans) :], strict=True):
        talk.activity = activity
    Talk.objects.bulk_update(own, ["activity"])


def _tell_what_was_copied(year: int) -> None:
    """What comes back next year was copied from this year."""
    titles = [one.title_sv for one in EVERY_YEAR]
    rows = ListedActivity.objects.filter(title_sv__in=titles)
    first = {row.title_sv: row for row in rows.filter(activity_list__year=year)}
    copies = list(rows.filter(activity_list__year=year + 1))
    for copy in copies:
        copy.copied_from = first[copy.title_sv]
    ListedActivity.objects.bulk_update(copies, ["copied_from"])


def _activity(
    listed: ActivityList, one: Does, today: date, partners: dict[str, Organisation]
) -> ListedActivity:
    starts_on, ends_on = first_of(listed.year, one.first), last_of(listed.year, one.last)
    activity = ListedActivity(
        activity_list=listed,
        title_sv=one.title_sv,
        title_en=one.title_en,
        kind=one.kind,
        responsible=partners.get(one.responsible),
        starts_on=starts_on,
        ends_on=ends_on,
        state=_state(listed, ends_on, today),
        example=True,
    )
    if activity.state == ListedActivity.State.DONE:
        activity.result_sv, activity.result_en = one.result_sv, one.result_en
        activity.reached = one.reached
        if one.dropped:
            activity.state = ListedActivity.State.DROPPED
    return activity


def _for_talk(listed: ActivityList, talk: Talk, theme: Theme, today: date) -> ListedActivity:
    day = timezone.localdate(talk.starts_at)
    activity = ListedActivity(
        activity_list=listed,
        title_sv=f"Samhällssamtal: {talk.title_sv}"[:200],
        title_en=f"Community Talk: {talk.title_en or talk.title_sv}"[:200],
        kind=ListedActivity.Kind.TALK,
        theme=theme,
        starts_on=first_of(day.year, day.month),
        ends_on=last_of(day.year, day.month),
        state=_state(listed, day, today),
        example=True,
    )
    if activity.state == ListedActivity.State.DONE:
        activity.result_sv = "Samtalet hölls. Läs om det på dess egen sida. (Exempel)"
        activity.result_en = "The talk was held. Read about it on its own page. (Example)"
    return activity


def _state(listed: ActivityList, last: date, today: date) -> ListedActivity.State:
    if listed.state == ActivityList.State.PROPOSED:
        return ListedActivity.State.PROPOSED
    return ListedActivity.State.DONE if last < today else ListedActivity.State.DECIDED
