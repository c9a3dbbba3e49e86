"""An application is sent, taken back, decided; and its texts live on in another."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import docx
import pytest
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.applications import actions
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Section, Submission
from samverka.applications.papers import Parcel, parcel_of
from samverka.applications.reused import traces_of
from samverka.applications.tests.story import begun
from samverka.applications.tests.written import (
    NEED,
    PDF,
    partner_of,
    say,
    section,
    sent,
    written,
)
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.common.refusal import Outdated, Refused
from samverka.documents import checked
from samverka.projects.models import Project
from samverka.record.models import Letter
from samverka.trail.stations import Told
from samverka.trail.walking import trail_of

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """Sentences are quoted here as they stand in the code."""
    with translation.override("en"):
        yield


def lacks(application: Application) -> list[str]:
    return [row.words for row in Overview(application).stopping]


def test_what_is_missing_is_told_until_nothing_is(cast: Cast) -> None:
    application = written(cast)
    idea = Section.objects.get(title="The idea", application=application)
    unsigned = "Signature from Idéverkstaden"
    assert lacks(application) == ["The idea", unsigned]

    say(cast, idea, "A garden and a kitchen.")
    Section.objects.filter(pk=idea.pk).update(state=Section.State.DONE)
    assert lacks(application) == [unsigned]

    actions.hand_in_signed(member=partner_of(application), content=PDF, name="a.pdf", by=cast.amina)
    assert lacks(application) == []

    say(cast, application.sections.get(title="The need"), NEED, NEED)
    assert lacks(application) == ["“The need” is 18 characters too long"]


def test_sending_freezes_what_was_sent(cast: Cast) -> None:
    application = written(cast)
    parcel = parcel_of(application, timezone.now())
    what = actions.Sending("The Fund")

    with pytest.raises(Refused, match="2 things are missing"):
        actions.send_application(application=application, parcel=parcel, what=what, by=cast.amina)
    submission = sent(cast, application)

    application.refresh_from_db()
    assert (application.state, submission.to, submission.by) == ("sent", "The Fund", cast.amina)
    assert submission.missing == ["The idea", "Signature from Idéverkstaden"]
    assert submission.sha256 == sha256(bytes(submission.archive)).hexdigest()
    assert len(checked(bytes(submission.archive))) == 4
    assert Letter.objects.filter(to=cast.rut.email, subject__contains=application.title).exists()


def test_what_somebody_wrote_in_the_last_moment_is_not_passed_over(cast: Cast) -> None:
    application = written(cast)
    parcel = parcel_of(application, timezone.now())
    say(cast, Section.objects.get(title="The idea"), "One more thing.")
    what = actions.Sending("The Fund", despite="No time.")

    with pytest.raises(Outdated):
        actions.send_application(application=application, parcel=parcel, what=what, by=cast.amina)


def test_where_people_write_without_pause_it_is_sent_as_it_stands(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first packing is overtaken by somebody's words; the second holds them still."""
    application = written(cast)
    idea = Section.objects.get(title="The idea", application=application)
    packed = list[Parcel]()

    def overtaken(application: Application, made: datetime) -> Parcel:
        packed.append(parcel_of(application, made))
        if len(packed) == 1:
            say(cast, idea, "One more thing.")
        return packed[-1]

    monkeypatch.setattr("samverka.applications.views.sending.parcel_of", overtaken)
    told = {"to": "The Fund", "despite": "No time."}
    answer = signed_in(cast.amina).post(f"/en/applications/{application.pk}/send/", told)

    assert (answer.status_code, len(packed)) == (302, 2)
    [submission] = Submission.objects.all()
    with zipfile.ZipFile(BytesIO(bytes(submission.archive))) as held:
        name = next(one for one in held.namelist() if one.endswith(".docx"))
        lines = [one.text for one in docx.Document(BytesIO(held.read(name))).paragraphs]
    assert "One more thing." in lines


def test_sending_can_be_taken_back_for_a_day(cast: Cast) -> None:
    application = written(cast)
    submission = sent(cast, application)

    actions.take_sending_back(submission=submission, by=cast.amina)
    application.refresh_from_db()
    assert application.state == "writing"

    again = sent(cast, application)
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    Submission.objects.filter(pk=again.pk).update(sent_at=yesterday)
    with pytest.raises(Refused):
        actions.take_sending_back(submission=again, by=cast.amina)
    with pytest.raises(Refused):
        actions.take_sending_back(submission=again, by=cast.rut)
    states = Submission.objects.values_list("state", flat=True)
    assert sorted(states) == ["sent", "taken_back"]


def test_a_grant_makes_a_project_of_those_who_applied(cast: Cast) -> None:
    call = Call.objects.all()[0]
    application = written(cast, call)
    submission = sent(cast, application)
    decision = actions.Decision(TODAY, "Well anchored.", Decimal(250_000))

    project = actions.note_grant(submission=submission, decision=decision, by=cast.amina)

    application.refresh_from_db()
    assert (application.state, application.project, project.call) == ("granted", project, call)
    assert project.title_en == application.title
    assert sorted(partner.slug for partner in project.partners.all()) == [
        "foreningen-gronskan",
        "ideverkstaden",
    ]

    stops = trail_of(project, cast.rut)
    assert [(stop.name, [(card.title, card.told) for card in stop.cards]) for stop in stops] == [
        ("Call", [(call.title, Told("Last day", call.next_stop))]),
        ("Application", [(application.title, Told("Granted", TODAY))]),
        ("Project", [(application.title, Told())]),
    ]

    actions.take_decision_back(submission=submission, by=cast.elsa)
    application.refresh_from_db()
    assert (application.state, application.project) == ("sent", None)
    assert not Project.objects.filter(pk=project.pk).exists()


def test_a_refusal_keeps_the_reasons(cast: Cast) -> None:
    submission = sent(cast, written(cast))
    decision = actions.Decision(TODAY, "Too few take part.")

    with pytest.raises(Refused):
        actions.note_refusal(submission=submission, decision=decision, by=cast.rut)
    actions.note_refusal(submission=submission, decision=decision, by=cast.elsa)

    submission.refresh_from_db()
    assert (submission.state, submission.reasons, submission.amount) == (
        "refused",
        "Too few take part.",
        None,
    )


def test_the_pages_lead_from_what_is_missing_to_a_project(cast: Cast) -> None:
    application = written(cast)
    here = f"/en/applications/{application.pk}"
    client = signed_in(cast.amina)
    page = shown(client.get(f"{here}/sending/"))
    assert "2 things are missing" in page
    assert "What you send to a public body becomes a public record." in page

    typed = {"to": "The Fund", "note": "Sent by the portal."}
    refused = client.post(f"{here}/send/", typed)
    assert (refused.status_code, "Sent by the portal." in shown(refused)) == (422, True)
    assert client.post(f"{here}/send/", {**typed, "despite": "The day."}).status_code == 302
    submission = Submission.objects.get()
    archive = client.get(submission.get_absolute_url())
    assert sha256(archive.content).hexdigest() == submission.sha256
    assert submission.sha256 in shown(client.get(f"{here}/sending/"))

    decide = f"{here}/sent/{submission.pk}/decide/"
    told = {"outcome": "granted", "on": "2026-11-20", "reasons": "Good."}
    assert client.post(decide, told).status_code == 422
    assert client.post(decide, {**told, "amount": "250 000,50"}).status_code == 302
    assert "SEK 250,000.50" in shown(client.get(f"{here}/sending/"))
    assert signed_in(cast.rut).post(f"{here}/send/").status_code == 404
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("zip", b"PK")):
        assert client.get(f"{here}/file/{kind}/").content.startswith(start)


def test_texts_are_taken_over_with_a_trace(cast: Cast) -> None:
    earlier = written(cast)
    later = begun(cast)
    into = section(later, 1, "The need of people")
    client = signed_in(cast.amina)
    here = f"/en/applications/{later.pk}/reuse/"
    source = earlier.sections.get(title="The need")

    assert earlier.title in shown(client.get(here))
    page = f"{here}?from={earlier.pk}"
    assert "1. The need" in shown(client.get(page))
    assert client.post(page, {f"section_{into.pk}": source.pk}).status_code == 302

    into.refresh_from_db()
    assert (into.state, into.text and into.text.plain) == ("writing", NEED)
    [trace] = traces_of(later)
    assert (trace.changed, trace.newer) == (False, False)
    with pytest.raises(Refused):
        actions.take_over(section=into, source=source, by=cast.amina)
    say(cast, into, "Other words.")
    say(cast, source, "Newer words.")
    [trace] = traces_of(later)
    assert (trace.changed, trace.newer) == (True, True)
    assert signed_in(cast.rut).get(page).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = written(cast)
    for n in range(number):
        other = begun(cast)
        say(cast, section(other, 1, "Need"), "Words")
        one = section(application, 10 + n, f"More {n}")
        actions.take_over(section=one, source=other.sections.get(), by=cast.amina)
        actions.take_sending_back(submission=sent(cast, application), by=cast.amina)
        application.refresh_from_db()
    client = signed_in(cast.amina)
    costs = [("sending/", 27), ("reuse/", 8), (f"reuse/?from={other.pk}", 10)]
    for address, queries in costs:
        with django_assert_num_queries(queries):
            found = client.get(f"/en/applications/{application.pk}/{address}")
        assert found.status_code == 200
