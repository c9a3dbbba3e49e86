"""One organisation of the consortium: what it does and brings, and who of them has a place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.consortium import (
    CommitmentForm,
    DescribeForm,
    PlaceForm,
    StandForm,
)
from samverka.applications.models import Application, Commitment, Member
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_readers
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.partnership.models import Membership
from samverka.people.models import Person, PersonRequest


@for_readers
def page(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    """Shows, and takes what it does."""
    found = _find(application, member)
    if request.method != "POST":
        return _page(request, found)
    _ask_place(request, found)
    form = DescribeForm(request.POST)
    tried(form, lambda told: actions.describe_member(member=found, by=request.user, **told))
    return _answer(request, found, form, describe_form=form)


@for_readers
@require_POST
def stand(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _find(application, member)
    if not Standing(request.user).may_speak_for(found):
        raise Http404
    form = StandForm(request.POST)
    tried(form, lambda told: actions.take_stand(member=found, by=request.user, **told))
    return _answer(request, found, form, stand_form=form)


@for_readers
@require_POST
def give_place(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _find(application, member)
    _ask_place(request, found)
    form = PlaceForm(request.POST, people=_people(found))
    tried(form, lambda told: actions.give_place(member=found, by=request.user, **told))
    return _answer(request, found, form, place_form=form)


@for_readers
@require_POST
def take_place(
    request: PersonRequest, application: Application, member: int, place: int
) -> HttpResponse:
    found = _find(application, member)
    _ask_place(request, found)
    row = get_object_or_404(found.places.select_related("member__application"), pk=place)
    return pressed(
        request,
        lambda: actions.take_place(place=row, by=request.user),
        _("The place is gone. What they wrote stays; you can give it again."),
        _address(found),
    )


@for_readers
@require_POST
def bring(request: PersonRequest, application: Application, member: int) -> HttpResponse:
    found = _find(application, member)
    _ask_place(request, found)
    form = CommitmentForm(request.POST)
    tried(
        form,
        lambda told: actions.add_commitment(member=found, what=form.committed, by=request.user),
    )
    return _answer(request, found, form, commitment_form=form)


@for_readers
def change(
    request: PersonRequest, application: Application, member: int, commitment: int
) -> HttpResponse:
    """One thing that it brings, on a page of its own."""
    found = _find(application, member)
    _ask_place(request, found)
    row = get_object_or_404(found.commitments, pk=commitment)
    form = CommitmentForm(initial=_told(row))
    if request.method == "POST":
        form = CommitmentForm(request.POST)
        tried(
            form,
            lambda told: actions.change_commitment(
                commitment=row, what=form.committed, by=request.user, seen=told["seen"]
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_address(found))
        row.refresh_from_db()
    context = {"application": application, "member": found, "commitment": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "applications/brings.html", context, status=status)


@for_readers
@require_POST
def remove(
    request: PersonRequest, application: Application, member: int, commitment: int
) -> HttpResponse:
    found = _find(application, member)
    _ask_place(request, found)
    row = get_object_or_404(found.commitments, pk=commitment)
    return pressed(
        request,
        lambda: actions.remove_commitment(commitment=row, by=request.user),
        _("Taken away."),
        _address(found),
    )


def _find(application: Application, member: int) -> Member:
    rows = application.members.with_organisation().select_related("application")
    return get_object_or_404(rows.with_organisation(), pk=member)


def _ask_place(request: PersonRequest, member: Member) -> None:
    if not Standing(request.user).may_place(member):
        raise Http404


def _people(member: Member) -> Any:
    here = Membership.objects.current().filter(organisation=member.organisation_id)
    return Person.objects.filter(pk__in=here.values("person"), is_active=True).order_by("name")


def _address(member: Member) -> str:
    return reverse("applications:member", args=[member.application_id, member.pk])


def _told(row: Commitment) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "what", "hours", "hour_value", "amount")}


def _answer(request: PersonRequest, member: Member, form: Form, **bound: Form) -> HttpResponse:
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(_address(member))
    return _page(request, _find(member.application, member.pk), status=422, **bound)


def _page(request: PersonRequest, member: Member, status: int = 200, **bound: Form) -> HttpResponse:
    standing, application = Standing(request.user), member.application
    may = standing.may_place(member) and application.is_being_written
    brings = list(member.commitments.all())
    said = {"stand": member.stand, "why": member.stand_why}
    start = {"may": "write"}
    context = {
        "application": application,
        "member": member,
        "leads": standing.may_lead(application),
        "may_place": may,
        "own": standing.may_speak_for(member) and application.is_being_written,
        "places": member.places.select_related("person"),
        "brings": brings,
        "total": sum(one.amount for one in brings),
        "sections": member.sections.select_related("text"),
        "describe_form": DescribeForm(initial={"role": member.role, "does": member.does}),
        "stand_form": StandForm(initial=said),
        "place_form": PlaceForm(people=_people(member), initial=start) if may else None,
        "commitment_form": CommitmentForm(),
        **bound,
    }
    return render(request, "applications/member.html", context, status=status)
