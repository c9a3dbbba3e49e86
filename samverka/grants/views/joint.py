"""A joint application is handed in to a round of ours."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications.models import Application
from samverka.applications.views.doors import for_leaders
from samverka.common.refusal import Refused
from samverka.grants.actions.joining import take_over as act
from samverka.grants.models import Round
from samverka.people.models import PersonRequest


@for_leaders
@require_POST
def take_over(request: PersonRequest, application: Application, slug: str) -> HttpResponse:
    """Its texts, budget and members are copied; what the region asks besides is filled in then."""
    turn = get_object_or_404(Round.objects.public(), slug=slug)
    try:
        made = act(joint=application, turn=turn, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("applications:sending", application.pk)
    messages.success(
        request, _("Everything is copied. Look through it, fill in what is missing and hand it in.")
    )
    return redirect(made.own_url)
