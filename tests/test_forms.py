"""Whatever is posted to any form: never an error of ours, never markup, never half a row.

Sign-in has its own tests, which know its states; what is sent to the public interface too.
"""

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samverka.calls.models import Call, CallSource
from samverka.calls.tests.reading import a_source
from samverka.cast import Cast
from samverka.common.writing import begin_writing
from samverka.contact.models import Line, Question
from samverka.contact.tests.story import asked
from samverka.ideas import actions, urls
from samverka.ideas.models import Idea, Message, Routing
from samverka.ideas.tests.story import sent, workshop
from samverka.meetings.models import AgendaItem, Attendee, Meeting, Paper
from samverka.meetings.tests.story import attendee, coming
from samverka.meetings.views import answering
from samverka.pages.actions import take_feedback
from samverka.pages.models import Feedback
from samverka.people.models import Person
from samverka.plan.models import (
    ActivityList,
    GoalIndicator,
    IndicatorFigure,
    ListedActivity,
    WorkPlan,
)
from samverka.record.models import History, Letter
from samverka.tasks.models import Task
from tests.patience import examples

# An element that no page of ours holds: where it stands, a visitor has written it.
EVIL = "zebra"
NASTY = [
    f"<{EVIL}>",
    f"</textarea></form><{EVIL} onload=alert(1)>",
    f'"><{EVIL}>',
    f"'><{EVIL}>",
    f"--><{EVIL}>",
    "{{ settings.SECRET_KEY }}{% now 'Y' %}{#",
    "%(name)s %s {0} {name} %%",
    "'; DROP TABLE ideas_idea; --",
    "1 OR 1=1",
    "\x00",
    "\x07\x1b[31m\x85\u2028\u202e",
    "9" * 25,
    "-1",
    "1e400",
    "NaN",
    "9" * 5000,
    "\N{COMBINING TILDE}" * 200,
    "👩‍👩‍👧‍👦 فكرة",
    "a@b" + "." * 50,
    f"anna@example.org\r\nBcc: {EVIL}@example.org",
    "on",
    "accepted",
    "declined",
    "suggested",
    "closed",
    "1",
    "x" * 10_001,
]
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.integers().map(str),
)
FIELDS = {
    "new/": ("text",),
    "new/send/": (
        "title",
        "text",
        "municipality",
        "email",
        "may_show",
        "consent",
        "website",
        "writing",
    ),
    "follow/{key}/write/": ("text", "as"),
    "follow/{key}/visibility/": ("may_show",),
    "follow/{key}/withdraw/": ("text",),
    "follow/{key}/return/": ("text",),
    "follow/{key}/erase/": ("text",),
    "answer/{answer}/": ("answer", "suggested", "text"),
    "answer/{answer}/write/": ("text",),
    "answer/{answer}/capacity/": ("capacity", "until"),
    "inbox/{pk}/assign/": ("responsible", "seen"),
    "inbox/{pk}/move/": ("to", "reason", "seen"),
    "inbox/{pk}/write/": ("text", "asks", "seen"),
    "inbox/{pk}/note/": ("text",),
    "inbox/{pk}/route/": ("to", "then", "words", "although_full", "seen"),
    "inbox/{pk}/publish/": ("seen",),
    "inbox/{pk}/merge/": ("into", "reason", "seen"),
}
SOURCE = (
    *("name", "funder", "level", "every_hours", "seen", "option_address", "option_key"),
    *("option_days", "option_currency", "option_language", "option_after", "option_until"),
)
CALL = (
    *("title_sv", "summary_en", "level", "url", "opens_on", "paused_months", "amount_min"),
    *("budget", "currency", "share", "any_kind", "applicants", "needed_kinds", "partners_min"),
    *("countries_min", "countries", "place", "themes", "keywords", "days-0-on", "days-0-at"),
    *("days-0-zone", "windows-0-first_day", "windows-0-first_month", "windows-0-last_day"),
)
ACTIVITY = (
    *("title_sv", "about_en", "kind", "month", "until_month", "on", "last_on", "goals"),
    *("responsible", "theme", "municipality"),
)
MEETING = (
    *("body", "title_en", "about_sv", "place_en", "on", "begins", "ends", "link", "answer_by"),
    *("municipality", "chair", "activity"),
)
OTHERS = {
    "/en/suggest/": ("text",),
    "/en/account/": ("name", "language"),
    "/en/contact/send/": ("addressee", "text", "name", "email", "website", "writing"),
    "/en/contact/follow/{question_key}/write/": ("text",),
    "/en/contact/questions/{question}/answer/": ("text", "seen"),
    "/en/contact/questions/{question}/hand-over/": ("to", "seen"),
    "/en/contact/questions/{question}/close/": ("text", "seen"),
    "/en/contact/addressees/new/": ("title_sv", "what_for_en", "answer_days", "people"),
    "/en/calls/new/": CALL,
    "/en/calls/{call}/edit/": (*CALL, "seen", "follow", "more"),
    "/en/tasks/{task}/done/": ("words", "as"),
    "/en/tasks/{task}/hand-over/": ("to",),
    "/en/plan/plans/new/": ("title_sv", "about_en", "since", "until", "adopted_on", "adopted_as"),
    "/en/plan/plans/{plan}/fields/": ("title_sv", "about_en"),
    "/en/plan/goals/{goal}/measures/": ("what_sv", "unit_en", "target", "counts"),
    "/en/plan/measures/{measure}/figures/": ("year", "value", "source"),
    "/en/plan/years/": ("year",),
    "/en/plan/years/{year}/add/": ACTIVITY,
    "/en/plan/years/{year}/copy/": ("chosen",),
    "/en/plan/years/{year}/decide/": ("on", "reference"),
    "/en/plan/years/{year}/words/": ("words_sv", "words_en"),
    "/en/plan/activities/{planned}/edit/": (*ACTIVITY, "seen"),
    "/en/plan/activities/{decided}/done/": ("result_sv", "result_en", "reached"),
    "/en/plan/activities/{decided}/not-done/": ("why_sv", "why_en"),
    "/en/meetings/new/": MEETING,
    "/en/meetings/{meeting}/edit/": MEETING,
    "/en/meetings/{meeting}/items/add/": ("title_en", "about_sv", "kind", "minutes", "responsible"),
    "/en/meetings/{meeting}/papers/": ("item", "link", "name"),
    "/en/meetings/{meeting}/cancel/": ("why",),
    "/en/meetings/statutes/": ("body", "notice_days", "quorum", "adjusters"),
    "/en/meetings/answer/{attendee}/": ("answer", "food", "ride", "ride_from", "ride_seats"),
    "/en/meetings/answer/{attendee}/deputy/": ("name", "email"),
    "/en/texts/about/": ("body_sv", "body_en", "note", "seen", "as"),
    "/en/feedback/why/{why}/": ("text", "website", "writing"),
    "/en/feedback/pages/{page}/": ("words", "seen"),
    "/en/calls/sources/new/table/": SOURCE,
    "/en/calls/sources/new/gdp/": SOURCE,
    "/en/calls/sources/new/feed/": SOURCE,
    "/en/calls/sources/new/watch/": SOURCE,
    "/en/calls/sources/{source}/edit/": SOURCE,
}
FORMS = {f"/en/ideas/{path}": fields for path, fields in FIELDS.items()} | OTHERS


ONLY_SHOW = {"list", "detail", "follow", "inbox", "care"}
ONLY_A_BUTTON = {"care_drop"}  # no field to fill in


def rows() -> tuple[int, ...]:
    """How many there are of everything that these forms may write: asked twice for each example,
    and so in one question."""
    of_ideas = (Idea, Message, Routing, History, Letter, Person)
    of_years = (WorkPlan, GoalIndicator, IndicatorFigure, ActivityList, ListedActivity)
    of_meetings = (Meeting, AgendaItem, Attendee, Paper)
    kinds = (*of_ideas, *of_meetings, Question, Line, Task, Feedback, Call, CallSource, *of_years)
    quoted = [connection.ops.quote_name(kind._meta.db_table) for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {name})" for name in quoted))
        return tuple(cursor.fetchone())


@pytest.fixture
def places(cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An idea that an advisor has been asked about, and the coordinator's session."""
    settings.WRITING_SECONDS = 0
    settings.MATCHES_PER_MINUTE = 1_000_000
    monkeypatch.setattr(answering, "DEPUTIES_A_MINUTE", 1_000_000)
    idea = sent(title="Plain", text="A plain text about a plain thing.")
    [routing] = actions.route_idea(idea=idea, to=[workshop()[0]], by=cast.elsa)
    assert isinstance(routing, Routing)
    question = asked(text="A plain question.")
    words = take_feedback(path="calls/", language="en", helped=False, sender_mark="door")
    client = Client(raise_request_exception=False)
    client.force_login(cast.elsa)
    return {
        "client": client,
        "key": Idea.objects.get(pk=idea.pk).tracking_key,
        "answer": routing.key,
        "pk": idea.pk,
        "question": question.pk,
        "question_key": question.key,
        "call": Call.objects.order_by("pk")[0].slug,
        "task": Task.objects.about(question).get().pk,
        "meeting": coming().pk,
        "attendee": attendee("rut").key,
        "why": words.key,
        "page": words.page_id,
        "source": a_source().slug,
        **planned(),
    }


def planned() -> dict[str, Any]:
    """The list that is proposed, an activity on it, and one that is decided and not told of."""
    listed = ActivityList.objects.get(state="proposed")
    told = GoalIndicator.objects.filter(counts="told")[0]
    decided = ActivityList.objects.filter(state="decided")[0].activities.all()[0]
    ListedActivity.objects.filter(pk=decided.pk).update(state="decided")
    return {
        "plan": WorkPlan.objects.all()[0].pk,
        "goal": told.goal_id,
        "measure": told.pk,
        "year": listed.year,
        "planned": listed.activities.all()[0].pk,
        "decided": decided.pk,
    }


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@examples(25)
def test_whatever_is_posted_is_answered_with_a_page(
    places: dict[str, Any], form: str, data: st.DataObject
) -> None:
    fields = {name: data.draw(WORDS, label=name) for name in FORMS[form]}
    if "writing" in fields and data.draw(st.booleans(), label="good seal"):
        fields |= {"writing": begin_writing(), "website": "", "consent": "on"}
    path = form.format(**places)
    before = rows()

    with transaction.atomic():
        answer = places["client"].post(path, fields)
        after = rows()
        transaction.set_rollback(True)

    assert answer.status_code in (200, 302, 404, 410, 422)
    assert f"<{EVIL}" not in answer.content.decode()
    if answer.status_code != 302:
        assert after == before  # nothing written, and nothing half written


UNREADABLE = (
    (b"text=%ff%fe%00&title=%ed%a0%80", "application/x-www-form-urlencoded"),
    (b"\xff\xfe", "application/x-www-form-urlencoded"),
    (b"text=a", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"{}", "application/json"),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"", "multipart/form-data"),
    (b"&".join([b"text=a"] * 600), "application/x-www-form-urlencoded"),
)


@pytest.mark.slow  # all together, though each is quick
@pytest.mark.parametrize("form", FORMS)
def test_nothing_at_all_and_what_cannot_be_read_is_no_fault_of_ours(
    places: dict[str, Any], form: str
) -> None:
    client, address = places["client"], form.format(**places)

    answered = [client.post(address, {})]
    answered += [client.post(address, body, content_type=kind) for body, kind in UNREADABLE]

    assert {one.status_code for one in answered} <= {200, 302, 400, 422}


def test_every_form_is_tried(places: dict[str, Any]) -> None:
    paths = [path.format(**places) for path in FORMS if path not in OTHERS]
    with translation.override("en"):
        tried = {resolve(path).url_name for path in paths}

    assert tried == {one.name for one in urls.urlpatterns} - ONLY_SHOW - ONLY_A_BUTTON
