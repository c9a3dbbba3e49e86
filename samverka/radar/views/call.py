"""The page of one call, with what somebody and their colleagues think of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.models import Call
from samverka.calls.views.public import call_page, shown_or_moved
from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.partnership.models import Organisation
from samverka.people.models import Person, PersonRequest
from samverka.radar.actions import stances
from samverka.radar.forms.stances import DismissForm, FollowForm
from samverka.radar.models import Follow
from samverka.radar.rules import Standing
from samverka.radar.telling.deciding import ideas_for, partners_for
from samverka.radar.telling.stances import stance_of


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    standing = Standing(request.user)
    return shown_or_moved(request, slug, lambda call: _page(request, call, standing))


def find_call(slug: str) -> Call:
    return get_object_or_404(Call.objects.public(), slug=slug)


@signed_in
@require_POST
def follow(request: PersonRequest, slug: str) -> HttpResponse:
    call, standing = find_call(slug), Standing(request.user)
    form = FollowForm(request.POST, organisations=standing.partners)
    tried(form, lambda told: stances.follow_call(call=call, by=request.user, **told))
    if form.is_valid():
        messages.success(request, _("You follow the call. You hear of it when something changes."))
        return _back(request, call, form.cleaned_data["organisation"])
    return _page(request, call, standing, status=422, follow_form=form)


@signed_in
@require_POST
def unfollow(request: PersonRequest, slug: str) -> HttpResponse:
    """Of a call that is no longer shown too; then there is only the list to go back to."""
    follow = get_object_or_404(
        Follow.objects.select_related("call"), call__slug=slug, person=request.user
    )
    stances.unfollow_call(call=follow.call, by=request.user)
    if follow.call.state == Call.State.PUBLISHED:
        messages.success(request, _("You no longer follow the call. You can undo that here."))
        return redirect(follow.call)
    messages.success(request, _("You no longer follow the call."))
    return redirect("calls:list")


@signed_in
@require_POST
def dismiss(request: PersonRequest, slug: str) -> HttpResponse:
    call, standing = _for_staff(request, slug)
    form = DismissForm(request.POST, organisations=standing.partners)
    tried(form, lambda told: stances.dismiss_call(call=call, by=request.user, **told))
    if form.is_valid():
        messages.success(request, _("It is not for you. You can undo that here."))
        return _back(request, call, form.cleaned_data["organisation"])
    return _page(request, call, standing, status=422, dismiss_form=form)


@signed_in
@require_POST
def take_back(request: PersonRequest, slug: str) -> HttpResponse:
    """Of the organisation that the form names."""
    call, standing = _for_staff(request, slug)
    organisation = standing.find(request.POST.get("organisation", ""))
    if organisation is None:
        raise Http404
    stances.take_back_dismissal(call=call, organisation=organisation, by=request.user)
    messages.success(request, _("It may be for you again."))
    return _back(request, call, organisation)


def _back(request: PersonRequest, call: Call, organisation: Organisation | None) -> HttpResponse:
    """To the page from which they came: “Calls for us”, or that of the call."""
    if organisation and request.POST.get("back") == "for-us":
        return redirect("calls:for_us", organisation.slug)
    return redirect(call)


def _for_staff(request: PersonRequest, slug: str) -> tuple[Call, Standing]:
    """To whoever works at no partner there is nothing to say for one."""
    standing = Standing(request.user)
    if not standing.partners:
        raise Http404
    return find_call(slug), standing


def _page(
    request: HttpRequest, call: Call, standing: Standing, status: int = 200, **bound: Form
) -> HttpResponse:
    context: dict[str, Any] = dict(bound)
    if isinstance(request.user, Person):
        context |= _of_somebody(request.user, call, standing) | bound
    response = call_page(request, call, "radar/call.html", **context)
    response.status_code = status
    return response


def _of_somebody(person: Person, call: Call, standing: Standing) -> dict[str, Any]:
    organisations = standing.partners
    stance = stance_of(standing, person, call)
    shown_to = stance.shown_to or (organisations[0] if organisations else None)
    first = {"organisation": shown_to.pk if shown_to else None}
    free = [one.organisation for one in stance.ours if not one.dismissal]
    return {
        "stance": stance,
        "follow_form": FollowForm(organisations=organisations, initial=first),
        "dismiss_form": DismissForm(organisations=free) if free else None,
        **(_company(call, organisations[0]) if organisations and not call.is_closed else {}),
    }


def _company(call: Call, organisation: Organisation) -> dict[str, Any]:
    """What the call could pay for, and with whom they could apply."""
    return {"ideas": ideas_for(call), "partners": partners_for(call, organisation)}
