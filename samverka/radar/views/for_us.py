"""The calls that fit an organisation, for those who work there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.partnership.models import Organisation
from samverka.people.models import PersonRequest
from samverka.radar.actions import tuning as actions
from samverka.radar.forms.tuning import TuningForm
from samverka.radar.models import Dismissal
from samverka.radar.rules import Standing
from samverka.radar.telling.for_us import ForUs, for_us
from samverka.radar.views.doors import for_staff


@signed_in
def first(request: PersonRequest) -> HttpResponse:
    """The way to the page of the first organisation of theirs."""
    organisations = Standing(request.user).partners
    if not organisations:
        raise Http404
    return redirect("calls:for_us", organisations[0].slug)


@for_staff
def page(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    return _page(request, for_us(organisation))


@for_staff
@require_POST
def tune(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    form = TuningForm(request.POST, numbers=for_us(organisation).numbers)
    tried(form, lambda told: actions.tune(organisation=organisation, by=request.user, **told))
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("calls:for_us", organisation.slug)
    return _page(request, for_us(organisation), form, status=422)


@for_staff
@require_POST
def forget(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    actions.forget_lessons(organisation=organisation, by=request.user)
    messages.success(request, _("Thrown away. You can undo that here."))
    return redirect("calls:for_us", organisation.slug)


@for_staff
@require_POST
def remember(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    actions.remember_lessons(organisation=organisation, by=request.user)
    messages.success(request, _("What your noes teach counts again."))
    return redirect("calls:for_us", organisation.slug)


def _page(
    request: PersonRequest, found: ForUs, form: TuningForm | None = None, status: int = 200
) -> HttpResponse:
    start = {"width": found.tuning.width, "letters": found.tuning.letters}
    context = {
        "organisation": found.asking.organisation,
        "organisations": Standing(request.user).partners,
        "found": found,
        "reasons": Dismissal.Reason.choices,
        "form": form or TuningForm(numbers=found.numbers, initial=start),
    }
    return render(request, "radar/for_us.html", context, status=status)
