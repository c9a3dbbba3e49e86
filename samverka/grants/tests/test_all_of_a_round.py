"""Everything in one file: also what was decided, agreed, reported, completed and talked of."""

import io
import zipfile

import pytest
from django.utils import timezone
from pypdf import PdfReader

from samverka.cast import Cast
from samverka.documents.archive import checked
from samverka.grants.actions.agreeing import make_agreement
from samverka.grants.actions.reporting import Told, ask_interim_report, save_report
from samverka.grants.actions.taking_out import ask_for_archive, go_on_with_archives
from samverka.grants.models import Completion, Grant, OfferedTime, Round, RoundArchive
from samverka.grants.tests.granted_story import (
    ANSWERS,
    REASONS,
    agreed,
    granted,
    in_a_month,
    paid,
    ready,
    reported,
)
from samverka.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(cast: Cast) -> Grant:
    """Completed, met, granted, agreed twice, paid, reported; another report is being written."""
    application = ready(cast)
    Completion.objects.create(
        application=application,
        words="Which day do you dig?",
        due_on=in_a_month(),
        state="answered",
        answer="Every Saturday.",
        answered_at=timezone.now(),
    )
    OfferedTime.objects.create(
        round=application.round,
        application=application,
        starts_at=timezone.now(),
        place="Örebro",
        notes="They know the ground.",
    )
    found = granted(cast, application)
    make_agreement(grant=found, by=cast.elsa)
    agreed(cast, found)
    paid(cast, found.payments.all()[0])
    reported(cast, found)
    interim = ask_interim_report(grant=found, due_on=in_a_month(), by=cast.elsa)
    save_report(report=interim, told=Told({**ANSWERS, "happened": "Not ready yet."}))
    return found


def taken_out(turn: Round, by: Person) -> dict[str, str]:
    """The words of every PDF, by name without the folder of the application."""
    ask_for_archive(turn=turn, by=by)
    go_on_with_archives()
    content = bytes(RoundArchive.objects.get(by=by).content)
    assert checked(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name.endswith(".pdf")}
    return {name.partition("/")[2]: words(body) for name, body in files.items()}


def words(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def test_everything_is_in_it(cast: Cast, grant: Grant) -> None:
    number, turn = grant.application.number, grant.application.round
    cast.elsa.language = "en"
    cast.elsa.save()
    files = taken_out(turn, cast.elsa)

    assert sorted(files) == [
        "agreements/01 replaced by another.pdf",
        "agreements/02 signed by both.pdf",
        "application.pdf",
        "assessment.pdf",
        f"decisions/{number}-1.pdf",
        f"decisions/{number}-2.pdf",
        "reports/01 final report.pdf",
    ]
    assert REASONS in files[f"decisions/{number}-1.pdf"]
    assert "Viola Viby" in files["agreements/02 signed by both.pdf"]
    assert ANSWERS["happened"] in files["reports/01 final report.pdf"]
    for said in ("Which day do you dig?", "Every Saturday.", "They know the ground."):
        assert said in files["assessment.pdf"]
    assert "Not ready yet." not in " ".join(files.values())


def test_whoever_has_an_interest_gets_nothing_of_it(cast: Cast, grant: Grant) -> None:
    other = ready(cast, grant.application.round, name="Alfa")
    other.declarations.filter(person=cast.rut).update(conflict=False)
    files = taken_out(grant.application.round, cast.rut)
    assert len(files) == 2
    assert REASONS not in " ".join(files.values())
