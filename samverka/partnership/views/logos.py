"""The logo: handed in by the organisation, shown to everybody from an address of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.refusal import Refused
from samverka.partnership import rules
from samverka.partnership.actions.logos import change_logo, remove_logo
from samverka.partnership.forms.organisations import LogoForm
from samverka.partnership.models import Logo, Organisation
from samverka.partnership.pictures import MEDIA_TYPE
from samverka.partnership.views.doors import for_editors
from samverka.people.models import PersonRequest

A_YEAR = 60 * 60 * 24 * 365


@require_safe
def logo(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """The picture itself. Another one has another address, so a browser may keep it for long."""
    logos = Logo.objects.select_related("organisation")
    found = get_object_or_404(logos, organisation__slug=slug, mark=mark)
    if not rules.may_read(request.user, found.organisation):
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=MEDIA_TYPE)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    # Nothing in it could run; should a browser think otherwise, it may not.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    shared = "public" if found.organisation.is_partner else "private"
    answer["Cache-Control"] = f"{shared}, max-age={A_YEAR}, immutable"
    return answer


@for_editors
def change(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    if request.method != "POST":
        return _page(request, organisation, LogoForm())
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["picture"].read()
        try:
            change_logo(organisation=organisation, content=content, by=request.user)
        except Refused as reason:
            form.add_error("picture", str(reason))
        else:
            messages.success(request, _("The logo is on the page."))
            return redirect(organisation)
    return _page(request, organisation, form, status=422)


@for_editors
@require_POST
def remove(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    remove_logo(organisation=organisation, by=request.user)
    messages.success(request, _("The logo is gone. You can put up another at any time."))
    return redirect(organisation)


def _page(
    request: PersonRequest, organisation: Organisation, form: LogoForm, status: int = 200
) -> HttpResponse:
    context = {"partner": organisation, "form": form}
    return render(request, "partnership/logo.html", context, status=status)
