"""Those who give a service enter it, change it, and say whether they take new cases."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.access import only_for, signed_in
from samverka.common.acting import tried
from samverka.people.models import PersonRequest
from samverka.support import rules
from samverka.support.actions import services as actions
from samverka.support.forms.services import (
    OFTEN_FULL_FOR,
    CapacityForm,
    NewServiceForm,
    ServiceForm,
)
from samverka.support.models import Service


@only_for(rules.may_offer)
def new(request: PersonRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    own = rules.organisations_of(request.user)[:2]
    initial = {"organisation": own[0].pk if len(own) == 1 else None, "status": "active"}
    form = NewServiceForm(posted, by=request.user, initial=initial)
    service = tried(
        form,
        lambda told: actions.add_service(
            organisation=told["organisation"], told=form.told, by=request.user
        ),
    )
    if service:
        messages.success(request, _("The service is entered. Thank you."))
        return redirect(service)
    return render(
        request, "support/edit.html", {"form": form}, status=422 if posted is not None else 200
    )


@signed_in
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    service = _find_mine(request, slug)
    posted = request.POST if request.method == "POST" else None
    form = ServiceForm(posted, initial=_as_it_stands(service))
    done = tried(
        form,
        lambda told: actions.edit_service(
            service=service, told=form.told, by=request.user, seen=told["seen"] or 0
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(done)
    context = {"form": form, "service": service}
    return render(request, "support/edit.html", context, status=422 if posted is not None else 200)


def _as_it_stands(service: Service) -> dict[str, object]:
    names = [name for name in ServiceForm.base_fields if name not in ("seen", *actions.SETS)]
    plain = {name: getattr(service, name) for name in names}
    sets = {name: [row.pk for row in getattr(service, name).all()] for name in actions.SETS}
    return {**plain, **sets, "seen": service.version}


@signed_in
def capacity(request: PersonRequest, slug: str) -> HttpResponse:
    """Two presses: come here, press what is so."""
    service = _find_mine(request, slug)
    posted = request.POST if request.method == "POST" else None
    form = CapacityForm(posted)
    done = tried(
        form,
        lambda told: actions.set_capacity(
            service=service, capacity=told["capacity"], until=told["until"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("Saved. Whoever looks for advice sees it at once."))
        return redirect(done)
    today = timezone.localdate()
    context = {
        "capacity_form": form,
        "service": service,
        "days": [today + far for far in OFTEN_FULL_FOR],
    }
    return render(
        request, "support/capacity.html", context, status=422 if posted is not None else 200
    )


def _find_mine(request: PersonRequest, slug: str) -> Service:
    service = get_object_or_404(Service.objects.with_area(), slug=slug)
    if not rules.may_edit(request.user, service):
        raise Http404
    return service
