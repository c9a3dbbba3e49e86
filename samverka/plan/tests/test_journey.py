"""Those who plan the year, through their pages; nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from samverka.cast import Cast
from samverka.partnership.models import Organisation
from samverka.plan.forms import ActivityForm
from samverka.plan.models import ActivityList, Goal, GoalIndicator, ListedActivity, WorkPlan
from samverka.plan.tests.story import a_list, an_activity, signed_in

COURSE = {"title_sv": "En kurs", "kind": "course", "month": "3", "until_month": "4"}


def test_a_year_from_the_first_activity_to_what_came_of_it(
    cast: Cast, greenery: Organisation
) -> None:
    ActivityList.objects.filter(year=2026).delete()
    nils, elsa, amina = (signed_in(cast, who) for who in ("nils", "elsa", "amina"))

    assert nils.post("/sv/plan/years/", {"year": 2026})["Location"] == "/sv/plan/years/2026/"
    goal = Goal.objects.filter(field__plan__until=2026)[0]
    told = {**COURSE, "goals": [goal.pk], "responsible": greenery.pk}
    made = nils.post("/sv/plan/years/2026/add/", told)
    activity = ListedActivity.objects.get(title_sv="En kurs")
    assert made["Location"] == activity.get_absolute_url()
    assert (activity.starts_on, activity.ends_on) == (date(2026, 3, 1), date(2026, 4, 30))
    assert (list(activity.goals.all()), activity.responsible) == ([goal], greenery)

    nils.post("/sv/plan/years/2026/propose/")
    decision = {"on": "2026-01-09", "reference": "§ 3/2026"}
    assert nils.post("/sv/plan/years/2026/decide/", decision).status_code == 404
    elsa.post("/sv/plan/years/2026/decide/", decision)
    desk = amina.get("/sv/desk/").content.decode()
    assert "Det här ansvarar ni för" in desk
    assert "En kurs" in desk

    address = f"/sv/plan/activities/{activity.pk}/"
    assert amina.post(f"{address}done/", {}).status_code == 422
    amina.post(f"{address}done/", {"result_sv": "Tolv kom.", "reached": "12"})
    page = signed_in(cast, "nobody").get(address).content.decode()
    assert "Tolv kom." in page
    assert "Det nådde 12 personer." in page
    amina.post(f"{address}reopen/")
    amina.post(f"{address}not-done/", {"why_sv": "Ingen kom."})
    assert ListedActivity.objects.get(pk=activity.pk).state == "dropped"


def test_what_is_taken_off_the_list_can_be_put_back(cast: Cast) -> None:
    listed = a_list()
    activity = an_activity(listed, title_sv="Odla")
    nils = signed_in(cast, "nils")

    page = nils.post(f"/sv/plan/activities/{activity.pk}/remove/", follow=True).content.decode()
    assert "”Odla” är borttagen från listan." in page
    assert nils.get(f"/sv/plan/activities/{activity.pk}/").status_code == 404
    nils.post(f"/sv/plan/activities/{activity.pk}/put-back/")
    assert nils.get(f"/sv/plan/activities/{activity.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"month": ""}, {"month"}),
        ({"month": "5", "until_month": "4"}, {"until_month"}),
        ({"on": "2025-12-31"}, {"on"}),
        ({"on": "2026-03-05", "last_on": "2026-03-04"}, {"last_on"}),
        ({"on": "2026-03-05", "last_on": "2027-01-01"}, {"last_on"}),
        ({"last_on": "2026-03-05"}, {"on"}),
        ({"month": "13"}, {"month"}),
        ({"title_sv": ""}, {"title_sv"}),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_stays(
    cast: Cast, told: dict[str, Any], wrong: set[str]
) -> None:
    a_list()
    answer = signed_in(cast, "nils").post("/sv/plan/years/2026/add/", {**COURSE, **told})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == wrong
    assert answer.context["form"]["kind"].value() == "course"


@pytest.mark.parametrize(
    "days",
    [
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 3, 1), date(2026, 5, 31)),
        (date(2026, 3, 5), date(2026, 3, 5)),
        (date(2026, 3, 5), date(2026, 4, 6)),
    ],
)
def test_a_form_that_is_only_saved_changes_nothing(cast: Cast, days: tuple[date, date]) -> None:
    activity = an_activity(a_list(), starts_on=days[0], ends_on=days[1], kind="visit")
    form = ActivityForm(year=2026, initial=ActivityForm.of(activity))
    shown = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in shown.items() if value not in (None, "", [])}

    signed_in(cast, "nils").post(f"/sv/plan/activities/{activity.pk}/edit/", posted)

    activity.refresh_from_db()
    assert (activity.starts_on, activity.ends_on, activity.kind) == (*days, "visit")
    assert activity.version == 2


def test_whoever_is_second_sees_it_and_saves_once_more(cast: Cast) -> None:
    activity = an_activity(a_list())
    address, nils = f"/sv/plan/activities/{activity.pk}/edit/", signed_in(cast, "nils")
    signed_in(cast, "elsa").post(address, {**COURSE, "title_sv": "Elsas", "seen": 1})

    answer = nils.post(address, {**COURSE, "title_sv": "Nils", "seen": 1})
    assert answer.status_code == 422
    assert answer.context["form"]["title_sv"].value() == "Nils"
    again = {**COURSE, "title_sv": "Nils", "seen": answer.context["form"]["seen"].value()}
    assert nils.post(address, again).status_code == 302
    activity.refresh_from_db()
    assert activity.title_sv == "Nils"


def test_a_plan_is_written_part_by_part(cast: Cast) -> None:
    nils = signed_in(cast, "nils")
    nils.post("/sv/plan/plans/new/", {"title_sv": "Ny plan", "since": "2033", "until": "2035"})
    plan = WorkPlan.objects.get(title_sv="Ny plan")
    nils.post(f"/sv/plan/plans/{plan.pk}/fields/", {"title_sv": "Område"})
    field = plan.fields.get()
    nils.post(f"/sv/plan/fields/{field.pk}/goals/", {"title_sv": "Mål"})
    goal = field.goals.get()
    measure = {"what_sv": "Timmar", "counts": "told", "target": "12,5"}
    nils.post(f"/sv/plan/goals/{goal.pk}/measures/", measure)
    indicator = GoalIndicator.objects.get(what_sv="Timmar")
    told = nils.post(
        f"/sv/plan/measures/{indicator.pk}/figures/", {"year": "2034", "value": "7,25"}
    )

    assert told.status_code == 302
    page = signed_in(cast, "nobody").get(f"/sv/plan/plans/{plan.pk}/").content.decode()
    for said in ("Ny plan", "Område", "Mål", "Timmar", "mål 12,50", "2034: 7,25"):
        assert said in page, said
    nils.post(f"/sv/plan/measures/{indicator.pk}/figures/2034/remove/")
    nils.post(f"/sv/plan/measures/{indicator.pk}/remove/")
    assert not GoalIndicator.objects.filter(what_sv="Timmar").exists()


def test_copied_twice_is_said(cast: Cast) -> None:
    ActivityList.objects.all().delete()
    listed = a_list(state="decided", year=2026)
    activity = an_activity(listed, starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 4))
    nils = signed_in(cast, "nils")
    address = "/sv/plan/years/2026/copy/"

    nils.post(address, {"chosen": [activity.pk]})
    [copy] = ListedActivity.objects.filter(activity_list__year=2027)
    assert copy.starts_on - activity.starts_on == timedelta(days=364)
    assert nils.get(address).context["already"] == [activity]
    page = nils.post(address, {"chosen": [activity.pk]}, follow=True).content.decode()
    assert "1 var redan kopierad och lämnas som den är." in page
    assert ListedActivity.objects.filter(activity_list__year=2027).count() == 1


def test_a_list_of_a_coming_year_has_no_report_yet(cast: Cast) -> None:
    year = timezone.localdate().year + 1
    page = signed_in(cast, "elsa").get(f"/sv/plan/years/{year}/").content.decode()

    assert f"/sv/plan/years/{year}/report/" not in page
