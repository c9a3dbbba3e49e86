"""Letters of support: made by coordinators, given out, handed in signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.views.files import PAPERS, given_file
from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.common.forms import Form
from samverka.common.languages import LANGUAGES
from samverka.common.papers import as_file
from samverka.common.signed import LARGEST_FILE
from samverka.people.models import PersonRequest
from samverka.references.actions import letters as actions
from samverka.references.forms.letters import LetterForm, SignedSupportForm
from samverka.references.models import ReferenceRequest, SupportCopy, SupportLetter
from samverka.references.papers import proposed_text, support_paper
from samverka.references.rules import is_coordinator, may_care, signatories
from samverka.references.views.triage import find

for_carers = only_for(may_care)


@for_carers
def page(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, find(pk))


@only_for(is_coordinator)
@require_POST
def make(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    form = LetterForm(request.POST, people=signatories())
    language = _language(request.POST.get("language", ""), found)
    tried(
        form,
        lambda told: actions.make_support_letter(
            request=found, language=language, by=request.user, **told
        ),
    )
    if form.is_valid():
        said = _("The letter of support is made. Print it, sign it and hand it in here.")
        messages.success(request, said)
        return redirect("references:letter", pk)
    return _page(request, find(pk), status=422, letter_form=form)


@for_carers
def paper(request: PersonRequest, pk: int, number: int, kind: str) -> HttpResponse:
    letter = _letter(pk, number)
    if kind not in PAPERS:
        raise Http404
    return given_file(as_file(support_paper(letter, letter.made_at), kind))


@for_carers
@require_POST
def hand_in(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    letter = _letter(pk, number)
    form = SignedSupportForm(request.POST, request.FILES)
    tried(
        form,
        lambda told: actions.hand_in_support_letter(
            letter=letter, content=told["file"].read(), name=told["file"].name, by=request.user
        ),
    )
    if form.is_valid():
        messages.success(request, _("The signed letter is here, and who asked has heard of it."))
        return redirect("references:letter", pk)
    return _page(request, find(pk), status=422, signed_form=form)


@for_carers
@require_POST
def set_aside(request: PersonRequest, pk: int) -> HttpResponse:
    found = find(pk)
    return pressed(
        request,
        lambda: actions.set_support_letter_aside(request=found, by=request.user),
        _("Put aside. Hand in the right one."),
        "references:letter",
        pk,
    )


@for_carers
def signed(request: PersonRequest, pk: int, copy: int) -> HttpResponse:
    found = get_object_or_404(SupportCopy, letter__request=find(pk), pk=copy)
    return given_copy(found)


def given_copy(copy: SupportCopy) -> HttpResponse:
    return given(bytes(copy.content), name=copy.name, media_type=copy.kind)


def _letter(pk: int, number: int) -> SupportLetter:
    letters = SupportLetter.objects.select_related("request")
    return get_object_or_404(letters, request=find(pk), number=number)


def _language(asked: str, found: ReferenceRequest) -> str:
    return asked if asked in LANGUAGES else found.language


def _page(
    request: PersonRequest, found: ReferenceRequest, status: int = 200, **bound: Form
) -> HttpResponse:
    """`?language=` begins with the shipped text in that language, else with the newest version."""
    versions = list(found.letters.newest_first())
    newest = versions[0] if versions else None
    asked = request.POST.get("language", request.GET.get("language", ""))
    language = asked if asked in LANGUAGES else (newest or found).language
    begun = newest is not None and newest.language == language
    text = newest.text if newest and begun else proposed_text(found, language)
    initial = {
        "text": text,
        "signatory": newest and newest.signatory_id,
        "role": newest and newest.signatory_role,
        "seen": found.version,
    }
    copies = SupportCopy.objects.listed().filter(letter__request=found).select_related("letter")
    context = {
        "asked": found,
        "versions": versions,
        "newest": newest,
        "language": language,
        "copies": copies,
        "current": next((copy for copy in copies if copy.replaced_at is None), None),
        "letter_form": LetterForm(initial=initial, people=signatories()),
        "signed_form": SignedSupportForm(),
        "largest": LARGEST_FILE,
        "coordinates": is_coordinator(request.user),
        "wrong": next(iter(bound.values()), None),
    }
    return render(request, "references/letter.html", context | bound, status=status)
