"""Suggestions while somebody writes. Nothing is kept of the text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.text import clean_text
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.partnership.forms.organisations import PartnerForm
from samverka.partnership.models import Organisation
from samverka.partnership.views.doors import for_editors
from samverka.partnership.views.editing import edit_page
from samverka.people.models import PersonRequest
from samverka.suggest.find import LONGEST, SHORTEST, find
from samverka.suggest.tags import propose_tags

SHOWN = 6


@csrf_exempt  # it only reads, for anybody
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """The fold of suggestions for a text, as a piece of a page."""
    if is_too_often(request, what="suggest", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    text = clean_text(request.POST.get("text", "")[:LONGEST])
    found = find(text, limit=SHOWN) if len(text) >= SHORTEST else None
    response = render(request, "suggest/suggestions.html", {"found": found})
    response["Cache-Control"] = "no-store"
    return response


@for_editors
def partner_tags(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """The page for editing again, with all that was typed and the tags that fit it. Saves nothing.

    It stands here and not with the page: the partnership does not know of matching.
    """
    if request.method != "POST":  # the address was typed, or the other language chosen
        return redirect("partnership:edit", organisation.slug)
    fields = PartnerForm.base_fields.items()
    typed = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in fields
    }
    form = PartnerForm(initial=typed)
    proposed = propose_tags(form.text)
    return edit_page(request, organisation, form, themes=proposed.themes, needs=proposed.needs)
