"""Elsa, who coordinates, enters a call and changes what it says; others cannot."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.calls.actions.editing import add_call, edit_call, hide_call, show_call
from samverka.calls.actions.keeping import keep_records
from samverka.calls.eligibility import terms_of
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.story import story_of
from samverka.calls.tests.reading import a_source, kept, record, story
from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Theme

EMPTY_ROWS = {"days-0-on": "", "windows-0-first_day": ""}
LEAST = {
    "title_sv": "Nya pengar",
    "level": "national",
    "currency": "SEK",
    "partners_min": "1",
    "countries_min": "1",
    **EMPTY_ROWS,
}
EVERYTHING = {
    **LEAST,
    "title_en": "New money",
    "summary_en": "For those who try.",
    "funder": "The Fund",
    "url": "example.test/new",
    "opens_on": "2027-01-01",
    "days-0-on": "2027-09-15",
    "days-1-on": "2027-03-17",
    "days-1-at": "17:00",
    "days-1-zone": "Europe/Brussels",
    "windows-0-first_day": "1",
    "windows-0-first_month": "3",
    "windows-0-last_day": "31",
    "windows-0-last_month": "5",
    "paused_months": ["7", "12"],
    "amount_max": "400 000",
    "share": "72.5",
    "applicants": ["association", "foundation"],
    "needed_kinds": ["municipality"],
    "partners_min": "3",
    "countries": ["SE", "NO"],
    "keywords": "young people, work, young people",
}
MARCH = CutOff(date(2027, 3, 17), time(17), "Europe/Brussels")
SEPTEMBER = CutOff(date(2027, 9, 15))


@pytest.fixture
def elsa(client: Client, cast: Cast) -> Client:
    client.force_login(cast.elsa)
    return client


def entered(cast: Cast, **told: Any) -> Call:
    return add_call(told={"title_sv": "Nya pengar", **told}, by=cast.elsa)


def as_filled_in(elsa: Client, call: Call) -> dict[str, Any]:
    """What the browser would send if nothing was changed."""
    form = elsa.get(f"/en/calls/{call.slug}/edit/").context["form"]
    fields = [
        *form,
        *(field for rows in (form.days, form.windows) for row in rows.rows for field in row),
    ]
    values = {field.html_name: field.value() for field in fields}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
        if value not in (None, False)
    }


def test_a_call_is_entered_with_everything_it_says(elsa: Client, cast: Cast) -> None:
    theme = Theme.objects.all()[0]
    answer = elsa.post("/en/calls/new/", {**EVERYTHING, "themes": [str(theme.pk)]})

    assert (answer.status_code, answer["Location"]) == (302, "/en/calls/nya-pengar/")
    call = Call.objects.get(slug="nya-pengar")
    assert (call.closes_on, call.cutoffs) == (
        date(2027, 9, 15),
        [{"on": "2027-03-17", "at": "17:00", "zone": "Europe/Brussels"}, {"on": "2027-09-15"}],
    )
    assert (call.windows, call.paused_months) == ([["03-01", "05-31"]], [7, 12])
    assert (call.amount_max, f"{call.share}", call.url) == (
        400_000,
        "72.50",
        "https://example.test/new",
    )
    assert (call.applicants, call.needed_kinds) == (["association", "foundation"], ["municipality"])
    assert call.keywords == ["young people", "work"]
    assert [one.pk for one in call.themes.all()] == [theme.pk]
    assert (call.state, [verb for verb, _ in story(call)]) == ("published", ["added"])
    assert elsa.get(answer["Location"]).status_code == 200


def test_pressing_save_without_a_change_changes_nothing(elsa: Client, cast: Cast) -> None:
    for call in Call.objects.all():
        answer = elsa.post(f"/en/calls/{call.slug}/edit/", as_filled_in(elsa, call))
        assert answer.status_code == 302, answer.context["form"].error_links
        after = Call.objects.get(pk=call.pk)
        assert (after.version, after.curated, story(after)) == (1, call.curated, []), call.slug


def test_one_more_day_keeps_what_was_typed_and_writes_nothing(elsa: Client, cast: Cast) -> None:
    before = Call.objects.count()

    answer = elsa.post(
        "/en/calls/new/", {"more": "days", "title_sv": "Halv", "days-0-on": "2027-03-17"}
    )

    form = answer.context["form"]
    assert (answer.status_code, form.error_count) == (200, 0)
    assert [row["on"].value() for row in form.days.rows] == ["2027-03-17", None]
    assert 'value="Halv"' in answer.content.decode()
    assert Call.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title_sv": " "}, "Give the call a title, in Swedish or in English."),
        ({"days-0-on": "17 mars"}, "Write the day as 2027-01-31."),
        ({"days-0-at": "17:00"}, "Write the day that the time belongs to."),
        ({"days-0-on": "2027-03-17", "opens_on": "2027-04-01"}, "It opens after its last day."),
        (
            {"windows-0-first_day": "30", "windows-0-first_month": "2"},
            "That month has no such day.",
        ),
        ({"amount_min": "5", "amount_max": "4"}, "The most is less than the least."),
        ({"amount_max": "mycket"}, "Write the amount with digits only"),
        ({"amount_max": "9" * 30}, "Write the amount with digits only"),
        ({"share": "101"}, "Write a number from 1 to 100."),
        ({"share": "NaN"}, "Write a number from 1 to 100."),
        (
            {"any_kind": "on", "applicants": "association"},
            "Choose either every kind of organisation, or some kinds.",
        ),
        ({"currency": "MONEY"}, "Choose from the list."),
        ({"url": "javascript:alert(1)"}, "Write the whole web address"),
        ({"level": ""}, "This field is required."),
        ({"keywords": ",".join(map(str, range(41)))}, "At most 40 subject words."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    elsa: Client, cast: Cast, typed: dict[str, str], said: str
) -> None:
    before = Call.objects.count()

    answer = elsa.post("/en/calls/new/", {**LEAST, "funder": "Fonden", **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Fonden"' in page
    assert f"{answer.context['form'].error_title}. Enter a call" in page
    assert Call.objects.count() == before


def test_whoever_is_second_sees_what_the_call_says_now(elsa: Client, cast: Cast) -> None:
    call = entered(cast, funder="The Fund", days=[SEPTEMBER])
    filled = as_filled_in(elsa, call)
    edit_call(call=call, told={"funder": "Another", "days": [MARCH]}, by=cast.elsa, seen=1)

    answer = elsa.post(f"/en/calls/{call.slug}/edit/", {**filled, "funder": "Mine"})

    assert answer.status_code == 422
    assert answer.context["newer"] == [
        ("Funder", "Another"),
        ("Last days", "17 March 2027 at 17.00 Swedish time"),
    ]
    assert answer.context["form"]["funder"].value() == "Mine"
    again = {**filled, "funder": "Mine", "seen": answer.context["form"]["seen"].value()}
    assert elsa.post(f"/en/calls/{call.slug}/edit/", again).status_code == 302
    assert Call.objects.get(pk=call.pk).funder == "Mine"


def test_what_a_person_changed_is_never_taken_over_from_the_source(cast: Cast) -> None:
    source = a_source()
    kept(source, record())
    call = Call.objects.get(records__source=source)

    edit_call(call=call, told={"summary_en": "Plain words.", "days": [MARCH]}, by=cast.elsa, seen=1)
    kept(source, record(raw_hash="second", summaries={"en": "Other words."}, funder="New funder"))

    call.refresh_from_db()
    assert (call.summary_en, call.funder) == ("Plain words.", "New funder")
    assert (call.closes_on, call.curated) == (MARCH.on, ["closes_on", "cutoffs", "summary_en"])


def test_the_source_can_be_let_in_again_field_by_field(elsa: Client, cast: Cast) -> None:
    source = a_source()
    kept(source, record())
    call = Call.objects.get(records__source=source)
    told = {"summary_en": "Plain words.", "days": [MARCH], "title_en": "Mine"}
    edit_call(call=call, told=told, by=cast.elsa, seen=1)
    address = f"/en/calls/{call.slug}/edit/"
    page = elsa.get(address).content.decode()
    assert "Money for kitchens." in page

    typed = {**as_filled_in(elsa, call), "funder": "Half written"}
    for name in ("summary_en", "cutoffs"):
        answer = elsa.post(address, {**typed, "follow": name})
        assert answer.status_code == 200
        form = answer.context["form"]
        typed = {field.html_name: field.value() for field in form if field.value()}
        typed |= {f.html_name: f.value() or "" for row in form.days.rows for f in row}
    assert Call.objects.get(pk=call.pk).summary_en == "Plain words."
    assert elsa.post(address, typed).status_code == 302

    call.refresh_from_db()
    assert (call.summary_en, call.closes_on, call.funder) == (
        "Money for kitchens.",
        date(2027, 3, 3),
        "Half written",
    )
    assert call.curated == ["funder", "title_en"]


def test_every_kind_is_something_that_a_person_has_to_say(elsa: Client, cast: Cast) -> None:
    call = entered(cast)
    assert terms_of(call).says_who is False

    filled = as_filled_in(elsa, call)
    elsa.post(f"/en/calls/{call.slug}/edit/", {**filled, "any_kind": "on"})
    call.refresh_from_db()
    assert terms_of(call).any_kind is True

    elsa.post(f"/en/calls/{call.slug}/edit/", as_filled_in(elsa, call) | {"any_kind": ""})
    call.refresh_from_db()
    assert terms_of(call).says_who is False


def test_a_call_is_hidden_and_shown_again_with_one_press(elsa: Client, cast: Cast) -> None:
    call = entered(cast)

    hidden = elsa.post(f"/en/calls/{call.slug}/hide/", follow=True)
    assert "Only coordinators see this page." in hidden.content.decode()
    assert Client().get(f"/en/calls/{call.slug}/").status_code == 404

    elsa.post(f"/en/calls/{call.slug}/show/")
    assert Client().get(f"/en/calls/{call.slug}/").status_code == 200
    with pytest.raises(Refused):
        hide_call(call=call, by=cast.amina)
    Call.objects.update(state="merged")
    with pytest.raises(Refused):
        show_call(call=call, by=cast.elsa)


def test_the_history_says_who_did_what(elsa: Client, cast: Cast) -> None:
    source = a_source()
    keep_records(source=source, records=[record()], state=Call.State.PUBLISHED)
    call = Call.objects.get(records__source=source)
    edit_call(call=call, told={"funder": "Another"}, by=cast.elsa, seen=1)
    hide_call(call=call, by=cast.elsa)

    page = elsa.get(f"/en/calls/{call.slug}/history/").content.decode()

    assert [one.sentences for one in story_of(call)] == [
        ["Elsa Exempel hid the call."],
        ["Elsa Exempel changed the call.", "The funder is now: Another."],
        ["A source told of the call."],
    ]
    assert "The funder is now: Another." in page


@pytest.mark.parametrize("days", [1, 3])
def test_the_form_costs_the_same_however_many_days(
    elsa: Client, cast: Cast, days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call = entered(cast, days=[CutOff(date(2027, 1, 1 + n)) for n in range(days)])
    elsa.get(f"/en/calls/{call.slug}/edit/")

    with django_assert_num_queries(8):
        elsa.get(f"/en/calls/{call.slug}/edit/")


def test_an_older_version_is_refused(cast: Cast) -> None:
    call = entered(cast)
    with pytest.raises(Outdated):
        edit_call(call=call, told={"funder": "Mine"}, by=cast.elsa, seen=0)
