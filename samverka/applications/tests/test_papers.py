"""What an application, a letter and an archive say on paper."""

import io
import zipfile
from decimal import Decimal

import docx
import pytest
from django.utils import timezone

from samverka.applications import actions
from samverka.applications.models import Budget, Section
from samverka.applications.papers import application_paper, lead_name, letter_paper, parcel_of
from samverka.applications.tests.written import NEED, PDF, partner_of, say, written
from samverka.cast import Cast
from samverka.documents import as_docx, checked
from samverka.documents.model import text_of, walked


def lines(paper: object) -> list[str]:
    parts = paper.parts  # type: ignore[attr-defined]
    return [text for text in (text_of(part) for part, _ in walked(parts)) if text]


def test_an_application_on_paper_follows_the_form(cast: Cast) -> None:
    application = written(cast)

    paper = application_paper(application, timezone.now())

    assert (paper.title, paper.language, paper.author) == (
        application.title,
        "en",
        "Föreningen Grönskan",
    )
    assert lines(paper) == [
        "Lead partner",
        "Föreningen Grönskan",
        "Together with",
        "Idéverkstaden",
        "Project period",
        "1 February 2027 – 31 January 2028",
        "We grow and cook.",
        "1. The need",
        "59 of 100 characters",
        NEED,
        "2. The idea",
        "Nothing is written here yet.",
        "Who applies",
        *("Organisation", "Role", "What it does"),
        *("Föreningen Grönskan", "Lead partner"),
        *("Idéverkstaden", "Partner", "Advice on starting up"),
        "What each commits",
        *("Organisation", "What", "Kind", "Hours", "Worth"),
        *("Idéverkstaden", "Advice", "Voluntary hours", "40", "SEK\xa013,200"),
        *("Together", "SEK\xa013,200"),
    ]


def test_what_is_too_long_says_so(cast: Cast) -> None:
    application = written(cast)
    need = Section.objects.get(title="The need")
    say(cast, need, NEED, NEED)

    paper = application_paper(application, timezone.now())

    assert "118 of 100 characters: 18 too many" in lines(paper)


def test_a_letter_promises_what_the_member_brings(cast: Cast) -> None:
    application = written(cast)
    paper = letter_paper(partner_of(application), lead_name(application), timezone.now())

    assert paper.title == "Letter of commitment from Idéverkstaden"
    assert lines(paper)[4:] == [
        "Project period",
        "1 February 2027 – 31 January 2028",
        "Idéverkstaden takes part as a partner in “The market garden: grow, cook and find work”,"
        " which Föreningen Grönskan applies for and leads.",
        "What we do in the project",
        "Advice on starting up",
        "What we commit",
        *("What", "Kind", "Hours", "Worth"),
        *("Advice", "Voluntary hours", "40", "SEK\xa013,200"),
        *("Together", "SEK\xa013,200"),
        "This holds if the application is granted.",
    ]


def test_the_archive_holds_everything(cast: Cast) -> None:
    application = written(cast)
    member = partner_of(application)
    actions.hand_in_signed(member=member, content=PDF, name="signed.pdf", by=cast.rut)
    Budget.objects.create(application=application, rules="regional-social-innovation")

    parcel = parcel_of(application, timezone.now())

    assert sorted(checked(parcel.file.content)) == [
        "budget.xlsx",
        "letters/01-foreningen-gronskan.pdf",
        "letters/02-ideverkstaden.pdf",
        "signed/02-ideverkstaden.pdf",
        "the-market-garden-grow-cook-and-find-work.docx",
        "the-market-garden-grow-cook-and-find-work.pdf",
    ]
    with zipfile.ZipFile(io.BytesIO(parcel.file.content)) as held:
        assert held.read("signed/02-ideverkstaden.pdf") == PDF
        word = docx.Document(io.BytesIO(held.read(f"{parcel.file.name[:-4]}.docx")))
    assert NEED in [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_paper_speaks_the_language_of_the_application(cast: Cast, language: str) -> None:
    application = written(cast)
    application.language = language
    headings = {"sv": "Vilka som söker", "en": "Who applies"}

    made = docx.Document(io.BytesIO(as_docx(application_paper(application, timezone.now()))))

    assert headings[language] in [paragraph.text for paragraph in made.paragraphs]


def test_the_budget_stands_in_tables_that_fit_the_paper(cast: Cast) -> None:
    application = written(cast)
    budget = Budget.objects.create(application=application, rules="regional-social-innovation")
    for number, member in enumerate(application.members.all()):
        budget.costs.create(
            member=member,
            category="materials",
            amount=Decimal(1_000) * (number + 1),
            work_package=str(number + 1),
            year=2027,
        )

    told = lines(application_paper(application, timezone.now()))

    start = told.index("Budget")
    assert told[start + 1 :] == [
        "Counted by: Regional funds for social innovation. All amounts in SEK.",
        "Costs by partner",
        *("Föreningen Grönskan", "Idéverkstaden", "Sum"),
        *("Materials", "1,000", "2,000", "3,000"),
        *("Costs", "1,000", "2,000", "3,000"),
        "Who pays",
        *("Föreningen Grönskan", "Idéverkstaden", "Sum"),
        *("Grant applied for", "0", "0", "0"),
        *("Own contribution in money", "0", "0", "0"),
        *("Financing", "0", "0", "0"),
        "Costs by work package",
        *("1", "2", "Sum"),
        *("Materials", "1,000", "2,000", "3,000"),
        *("Costs", "1,000", "2,000", "3,000"),
    ]
