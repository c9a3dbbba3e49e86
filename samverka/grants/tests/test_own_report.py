"""Whoever got a grant reports: every line has a figure, and a wrong file is taken back."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.applications.tests.written import PDF
from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.grants.actions.reporting import (
    Told,
    ask_interim_report,
    hand_in_report,
    return_report,
)
from samverka.grants.actions.taking_out import ask_for_archive, go_on_with_archives
from samverka.grants.models import Enclosure, GrantReport, RoundArchive
from samverka.grants.tests.granted_story import ANSWERS, came_to, granted, in_a_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> GrantReport:
    return granted(cast).reports.get(kind=GrantReport.Kind.FINAL)


def to(name: str, report: GrantReport, *arguments: int) -> str:
    with translation.override("en"):
        return reverse(f"grants:{name}", args=(report.grant.application.key, report.pk, *arguments))


def add(client: Client, report: GrantReport, name: str) -> Enclosure:
    file = SimpleUploadedFile(name, PDF)
    assert client.post(to("own_report_file", report), {"file": file}).status_code == 302
    return Enclosure.objects.get(name=name)


def test_a_final_report_says_what_every_line_came_to(client: Client, report: GrantReport) -> None:
    lines = came_to(report.grant)
    first, *others = lines
    sent = {**ANSWERS, **{f"line_{key}": str(lines[key]) for key in others}}

    kept = client.post(to("own_report", report), {**sent, "save": "yes"})
    refused = client.post(to("own_report", report), {**sent, "hand_in": "yes"})

    assert (kept.status_code, refused.status_code) == (302, 422)
    assert refused.context["form"].errors == {
        f"line_{first}": ["Write what it came to, 0 if it was nothing."]
    }
    with pytest.raises(Refused, match="Write what each line came to"):
        hand_in_report(report=report, told=Told(ANSWERS))
    nothing = {**sent, f"line_{first}": "0", "hand_in": "yes"}
    assert client.post(to("own_report", report), nothing).status_code == 302
    report.refresh_from_db()
    assert report.state == "sent"
    assert report.costs.get(line=first).actual == Decimal(0)


def test_a_file_is_taken_back_until_somebody_has_it(
    cast: Cast, client: Client, report: GrantReport
) -> None:
    wrong, right = add(client, report, "wrong.pdf"), add(client, report, "right.pdf")

    client.post(to("own_report_file_remove", report, wrong.pk))
    hand_in_report(report=report, told=Told(ANSWERS, lines=came_to(report.grant)))
    client.post(to("own_report_file_remove", report, right.pk))
    return_report(report=report, words="Mer.", by=cast.elsa)
    late = add(client, report, "late.pdf")
    page = client.get(to("own_report", report)).content.decode()
    answer = client.post(to("own_report_file_remove", report, right.pk), follow=True)

    assert to("own_report_file_remove", report, late.pk) in page
    assert to("own_report_file_remove", report, right.pk) not in page
    assert "belongs to something that has been handed in" in answer.content.decode()
    assert [one.name for one in Enclosure.objects.all()] == ["right.pdf", "late.pdf"]


def test_nobody_reads_a_file_before_its_report_is_handed_in(
    cast: Cast, client: Client, report: GrantReport
) -> None:
    """Not beside another report either, nor in what the panel takes out."""
    grant, number = report.grant, report.grant.application.number
    interim = ask_interim_report(grant=grant, due_on=in_a_month(), by=cast.elsa)
    file = add(client, report, "wages.pdf")
    hand_in_report(report=interim, told=Told(ANSWERS))
    elsa = Client()
    elsa.force_login(cast.elsa)
    case = f"/en/grants/cases/{number}/"
    pages = {
        "report": f"{case}grant/reports/{interim.pk}/",
        "case": case,
        "file": f"{case}enclosures/{file.sha256}/",
    }

    def told() -> dict[str, object]:
        """By page: whether the file is told of; the file itself: whether it is given."""
        answers = {name: elsa.get(address) for name, address in pages.items()}
        named = {name: "wages.pdf" in one.content.decode() for name, one in answers.items()}
        ask_for_archive(turn=grant.application.round, by=cast.nils)
        while go_on_with_archives():
            pass
        held = zipfile.ZipFile(io.BytesIO(bytes(RoundArchive.objects.get().content))).namelist()
        archive = any("wages.pdf" in name for name in held)
        return named | {"file": answers["file"].status_code, "archive": archive}

    assert told() == {"report": False, "case": False, "file": 404, "archive": False}
    assert "wages.pdf" in client.get(to("own_report", report)).content.decode()
    key = grant.application.key
    assert client.get(f"/en/grants/mine/{key}/grant/files/{file.sha256}/").status_code == 200

    hand_in_report(report=report, told=Told(ANSWERS, lines=came_to(grant)))
    assert told() == {"report": False, "case": True, "file": 200, "archive": True}
    pages["report"] = f"{case}grant/reports/{report.pk}/"
    assert told()["report"] is True


def test_only_the_final_report_says_what_it_gives_the_right_to(
    cast: Cast, client: Client, report: GrantReport
) -> None:
    """On the way it says how far it is: nobody reads that they have the right to nothing."""
    grant = report.grant
    interim = ask_interim_report(grant=grant, due_on=in_a_month(), by=cast.elsa)
    on_the_way = client.get(to("own_report", interim)).content.decode()
    at_the_end = client.get(to("own_report", report)).content.decode()
    for said in ("Gives the right to", "What it cost in the end", "Planned and in the end"):
        assert (said in on_the_way, said in at_the_end) == (False, True)
    for said in ("What it has cost so far", "Planned and so far", "Costs so far"):
        assert (said in on_the_way, said in at_the_end) == (True, False)

    hand_in_report(report=interim, told=Told(ANSWERS))
    client.force_login(cast.elsa)
    read = client.get(f"/en/grants/cases/{grant.application.number}/grant/reports/{interim.pk}/")
    page = read.content.decode()
    assert "What it has cost so far" in page
    assert "Gives the right to" not in page
