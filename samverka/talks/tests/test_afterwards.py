"""A talk has been: what was said stands on its page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.matching import Document
from samverka.record.models import History, Letter
from samverka.talks.actions.forgetting import forget_names
from samverka.talks.actions.programme import answer_as_speaker, note_consent
from samverka.talks.documents import document
from samverka.talks.models import Outcome, Speaker
from samverka.talks.tests.story import a_talk, held_talk


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def test_notes_and_film_stand_on_the_page_at_once(client: Client, cast: Cast) -> None:
    talk = held_talk()
    client.force_login(cast.elsa)
    prepare = client.get(f"/en/talks/{talk.slug}/prepare/").content.decode()
    assert f'href="/en/talks/{talk.slug}/afterwards/"' in prepare

    told = {"notes_sv": "Vi vill ha en bod.", "film": "https://film.example.org/1"}
    answer = client.post(f"/en/talks/{talk.slug}/afterwards/notes/", told)
    assert answer["Location"] == f"/en/talks/{talk.slug}/afterwards/"
    page = Client().get(f"/en/talks/{talk.slug}/").content.decode()
    assert "<p>Vi vill ha en bod.</p>" in page
    assert 'href="https://film.example.org/1"' in page
    assert History.objects.filter(kind="talk", verb="noted").count() == 1

    client.post(f"/en/talks/{talk.slug}/afterwards/notes/", {})
    page = Client().get(f"/en/talks/{talk.slug}/").content.decode()
    assert "Vi vill ha en bod." not in page
    assert "film.example.org" not in page


def test_what_was_typed_stays_when_the_address_of_the_film_is_none(
    client: Client, cast: Cast
) -> None:
    talk = held_talk()
    client.force_login(cast.elsa)
    told = {"notes_sv": "Vi vill ha en bod.", "film": "a film"}
    refused = client.post(f"/en/talks/{talk.slug}/afterwards/notes/", told)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Write the whole address, with https://" in page
    assert "Vi vill ha en bod." in page


def test_nothing_is_written_of_a_talk_that_has_not_begun_or_was_not_held(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.elsa)
    for talk in (a_talk(slug="later"), held_talk(slug="off", state="cancelled")):
        page = client.get(f"/en/talks/{talk.slug}/afterwards/").content.decode()
        assert "<form" not in page.partition("<main")[2].partition("</main")[0]
        refused = client.post(f"/en/talks/{talk.slug}/afterwards/notes/", {"notes_sv": "Bod."})
        assert "The talk has not been yet." in refused.content.decode()
        talk.refresh_from_db()
        assert talk.notes_sv == ""


def test_whoever_said_no_to_being_filmed_is_named_to_who_publishes_the_film(
    client: Client, cast: Cast
) -> None:
    talk = held_talk()
    Speaker.objects.create(talk=talk, name="Sara Exempel", consent="yes")
    Speaker.objects.create(talk=talk, name="Kim Exempel", consent="yes", film_too=True)
    client.force_login(cast.elsa)
    page = client.get(f"/en/talks/{talk.slug}/afterwards/").content.decode()
    assert "Sara Exempel" in page
    assert "Kim Exempel" not in page


def test_a_talk_is_found_by_what_was_said(cast: Cast) -> None:
    talk = held_talk(notes_sv="Vi vill ha en bod.", notes_en="We want a shed.")
    found = document(talk)
    assert isinstance(found, Document)
    assert found.text == "Vi talar om odling.\n\nVi vill ha en bod.\n\nWe want a shed."


def test_the_address_of_who_spoke_is_forgotten_and_their_answer_is_not(
    client: Client, cast: Cast
) -> None:
    talk = held_talk(days_ago=1)
    client.force_login(cast.elsa)
    told = {"name": "Sara Exempel", "email": "sara@example.org", "language": "en"}
    client.post(f"/en/talks/{talk.slug}/speakers/", told)
    speaker = Speaker.objects.get()
    answer_as_speaker(speaker=speaker, may_name=False, may_film=False)
    kim = Speaker.objects.create(talk=talk, name="Kim Exempel", consent="yes")
    Outcome.objects.create(talk=talk, kind="contact", words_sv="Ring", owner_name="Anna")

    at = talk.ends_at + timedelta(days=30)
    assert forget_names(now=at - timedelta(minutes=1)) == 0
    assert forget_names(now=at + timedelta(minutes=1)) == 2
    speaker.refresh_from_db()
    assert (speaker.name, speaker.email, speaker.consent) == ("Sara Exempel", "", "no")
    assert Letter.objects.about(speaker).count() == 0
    assert Outcome.objects.get().owner_name == ""

    with pytest.raises(Refused, match="Sara Exempel has answered by letter"):
        note_consent(speaker=speaker, may_name=True, by=cast.elsa)
    note_consent(speaker=kim, may_name=False, by=cast.elsa)
    page = f"/en/talks/speakers/{speaker.key}/"
    assert client.post(page, {"may_name": "yes"}).status_code == 302
