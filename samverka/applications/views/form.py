"""The form of an application: who writes which section until when, in which order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.sections import CareForm, NewSectionForm
from samverka.applications.models import Application, Edition, May, Place, Section, SectionRight
from samverka.applications.rules import Standing
from samverka.applications.views.doing import number_in
from samverka.applications.views.doors import for_leaders, for_readers
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: Form
) -> HttpResponse:
    edition = _edition(application)
    newer = _newer(edition)
    context = {
        "application": application,
        "sections": application.sections.with_listing(),
        "edition": edition,
        "newer": newer,
        "changes": actions.changes_to(application, newer) if newer else None,
        "leads": Standing(request.user).may_lead(application) and application.is_being_written,
        "new_form": NewSectionForm(),
        **bound,
    }
    return render(request, "applications/form.html", context, status=status)


def _edition(application: Application) -> Edition | None:
    rows = Edition.objects.select_related("template__organisation")
    return rows.filter(pk=application.edition_id or 0).first()


def _newer(edition: Edition | None) -> Edition | None:
    """The newest edition of the same form, where it is another than this."""
    if edition is None:
        return None
    rows = Edition.objects.filter(template=edition.template, number__gt=edition.number)
    return rows.order_by("-number").first()


def _address(application: Application) -> str:
    return reverse("applications:form", args=[application.pk])


@for_leaders
@require_POST
def add(request: PersonRequest, application: Application) -> HttpResponse:
    form = NewSectionForm(request.POST)
    tried(
        form,
        lambda told: actions.add_section(application=application, by=request.user, **told),
    )
    if form.is_valid():
        messages.success(request, _("Added last. You can move it up."))
        return redirect(_address(application))
    return _page(request, application, status=422, new_form=form)


@for_leaders
def care(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    """Who answers for a section, and what some may do in it that they may not elsewhere."""
    found = _find(application, section)
    start = {"owner": found.owner_id, "writer": found.writer_id, "due_on": found.due_on}
    form = CareForm(application=application, initial=start)
    if request.method == "POST":
        form = CareForm(request.POST, application=application)
        tried(
            form,
            lambda told: actions.give_section(
                section=found, care=form.care, by=request.user, seen=told["seen"]
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_address(application))
        found = _find(application, section)
    context = {
        "application": application,
        "section": found,
        "form": form,
        "places": _rights(application, found),
        "choices": May.choices,
    }
    return render(request, "applications/care.html", context, status=422 if form.errors else 200)


def _rights(application: Application, section: Section) -> list[tuple[Place, str]]:
    """Everybody with a place, and their own right in this section; empty for none."""
    own = dict(SectionRight.objects.filter(section=section).values_list("place", "may"))
    places = Place.objects.filter(member__in=application.members.current())
    rows = places.select_related("person", "member__organisation").order_by("member", "pk")
    return [(one, own.get(one.pk, "")) for one in rows]


@for_leaders
@require_POST
def right(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    found = _find(application, section)
    rows = Place.objects.filter(member__application=application)
    place = get_object_or_404(rows, pk=number_in(request, "place") or 0)
    asked = request.POST.get("may", "")
    may = asked if asked in May.values else ""
    return pressed(
        request,
        lambda: actions.set_right(section=found, place=place, may=may, by=request.user),
        _("Saved."),
        reverse("applications:care", args=[application.pk, found.pk]),
    )


@for_leaders
@require_POST
def order(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    up = -1 if request.POST.get("to") == "down" else 1
    found = _find(application, section)
    return pressed(
        request,
        lambda: actions.order_section(section=found, up=up, by=request.user),
        _("Moved."),
        _address(application),
    )


@for_leaders
@require_POST
def remove(request: PersonRequest, application: Application, section: int) -> HttpResponse:
    found = _find(application, section)
    return pressed(
        request,
        lambda: actions.remove_section(section=found, by=request.user),
        _("Taken away."),
        _address(application),
    )


@for_leaders
@require_POST
def edition(request: PersonRequest, application: Application) -> HttpResponse:
    """To the edition whose changes they have looked at."""
    here = _edition(application)
    rows = Edition.objects.filter(template=here.template if here else 0)
    chosen = get_object_or_404(rows, pk=number_in(request, "edition") or 0)
    return pressed(
        request,
        lambda: actions.move_to_edition(application=application, edition=chosen, by=request.user),
        _("The form is the newer one now. Every text is still there."),
        _address(application),
    )


def _find(application: Application, section: int) -> Section:
    return get_object_or_404(application.sections.with_listing(), pk=section)
