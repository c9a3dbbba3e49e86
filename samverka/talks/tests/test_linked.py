"""Other programs read of talks: search engines, and readers of feeds."""

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.atom import ATOM
from samverka.partnership.models import Municipality
from samverka.talks.models import Speaker, Talk
from samverka.talks.tests.story import a_talk

START, END = '<script type="application/ld+json">', "</script>"
HERE = "http://127.0.0.1:8000/en/talks/cultivation/"
IN = {"a": ATOM}
ROOM = {
    "@type": "Place",
    "name": "Folkets hus",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": "Kumla",
        "addressCountry": "SE",
    },
}


def data_of(client: Client, talk: Talk) -> dict[str, Any]:
    page = client.get(f"/en/talks/{talk.slug}/").content.decode()
    found: dict[str, Any] = json.loads(page.partition(START)[2].partition(END)[0] or "{}")
    return found


def test_a_talk_is_an_event_and_names_only_those_who_said_yes(client: Client, cast: Cast) -> None:
    talk = a_talk(
        starts_at=datetime(2099, 5, 6, 12, tzinfo=UTC),
        ends_at=datetime(2099, 5, 6, 14, tzinfo=UTC),
        link="https://example.org/room",
        municipality=Municipality.objects.get(name="Kumla"),
    )
    Speaker.objects.create(talk=talk, name="Kim Ja", consent="yes", organisation_name="Ett café")
    Speaker.objects.create(talk=talk, name="Nej Nej", consent="no")
    Speaker.objects.create(talk=talk, name="Frågad Nyss", consent="asked")

    assert data_of(client, talk) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Cultivate together",
        "description": "Vi talar om odling.",
        "url": HERE,
        "startDate": "2099-05-06T14:00:00+02:00",
        "endDate": "2099-05-06T16:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [ROOM, {"@type": "VirtualLocation", "url": HERE}],
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": "Partnership for Social Innovation",
            "url": "http://127.0.0.1:8000/en/",
        },
        "performer": [
            {
                "@type": "Person",
                "name": "Kim Ja",
                "affiliation": {"@type": "Organization", "name": "Ett café"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ("EventScheduled", "OfflineEventAttendanceMode")),
        ({"state": "cancelled"}, ("EventCancelled", "OfflineEventAttendanceMode")),
        (
            {"place_sv": "", "link": "https://example.org"},
            ("EventScheduled", "OnlineEventAttendanceMode"),
        ),
    ],
)
def test_whether_it_is_held_and_how_one_takes_part(
    client: Client, cast: Cast, facts: dict[str, Any], said: tuple[str, str]
) -> None:
    data = data_of(client, a_talk(**facts))
    found = (data["eventStatus"], data["eventAttendanceMode"])
    assert found == tuple(f"https://schema.org/{one}" for one in said)


def test_of_a_draft_no_program_hears(client: Client, cast: Cast) -> None:
    talk = a_talk(state="draft")
    client.force_login(cast.elsa)
    assert client.get(f"/en/talks/{talk.slug}/").status_code == 200
    assert data_of(client, talk) == {}
    assert talk.title.encode() not in client.get("/en/talks.atom").content


@pytest.mark.parametrize("number", [1, 3])
def test_a_reader_follows_the_talks(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Talk.objects.all().delete()
    talks = [a_talk(slug=f"talk-{n}") for n in range(number)]
    Talk.objects.filter(pk=talks[0].pk).update(state="cancelled")

    with django_assert_num_queries(2):
        answer = client.get("/en/talks.atom")

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = ET.fromstring(answer.content)
    entries = found.findall("a:entry", IN)
    assert [one.findtext("a:id", "", IN) for one in entries] == [
        f"tag:127.0.0.1,2026:talk/{talk.pk}" for talk in reversed(talks)
    ]
    assert "The talk is not held." in entries[-1].findtext("a:summary", "", IN)
    for address in ("/talks.atom", "/sv/talks.atom"):
        assert "Odla tillsammans" in client.get(address).content.decode()
    page = client.get("/en/talks/").content.decode()
    assert 'type="application/atom+xml" title="Community Talks" href="/en/talks.atom"' in page
