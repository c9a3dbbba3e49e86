"""The minutes on the page and as files, for those who see the meeting and for those with a key."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from samverka.cast import Cast
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.adjusting import approve, send_to_adjusters
from samverka.minutes.adjusted import shown_now
from samverka.minutes.content import content_of
from samverka.minutes.document import minutes_paper
from samverka.minutes.models import Minutes, MinutesVersion, Objection, Presence
from samverka.minutes.models.approvals import hash_of
from samverka.minutes.tests.adjusted import held, there, written
from samverka.minutes.triggers import lift_guards, set_guards
from samverka.people.models import Person


@pytest.fixture
def version(cast: Cast) -> MinutesVersion:
    return send_to_adjusters(meeting=written(cast).meeting, by=cast.elsa)


def page_of(person: Person, path: str = "") -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(f"/en/meetings/{held().pk}/minutes/{path}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def door(name: str, path: str = "") -> str:
    return f"/en/meetings/answer/{there(name).key}/minutes/{path}"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def lock(version: MinutesVersion) -> Minutes:
    for name in ("nils", "elsa", "amina", "rut"):
        approve(attendee=there(name), hash=version.hash)
    return Minutes.objects.get()


def test_while_it_is_written_the_page_shows_the_rows_as_they_are(cast: Cast) -> None:
    minutes = written(cast)
    minutes.paragraphs.filter(number=2).update(written="Alla var glada.")

    page = page_of(cast.amina)

    for words in (
        "Alla var glada.",
        "Being written",
        "§ 2/",
        "came",
        "Dörren öppnas.",
        "Dissents: Ruth Example, Idéverkstaden: För tidigt",
        "Stands aside because of an interest of their own",
        "Secret vote.",
        "Anna: 2",
        "ja: 1 (Amina Exempel, Föreningen Grönskan)",
        "By the statutes the last day is",
    ):
        assert words in page, words
    for words in ("Nej, vänta", "Struket.", "Send to those who approve"):
        assert words not in page, words
    assert "Send to those who approve" in page_of(cast.elsa)
    assert ("Change what is written" in page, "Change what is written" in page_of(cast.elsa)) == (
        False,
        True,
    )


def test_who_leads_sends_and_takes_back(cast: Cast) -> None:
    written(cast)
    client = Client()
    client.force_login(cast.elsa)
    path = f"/en/meetings/{held().pk}/minutes/"

    client.post(f"{path}send/")
    assert Minutes.objects.get().state == "adjusting"
    assert "With the adjusters" in page_of(cast.elsa)
    client.post(f"{path}take-back/")
    assert Minutes.objects.get().state == "writing"

    assert "As it was sent" in page_of(cast.elsa, "versions/1/")
    other = Client()
    other.force_login(cast.amina)
    assert other.get(f"{path}versions/1/").status_code == 404
    assert other.post(f"{path}send/").status_code == 404


def test_afterwards_it_shows_what_was_kept(cast: Cast, version: MinutesVersion) -> None:
    version.minutes.paragraphs.update(written="Ingen var glad.")

    page = page_of(cast.amina)

    assert "Alla fick säga sitt." in page
    assert "Ingen var glad." not in page
    assert "Unchanged since" in page
    assert version.hash in page
    assert "has not approved yet" in page


def test_a_change_in_the_database_is_told(cast: Cast, version: MinutesVersion) -> None:
    """By somebody who could switch the locks off."""
    lift_guards()
    MinutesVersion.objects.update(content=version.content.replace("säga", "tiga"))
    set_guards()

    page = page_of(cast.amina)

    assert "somebody has changed it in the database" in page
    assert "Unchanged since" not in page


def test_a_change_with_a_hash_to_fit_is_told_where_somebody_has_approved(
    cast: Cast, version: MinutesVersion
) -> None:
    """Who approved named another hash; whoever changes that too is told by the letters alone."""
    approve(attendee=there("amina"), hash=version.hash)
    content = version.content.replace("säga", "tiga")
    lift_guards()
    MinutesVersion.objects.update(content=content, hash=hash_of(content))
    set_guards()

    assert "somebody has changed it in the database" in page_of(cast.amina)


def test_whoever_checks_approves_by_the_address_in_the_letter(
    cast: Cast, client: Client, version: MinutesVersion
) -> None:
    page = client.get(door("rut"))
    assert page["Cache-Control"] == "private, no-store"
    assert f'name="hash" value="{version.hash}"' in page.content.decode()

    client.post(door("rut", "approve/"), {"hash": "0" * 64})
    assert not version.approvals.exists()
    assert "You read another version" in text_of(client, door("rut"))
    client.post(door("rut", "approve/"), {"hash": version.hash})

    assert version.approvals.get().attendee == there("rut")
    page_after = text_of(client, door("rut"))
    assert "You have approved the minutes." in page_after
    assert "Do they say what was decided?" not in page_after


def test_what_is_wrong_is_said_there_and_nothing_typed_is_lost(
    cast: Cast, client: Client, version: MinutesVersion
) -> None:
    answer = client.post(door("amina", "wrong/"), {"words": " "})
    assert answer.status_code == 422
    assert "Write what is wrong." in answer.content.decode()

    client.post(door("amina", "wrong/"), {"words": "Det var onsdag."})

    assert Objection.objects.get().words == "Det var onsdag."
    assert "They are being written." in text_of(client, door("amina"))
    assert "Det var onsdag." in page_of(cast.elsa)
    assert "Det var onsdag." not in page_of(cast.rut)


def test_who_was_there_reads_it_when_it_is_approved(
    cast: Cast, client: Client, version: MinutesVersion
) -> None:
    minutes = version.minutes
    guest = Attendee.objects.create(meeting=held(), name="Gäst", email="gast@example.com")
    stranger = Attendee.objects.create(meeting=held(), name="Borta")
    Presence.objects.create(minutes=minutes, attendee=guest)
    path = f"/en/meetings/answer/{guest.key}/minutes/"

    assert client.get(path).status_code == 404
    lock(version)
    assert "Approved and locked" in text_of(client, path)
    assert client.get(f"{path}file/pdf/").status_code == 200
    assert client.post(f"{path}approve/", {"hash": version.hash}).status_code == 404
    assert client.get(f"/en/meetings/answer/{stranger.key}/minutes/").status_code == 404


def test_nothing_that_is_posted_changes_what_is_locked(
    cast: Cast, client: Client, version: MinutesVersion
) -> None:
    lock(version)
    before = page_of(cast.amina)
    client.force_login(cast.elsa)
    own = f"/en/meetings/{held().pk}/minutes/"
    officer = version.minutes.officers.all()[0].pk

    for path, told in (
        (f"{own}send/", {}),
        (f"{own}take-back/", {}),
        (f"{own}officers/{officer}/", {"email": "a@example.com"}),
        (door("rut", "approve/"), {"hash": "0" * 64}),
        (door("rut", "wrong/"), {"words": "Fel"}),
    ):
        assert client.post(path, told).status_code in (302, 422), path

    assert page_of(cast.amina) == before
    assert Minutes.objects.get().is_locked


def test_it_is_a_word_file_and_a_pdf_with_approvals_and_the_hash(
    cast: Cast, client: Client, version: MinutesVersion
) -> None:
    client.force_login(cast.amina)
    path = f"/sv/meetings/{held().pk}/minutes/file/"
    draft = docx.Document(BytesIO(client.get(f"{path}docx/").content))
    assert "Inte justerat ännu." in [one.text for one in draft.paragraphs]
    lock(version)

    word = docx.Document(BytesIO(client.get(f"{path}docx/").content))
    first, second = (client.get(f"{path}pdf/") for _ in range(2))

    lines = [one.text for one in word.paragraphs]
    assert version.hash in lines
    assert "Inte justerat ännu." not in lines
    cells = [cell.text for row in word.tables[-1].rows for cell in row.cells]
    assert cells[:8] == [
        *("Namn", "Som", "Godkänt", "Märke"),
        *("Nils Exempel", "Ordförande"),
        *(cells[6], version.hash[:12]),
    ]
    assert first.content == second.content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(first.content)).pages)
    assert "Dörren öppnas." in text
    assert client.get(f"{path}zip/").status_code == 404


def test_the_headings_follow_the_reader_and_the_words_stay(
    cast: Cast, version: MinutesVersion
) -> None:
    shown = shown_now(Minutes.objects.get())

    with override("sv"):
        swedish = minutes_paper(shown, timezone.now())
    with override("en"):
        english = minutes_paper(shown, timezone.now())

    assert swedish.title == "Protokoll: Stormöte om vägar in"
    assert english.title == "Minutes: Assembly meeting on ways in"
    for paper in (swedish, english):
        assert "Alla fick säga sitt." in str(paper.parts)


def test_the_page_costs_the_same_for_one_paragraph_and_for_three(cast: Cast) -> None:
    minutes = written(cast)
    client = Client()
    client.force_login(cast.amina)
    client.get(minutes.get_absolute_url())
    with CaptureQueriesContext(connection) as three:
        client.get(minutes.get_absolute_url())
    minutes.paragraphs.exclude(number=2).delete()

    with CaptureQueriesContext(connection) as one:
        client.get(minutes.get_absolute_url())

    assert len(one) == len(three)


def test_why_the_notice_was_late_is_told_and_those_there_from_the_beginning_came_at_no_time(
    cast: Cast,
) -> None:
    minutes = written(cast)
    Meeting.objects.filter(pk=minutes.meeting_id).update(late_why="The hall burnt.")
    soon = minutes.opened_at + timedelta(minutes=3)
    minutes.presences.filter(attendee=there("amina")).update(arrived_at=soon)

    page, content = page_of(cast.elsa), content_of(Minutes.objects.get())

    assert "<dt>The notice was late</dt><dd>The hall burnt.</dd>" in page
    assert {one["name"]: bool(one["arrived_at"]) for one in content["present"]} == {
        "Amina Exempel": False,
        "Elsa Exempel": False,
        "Nils Exempel": False,
        "Ruth Example": True,
    }
