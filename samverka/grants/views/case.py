"""The page of one application, for those of its panel who may open it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverka.common.files import given
from samverka.common.papers import TYPES
from samverka.grants.forms.checking import CompletionForm
from samverka.grants.forms.declaring import InterestForm, LiftForm, SetAsideForm
from samverka.grants.forms.meeting import MeetingNotesForm
from samverka.grants.forms.proposing import ProposalForm
from samverka.grants.models import Enclosure, GrantApplication, Panelist
from samverka.grants.rules import named_in
from samverka.grants.telling.case import Case
from samverka.grants.views.doors import for_all_of_it
from samverka.people.models import PersonRequest


@for_all_of_it
def case(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    return case_page(request, application, place)


def case_page(
    request: PersonRequest,
    application: GrantApplication,
    place: Panelist,
    *,
    status: int = 200,
    **bound: Any,
) -> HttpResponse:
    """With the forms that whoever reads it may fill in; `bound` are those that were not right."""
    context: dict[str, Any] = {
        "case": Case(application, place),
        "application": application,
        "round": application.round,
        "interest_form": InterestForm(),
        "notes_form": MeetingNotesForm(),
        **bound,
    }
    if place.role == Panelist.Role.OFFICER:
        context = _for_officer(request, application) | context
    return render(request, "grants/handling/case.html", context, status=status)


def _for_officer(request: PersonRequest, application: GrantApplication) -> dict[str, Any]:
    named = [one for one in named_in(application) if one.person_id != request.user.pk]
    return {
        "lift_form": LiftForm(named=named) if named else None,
        "named": named,
        "aside_form": SetAsideForm(application=application, by=request.user),
        "proposal_form": ProposalForm(),
        "completion_form": CompletionForm(),
    }


@for_all_of_it
def paper(
    request: PersonRequest, application: GrantApplication, place: Panelist, form: str
) -> HttpResponse:
    """As it was handed in last, as `pdf` or `docx`."""
    kept = application.papers.last()
    if kept is None or form not in ("pdf", "docx"):
        raise Http404
    content = bytes(kept.pdf if form == "pdf" else kept.docx)
    name = f"{application.number}.{form}"
    return given(content, name=name, media_type=TYPES[form])


@for_all_of_it
def enclosure(
    request: PersonRequest, application: GrantApplication, place: Panelist, mark: str
) -> HttpResponse:
    """`mark` is the hash of the file: its key in the database would tell how many there are."""
    handed_in = Enclosure.objects.handed_in()
    found = handed_in.filter(application=application, sha256=mark).first()
    if found is None:
        raise Http404
    return given(bytes(found.content), name=found.name, media_type=found.kind)
