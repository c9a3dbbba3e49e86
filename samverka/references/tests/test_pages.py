"""The public page, and the pages whose address is the key."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calendars.happenings import Happening
from samverka.calendars.months import Span
from samverka.calendars.own import happenings_of
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.cast.days import live_some_days
from samverka.common.writing import begin_writing
from samverka.home.pictures.ties import reference_ties
from samverka.partnership.models import Partnership
from samverka.references.actions.taking_part import say_no
from samverka.references.models import Engagement, Participation, ReferenceRequest
from samverka.references.tests.story import (
    WISH,
    a_group,
    a_meeting,
    accepted,
    greenery,
    partner_asked,
    requested,
    workshop,
)

PAGE, SEND = "/en/references/", "/en/references/send/"
REQUESTS = "/en/references/requests/"


def typed(**facts: Any) -> dict[str, Any]:
    return {**WISH, "writing": begin_writing(), **facts}


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Fråga oss om att vara er referensgrupp"), ("en", "You get an answer within 14 days")],
)
def test_the_page_says_what_one_gets_in_both_languages(
    client: Client, cast: Cast, language: str, words: str
) -> None:
    page = client.get(f"/{language}/references/").content.decode()
    foot = client.get(f"/{language}/").content.decode()

    assert words in page
    assert f'href="/{language}/references/"' in foot
    assert "@" not in page


def test_a_public_body_warns_before_one_writes(client: Client, cast: Cast) -> None:
    warning = "may become a public record"
    before = client.get(PAGE).content.decode()
    Partnership.objects.update(is_public_body=False)

    assert (warning in before, warning in client.get(PAGE).content.decode()) == (True, False)


def test_a_request_is_sent_without_a_cookie_and_followed(client: Client, cast: Cast) -> None:
    call = Call.objects.public()[0]
    answer = client.post(SEND, typed(call=call.slug, starts_on="2027-01-01"))

    request = ReferenceRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{request.follow_url}?sent")
    assert {name: getattr(request, name) for name in WISH} == WISH
    assert (request.call, request.language, str(request.starts_on)) == (call, "en", "2027-01-01")
    page = client.get(answer["Location"])
    assert "Your request is sent." in page.content.decode()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == (
        *("private, no-store", "noindex, nofollow"),
    )
    assert not client.cookies


def test_what_the_call_is_stands_in_the_form(client: Client, cast: Cast) -> None:
    call = Call.objects.public()[0]
    page = client.get(f"{PAGE}?call={call.slug}")

    assert page.context["form"]["programme"].value() == call.title
    assert client.get(f"{PAGE}?call=nothing").status_code == 404


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"organisation": " "}, "Write the name of your organisation."),
        ({"email": ""}, "Write your e-mail address, so that we can answer."),
        ({"email": "no"}, "Write the whole e-mail address."),
        ({"summary": "x" * 5001}, "At most 5000 characters"),
        ({"kind": "club"}, "Choose one from the list."),
        ({"meetings_a_year": "-1"}, "not less than 0"),
        ({"hours_a_year": "9" * 30}, "That is too much."),
        ({"starts_on": "2027-03-01", "ends_on": "2027-02-01"}, "cannot end before it begins"),
        (
            {"answer_wanted_on": f"{timezone.localdate() - timedelta(days=1)}"},
            "That day has passed.",
        ),
        ({"website": "http://x"}, "One field is for robots"),
        ({"writing": "forged"}, "The page had been open for long."),
    ],
)
def test_what_is_refused_is_told_and_everything_typed_is_kept(
    client: Client, cast: Cast, facts: dict[str, Any], sentence: str
) -> None:
    kept = {"title": "My <b>own</b> title", "wanted": "Words & more"}
    answer = client.post(SEND, typed(**{**kept, **facts}))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    for name, value in {**kept, **facts}.items():
        if name != "writing" and name != "website":
            assert answer.context["form"][name].value() == value
    assert not ReferenceRequest.objects.exists()


def test_who_asked_adds_words_withdraws_returns_and_erases(client: Client, cast: Cast) -> None:
    request = requested()
    page = request.follow_url
    moves = [
        client.post(f"{page}{action}/", data).status_code
        for action, data in (
            *(("write", {"text": " "}), ("write", {"text": "More."})),
            *(("withdraw", {}), ("return", {}), ("outcome", {"outcome": "granted"})),
            ("erase", {}),
        )
    ]

    assert (moves, client.get(page).status_code) == ([422, 302, 302, 302, 422, 302], 410)


def test_a_partner_answers_at_the_address_and_may_change_their_mind(
    client: Client, cast: Cast
) -> None:
    asked = partner_asked(cast, requested())
    page = asked.get_absolute_url()
    states = []
    for address in (page, f"{page}decline/", page, page):
        client.post(address, {"words": "For now."})
        states.append(Participation.objects.get().state)
    assert states == ["yes", "no", "yes", "yes"]

    accepted_now = accepted(cast)
    late = accepted_now.participations.get().get_absolute_url()
    answer = client.post(f"{late}decline/", {"words": ""})
    assert answer.status_code == 422
    assert "has got an answer already" in answer.content.decode()


def test_what_the_committee_typed_stays_when_it_was_refused(client: Client, cast: Cast) -> None:
    request = requested()
    say_no(participation=partner_asked(cast, request), words="")
    client.force_login(cast.nils)
    page = f"{REQUESTS}{request.pk}/"
    answers = {
        action: client.post(f"{page}{action}/", data)
        for action, data in {
            "accept": {"words": "Our <b>yes</b>"},
            "partners": {"organisation": greenery().pk, "person": "nobody@example.org"},
            "ask-back": {"text": "Mine & theirs", "seen": 99},
        }.items()
    }

    assert {name: answer.status_code for name, answer in answers.items()} == {
        **{"accept": 422, "partners": 422, "ask-back": 422}
    }
    assert "Our &lt;b&gt;yes" in answers["accept"].content.decode()
    assert "Nobody here has this address." in answers["partners"].content.decode()
    assert "Mine &amp; theirs" in answers["ask-back"].content.decode()


def test_a_person_stands_for_the_partner_where_they_work(client: Client, cast: Cast) -> None:
    request = requested()
    client.force_login(cast.nils)
    address = f"{REQUESTS}{request.pk}/partners/"

    nobody = client.post(address, {"organisation": "", "person": ""})
    answer = client.post(address, {"organisation": "", "person": cast.amina.email})

    assert (nobody.status_code, answer.status_code) == (422, 302)
    [asked] = request.participations.all()
    assert (asked.organisation, asked.person) == (greenery(), cast.amina)


@pytest.mark.usefixtures("indexed")
def test_partners_are_proposed_with_reasons(client: Client, cast: Cast) -> None:
    request = requested()
    client.force_login(cast.nils)
    page = client.get(f"{REQUESTS}{request.pk}/")

    proposed = [one.organisation for one in page.context["proposals"]]
    assert greenery() in proposed
    assert "The project says" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_list_costs_the_same_however_many_wait(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(number):
        requested()
    client.force_login(cast.elsa)

    with django_assert_num_queries(6):
        page = client.get(REQUESTS).context["page"]
    assert len(page) == number


def test_the_list_shows_what_is_asked_for(client: Client, cast: Cast) -> None:
    waits, done = requested(), accepted(cast)
    client.force_login(cast.nils)
    found = {
        state: [one.pk for one in client.get(f"{REQUESTS}?state={state}").context["page"]]
        for state in ("open", "accepted", "declined", "all")
    }

    assert found == {
        "open": [waits.pk],
        "accepted": [done.pk],
        "declined": [],
        "all": [waits.pk, done.pk],
    }


def test_meetings_stand_in_the_calendar_of_those_in_the_group(cast: Cast) -> None:
    group = a_group(cast)
    meeting, off = a_meeting(cast, group), a_meeting(cast, group, in_days=8)
    off.cancelled = True
    off.save()
    span = Span(timezone.localdate(), timezone.localdate() + timedelta(days=30))

    def seen(person: Any) -> list[Happening]:
        found = happenings_of(person, span, "none")
        return [one for one in found if one.entry.key.startswith("engagement-meeting")]

    [mine] = seen(cast.amina)
    assert (mine.entry.key, mine.title, mine.label) == (
        *(f"engagement-meeting-{meeting.pk}", "A group of earlier years", "Reference group"),
    )
    assert (seen(cast.rut), seen(cast.kim)) == ([], [])


def test_partners_in_a_public_group_stand_in_the_network(cast: Cast) -> None:
    group = a_group(cast)
    group.members.create(organisation=workshop())
    assert list(reference_ties()) == []
    Engagement.objects.update(public=True)

    [tie] = reference_ties()
    assert {tie.one, tie.other} == {greenery().pk, workshop().pk}
    assert (tie.what, tie.kind) == ("A group of earlier years", "reference")


def test_no_page_of_the_demo_is_empty(client: Client, cast: Cast) -> None:
    live_some_days(cast)
    client.force_login(cast.elsa)
    group = Engagement.objects.get()
    waits = ReferenceRequest.objects.get(state="received")
    page = group.get_absolute_url()
    opened = {
        path: client.get(path).status_code
        for path in (
            *(PAGE, REQUESTS, waits.get_absolute_url(), f"{page}edit/", f"{page}meetings/new/"),
            *(page, f"{page}meetings/{group.meetings.all()[0].pk}/", f"{page}statements/new/"),
            *(f"{page}statements/{group.statements.get().pk}/", f"{REQUESTS}{group.request_id}/"),
            *(f"{REQUESTS}{group.request_id}/letter/", "/en/references/engagements/new/"),
        )
    }

    assert set(opened.values()) == {200}
    assert (group.example, waits.example, waits.is_late) == (True, True, False)
    assert "1 request for a reference group waits" in client.get("/en/desk/").content.decode()
