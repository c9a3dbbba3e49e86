"""The plan stands in the application that is printed, in its language, with its picture."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from samverka.applications.models import Application, ChangeStep, Effort
from samverka.applications.papers import application_paper
from samverka.applications.papers.plan import plan_parts
from samverka.applications.tests.written import partner_of, written
from samverka.cast import Cast
from samverka.documents import Document, Figure
from samverka.documents.model import text_of, walked
from samverka.documents.pdf import check_svg

TOLD = [
    "When what is done",
    "1 Garden",
    *("Who leads it", "Föreningen Grönskan", "When", "1 February 2027"),
    *("What it is to achieve", "Beds for all"),
    *("Number", "What is done", "Who", "When"),
    *("1.1", "Dig", "By hand", "Föreningen Grönskan, Idéverkstaden", "1 March 2027"),
    "Activities outside the work packages",
    *("Number", "What is done", "Who", "When"),
    *("1", "Tell", "Idéverkstaden", "1 April 2027 – 30 April 2027"),
    "Milestones",
    *("Number", "What has been reached", "When", "How one sees that it is reached"),
    *("M1", "First harvest", "1 August 2027", "Photos"),
    "Deliverables",
    *("Number", "What is handed in", "Kind", "Who may read it", "When"),
    *("L1.1", "Handbook", "Method or material", "Everybody may read it"),
    "Person-months",
    *("Work package", "Föreningen Grönskan", "Idéverkstaden", "Sum"),
    *("1 Garden", "2.5", "10", "12.5"),
    *("Sum", "2.5", "10", "12.5"),
    "What may go wrong",
    *("Number", "What may go wrong", "How likely is it?"),
    *("What happens then", "What we do about it"),
    *("R1", "Frost", "Medium", "No crop", "Cover the beds"),
    "From the problem to what changes",
    *("Where it belongs", "What", "What it leads to", "What must hold for that"),
    *("What we do", "Courses", "Work", "They come"),
    *("What changes in the long run", "Work"),
    "How we see that it works",
    *("What is measured", "How it is today", "How it should be"),
    *("How it is measured", "When"),
    *("Employed", "2", "10"),
]


def lines(paper: Document) -> list[str]:
    return [text for text in (text_of(part) for part, _ in walked(paper.parts)) if text]


def planned(application: Application) -> None:
    """One work package with what belongs to it, and an activity outside of it."""
    lead, partner = application.members.get(role="lead"), partner_of(application)
    package = application.plan_workpackages.create(
        title="Garden", lead=lead, starts_on=date(2027, 2, 1), objective="Beds for all"
    )
    dig = application.plan_activitys.create(
        title="Dig", what="By hand", package=package, lead=lead, starts_on=date(2027, 3, 1)
    )
    dig.members.set([lead, partner])
    application.plan_activitys.create(
        title="Tell", lead=partner, starts_on=date(2027, 4, 1), ends_on=date(2027, 4, 30)
    )
    application.plan_milestones.create(
        title="First harvest", package=package, on=date(2027, 8, 1), verified_by="Photos"
    )
    application.plan_deliverables.create(title="Handbook", kind="method", package=package)
    application.plan_risks.create(title="Frost", consequence="No crop", answer="Cover the beds")
    application.plan_risks.create(title="Gone", removed_at=timezone.now())
    Effort.objects.create(package=package, member=lead, months=Decimal("2.50"))
    Effort.objects.create(package=package, member=partner, months=Decimal(10))
    effect = application.plan_changesteps.create(title="Work", kind=ChangeStep.Kind.EFFECT)
    course = application.plan_changesteps.create(title="Courses", assumption="They come")
    course.leads_to.set([effect])
    application.plan_indicators.create(title="Employed", step=effect, baseline="2", target="10")


def test_the_plan_stands_on_paper(cast: Cast) -> None:
    application = written(cast)
    assert list(plan_parts(application)) == []
    planned(application)

    paper = application_paper(application, timezone.now())

    told = lines(paper)
    assert told[told.index("Plan") + 1 :] == TOLD
    [figure] = [part for part in paper.parts if isinstance(part, Figure)]
    check_svg(figure.svg)
    assert figure.alt == (
        "When what is done: 5 lines, from 1 February 2027 to 31 January 2028. 1 has no day yet."
    )


def test_the_plan_speaks_swedish(cast: Cast) -> None:
    application = written(cast)
    application.language = "sv"
    planned(application)

    told = lines(application_paper(application, timezone.now()))

    assert ("Milstolpar" in told, "12,5" in told) == (True, True)
