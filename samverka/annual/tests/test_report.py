"""The report of a year: every figure counts rows, and names no more than its reader may see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.annual.telling import TOLD, report_of, rows_of
from samverka.applications.models import Application, Submission
from samverka.cast import Cast
from samverka.counting.figures import FIGURES
from samverka.ideas.models import Idea, Message
from samverka.meetings.models import AgendaItem, Meeting
from samverka.minutes.models import Minutes, Paragraph, Resolution
from samverka.plan import actions
from samverka.plan.models import ActivityList, ListedActivity
from samverka.plan.tests.story import a_list, an_activity, signed_in
from samverka.projects.actions import Beginning, begin_project
from samverka.record.models import History
from samverka.talks.models import Outcome, Registration, Talk

YEAR = 2020
IN_MAY = datetime(YEAR, 5, 4, 12, tzinfo=UTC)
PEOPLE = ("nobody", "kim", "amina", "nils", "elsa")


@pytest.fixture
def a_year(cast: Cast) -> ActivityList:
    """2020, when one of nearly everything happened, and some that do not count."""
    listed = a_list(state="decided", year=YEAR)
    an_activity(listed, state="done", title_sv="Odla")
    an_activity(listed, state="dropped", title_sv="Resa")
    an_activity(listed, state="proposed", title_sv="Sent förslag")
    _a_talk_that_twelve_came_to()
    _an_assembly_that_was_held()
    _two_ideas_of_which_one_was_answered()
    _an_application_that_was_granted()
    project = begin_project(what=Beginning(title="Köket", language="sv"), partners=[], by=cast.elsa)
    History.objects.of(project).update(at=IN_MAY)
    return listed


def _a_talk_that_twelve_came_to() -> None:
    talk = Talk.objects.all()[0]
    Talk.objects.filter(pk=talk.pk).update(starts_at=IN_MAY, ends_at=IN_MAY + timedelta(hours=2))
    for name, came in (("Kim", 5), ("Elsa", 7), ("Rut", None)):
        Registration.objects.create(talk=talk, name=name, language="sv", state="seated", came=came)
    for public in (True, True, False):
        Outcome.objects.create(talk=talk, kind="idea", words_sv="En bod", is_public=public)


def _an_assembly_that_was_held() -> None:
    for body, state in (("assembly", "called"), ("committee", "called"), ("assembly", "cancelled")):
        meeting = Meeting.objects.create(
            body=body, state=state, title_sv="Möte i maj", starts_at=IN_MAY, ends_at=IN_MAY
        )
        _it_decided(meeting)


def _it_decided(meeting: Meeting) -> None:
    """Nothing was decided at the one that was cancelled."""
    if meeting.state == "cancelled":
        return
    paragraph = Paragraph.objects.create(
        minutes=Minutes.objects.create(meeting=meeting),
        item=AgendaItem.objects.create(meeting=meeting, place=1, title_sv="Köket"),
        body=meeting.body,
        year=YEAR,
        number=1,
    )
    for struck in (None, IN_MAY):
        Resolution.objects.create(
            paragraph=paragraph, words="Vi öppnar", decided_at=IN_MAY, struck_at=struck
        )


def _two_ideas_of_which_one_was_answered() -> None:
    Idea.objects.update(sent_at=datetime(2019, 12, 31, 22, 59, tzinfo=UTC))
    first, second = Idea.objects.order_by("pk")[:2]
    Idea.objects.filter(pk=first.pk).update(
        sent_at=IN_MAY, published_at=IN_MAY, may_show=True, erased_at=None, state="advised"
    )
    Idea.objects.filter(pk=second.pk).update(sent_at=IN_MAY, published_at=None)
    Message.objects.filter(idea__in=[first, second]).delete()
    for voice, days in (("note", 1), ("owner", 2), ("team", 3), ("team", 9)):
        Message.objects.create(
            idea=first, voice=voice, text="x", at=IN_MAY + timedelta(days=days, hours=1)
        )


def _an_application_that_was_granted() -> None:
    Submission.objects.create(
        application=Application.objects.all()[0],
        state="granted",
        archive=b"",
        size=0,
        sha256="",
        sent_at=IN_MAY,
        to="Fonden",
        decided_on=date(YEAR, 9, 1),
        amount=Decimal(250000),
    )


def test_the_figures_are_those_of_the_year(a_year: ActivityList) -> None:
    with translation.override("en"):
        told = {one.name: (one.value, one.note) for one in report_of(a_year).figures}

    assert told == {
        "activities": (1, "of 2 on the list"),
        "talks": (1, "12 people came"),
        "meetings": (1, ""),
        "decisions": (1, ""),
        "ideas": (2, ""),
        "answered": (1, "half of them within 3 days"),
        "applications": (1, ""),
        "granted": (1, "SEK\N{NO-BREAK SPACE}250,000"),
        "projects": (1, ""),
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_every_figure_equals_the_list_it_leads_to(
    cast: Cast, a_year: ActivityList, who: str
) -> None:
    visitor = signed_in(cast, who).get("/sv/").wsgi_request.user
    figures = report_of(a_year).figures

    lists = {name: rows_of(name, YEAR, visitor) for name in TOLD}

    assert {one.name for one in figures} == set(TOLD)
    for figure in figures:
        rows = lists[figure.name]
        assert rows is not None
        assert (rows.number, rows.title) == (figure.value, figure.title)


def test_what_one_may_not_see_has_no_name(cast: Cast, a_year: ActivityList) -> None:
    actions.publish_report(activity_list=a_year, by=cast.elsa)
    public, hidden = Idea.objects.filter(sent_at=IN_MAY).order_by("pk")
    application = Application.objects.all()[0]

    def page(who: str, what: str) -> str:
        address = f"/en/plan/years/{YEAR}/report/rows/{what}/"
        return signed_in(cast, who).get(address).content.decode()

    for who, named in (("nobody", False), ("kim", False), ("amina", False), ("nils", True)):
        assert public.title in page(who, "ideas")
        assert (hidden.title in page(who, "ideas")) is named
        assert ("1 is counted and not shown to you." in page(who, "ideas")) is not named
    for who, named in (("nobody", False), ("kim", False), ("amina", True), ("elsa", True)):
        assert (application.title in page(who, "granted")) is named
    for who, named in (("nobody", False), ("kim", False), ("rut", True), ("nils", True)):
        assert ("Möte i maj" in page(who, "meetings")) is named


def test_an_erased_idea_is_counted_and_never_named(cast: Cast, a_year: ActivityList) -> None:
    idea = Idea.objects.filter(sent_at=IN_MAY).order_by("pk")[0]
    Idea.objects.filter(pk=idea.pk).update(erased_at=timezone.now(), title="")

    rows = rows_of("ideas", YEAR, cast.elsa)

    assert rows is not None
    assert (len(rows.shown), rows.hidden) == (1, 1)


def test_only_partners_read_it_before_it_is_published(cast: Cast, a_year: ActivityList) -> None:
    address = f"/sv/plan/years/{YEAR}/report/"
    people = ("nobody", "kim", "petra", "olof", "rut", "amina", "nils", "elsa")

    def readers() -> set[str]:
        return {who for who in people if signed_in(cast, who).get(address).status_code == 200}

    assert readers() == {"rut", "amina", "nils", "elsa"}
    signed_in(cast, "elsa").post(f"{address}publish/")
    assert readers() == set(people)
    signed_in(cast, "elsa").post(f"{address}take-back/")
    assert readers() == {"rut", "amina", "nils", "elsa"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_it_is_a_file_too(
    cast: Cast, a_year: ActivityList, language: str, kind: str, begins: bytes
) -> None:
    answer = signed_in(cast, "amina").get(f"/{language}/plan/years/{YEAR}/report/file/{kind}/")

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert f"{YEAR}" in answer["Content-Disposition"]


def test_a_goal_says_what_its_measures_came_to(cast: Cast) -> None:
    listed = a_list(state="decided", year=2026)
    told = {
        reached.indicator.what_sv: (reached.value, reached.rows)
        for goal in report_of(listed).goals
        for reached in goal.reached
    }

    assert told["Samhällssamtal"] == (FIGURES["talks"].number(2026), "talks")
    assert told["Idéer som kom in"] == (FIGURES["ideas"].number(2026), "ideas")
    assert told["De som kom till Samhällssamtalen"] == (Decimal(0), "talks")


@pytest.mark.parametrize("number", [1, 3])
def test_the_report_costs_the_same_however_much_happened(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed = a_list(state="decided", year=YEAR)
    ActivityList.objects.filter(pk=listed.pk).update(report_published_at=timezone.now())
    for _n in range(number):
        an_activity(listed, state="done")

    with django_assert_num_queries(18):
        page = client.get(f"/en/plan/years/{YEAR}/report/").content.decode()

    assert page.count("Odla</a>") == number
    assert ListedActivity.objects.filter(activity_list=listed).count() == number


def test_a_talk_tells_how_many_came_and_what_it_led_to(cast: Cast, a_year: ActivityList) -> None:
    with translation.override("en"):
        found = rows_of("talks", YEAR, cast.kim)
    assert found
    [row] = found.shown
    assert row.note.split(" · ")[1:] == ["12 people came", "led to 2 things"]
