"""Steps counted back from the last day, who is reminded of them, and what keeps it from going."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from samverka.applications import actions
from samverka.applications.backplan import USUAL
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Member, Step
from samverka.applications.shipped import fitting, forms
from samverka.applications.tests.story import on_the_form
from samverka.cast import Cast
from samverka.cast.applications import write_application
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.common.refusal import Refused
from samverka.tasks.actions import tell_of_tasks
from samverka.tasks.models import Task


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def days_of(application: Application) -> list[tuple[str, int | None]]:
    return [(step.name, step.days_left) for step in application.steps.all()]


def test_steps_are_counted_back_and_fitted_into_the_days_left(cast: Cast) -> None:
    whole = sum(USUAL.values())
    assert days_of(on_the_form(cast, ahead(whole))) == [
        ("partners", 14),
        ("texts", 28),
        ("budget", 33),
        ("letters", 40),
        ("reading", 43),
        ("sending", 44),
    ]
    short = [days for _, days in days_of(on_the_form(cast, ahead(10)))]
    assert short == sorted(short)  # type: ignore[type-var]
    assert (short[0], short[-1]) >= (0, 10)
    assert {days for _, days in days_of(on_the_form(cast))} == {None}


def test_a_moved_last_day_moves_the_steps_but_not_those_set_by_hand(cast: Cast) -> None:
    application = on_the_form(cast, ahead(60))
    lead = application.members.get()
    first, second = application.steps.all()[:2]
    wanted = actions.Wanted(owner=lead, due_on=ahead(3))
    actions.change_step(step=first, wanted=wanted, by=cast.amina)
    actions.move_step(step=second, to="done", by=cast.amina)
    facts = actions.Facts(title="T", language="sv", due_on=ahead(70))

    actions.edit_application(application=application, facts=facts, by=cast.amina)

    left = [days for _, days in days_of(application)]
    assert left == [3, 44, 59, 66, 69, 70]


def test_whoever_has_a_near_section_gets_a_task_and_letters(cast: Cast) -> None:
    application = on_the_form(cast, ahead(90))
    lead = application.members.get()
    section = application.sections.all()[0]
    care = actions.Care(owner=lead, writer=lead.places.get(), due_on=ahead(9))
    section = actions.give_section(section=section, care=care, by=cast.amina)

    told = []
    for days in (0, 2, 3, 7, 8):
        now = timezone.now() + timedelta(days=days)
        actions.mind_applications(today=ahead(days))
        told.append(tell_of_tasks(now=now))

    task = Task.objects.about(section).get()
    assert (task.person, task.due_on, task.is_done_there) == (cast.amina, ahead(9), True)
    assert task.address == f"applications/{application.pk}/sections/{section.pk}/"
    assert told == [0, 1, 0, 1, 0]
    actions.move_section(section=section, to="done", by=cast.amina)
    assert Task.objects.about(section).get().state == "done"


def test_what_is_missing_and_what_stops_it(cast: Cast) -> None:
    application = on_the_form(cast, ahead(90))
    lead = application.members.get()
    Member.objects.filter(pk=lead.pk).update(stand="no_go")
    for section in application.sections.all():
        actions.move_section(section=section, to="done", by=cast.amina)

    overview = Overview(application)

    assert [(row.state, row.words, row.stops) for row in overview.rows] == [
        ("stop", "Föreningen Grönskan says: we do not apply", True),
        ("now", "When the project begins and ends", False),
        ("now", "Nothing stands in the plan yet.", False),
        ("now", "There is no budget yet", True),
    ]
    assert (overview.sections_done, overview.part_done, overview.may_be_sent) == (7, 100, False)


def test_dropped_and_taken_up_again(cast: Cast) -> None:
    application = on_the_form(cast)
    application = actions.drop_application(application=application, by=cast.amina)
    with pytest.raises(Refused, match="Dropped"):
        actions.add_section(application=application, title="x", by=cast.amina)
    page = shown(signed_in(cast.amina).get(application.get_absolute_url()))
    assert "Take it up again" in page
    application = actions.take_up_application(application=application, by=cast.amina)
    assert application.is_being_written


def test_steps_of_their_own_come_and_go(cast: Cast) -> None:
    application = on_the_form(cast)
    step = actions.add_step(
        application=application, wanted=actions.Wanted(title="Ask the bank"), by=cast.amina
    )
    actions.remove_step(step=step, by=cast.amina)
    with pytest.raises(Refused, match="Every application has this step"):
        actions.remove_step(step=Step.objects.all()[0], by=cast.amina)
    with pytest.raises(Refused, match="Only those who write"):
        actions.move_step(step=Step.objects.all()[0], to="done", by=cast.elsa)


def test_the_forms_of_the_house_are_whole() -> None:
    found = forms()
    assert len(found) == 7
    for form in found.values():
        keys = [one.key for one in form.sections]
        assert len(keys) == len(set(keys))
        assert all(one.title and one.guidance for one in form.sections)
    chosen = [
        fitting("Utvecklingsmedel social innovation", "Region Örebro län"),
        fitting("HORIZON-CL2-2027", "European Commission"),
        fitting("A bank's own fund"),
    ]
    assert [one.key if one else None for one in chosen] == [
        "regional-social-innovation",
        "horizon-part-b",
        None,
    ]


def test_the_demo_opens_with_one_that_is_being_written(cast: Cast) -> None:
    application = write_application(cast.amina)
    page = shown(signed_in(cast.amina).get(application.get_absolute_url()))

    assert "2 of 7 sections done" in page
    assert "När året är slut har tolv kvinnor" in page
    assert application.title in shown(signed_in(cast.amina).get("/en/desk/"))
