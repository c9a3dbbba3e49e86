"""Forms to fill in: those of the house to look at, and the groups' own to make and change."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.applications import actions
from samverka.applications.forms.beginning import edition_of
from samverka.applications.forms.sections import DrawForm, DrawnSections, drawn
from samverka.applications.models import Edition, Template
from samverka.applications.rules import Standing
from samverka.applications.shipped import Form, forms
from samverka.applications.views.doors import for_staff
from samverka.common.acting import tried
from samverka.common.languages import reader_language
from samverka.people.models import PersonRequest


@for_staff
def listing(request: PersonRequest) -> HttpResponse:
    own = Template.objects.filter(key="").select_related("organisation")
    context = {
        "own": own.prefetch_related("editions"),
        "shipped": [(one, _name(one)) for one in forms().values()],
        "may_make": bool(Standing(request.user).partners),
    }
    return render(request, "applications/templates.html", context)


def _name(form: Form) -> str:
    return form.name_en if reader_language() == "en" else form.name_sv


@for_staff
def make(request: PersonRequest) -> HttpResponse:
    """From nothing, or from what the form that `?from=` names says."""
    partners = Standing(request.user).partners
    if not partners:
        raise Http404
    start = request.GET.get("from", "")
    edition = edition_of(start) if start in forms() else None
    form, sections = _forms(request, edition)
    made: Template | None = None
    if request.method == "POST" and sections.is_valid():
        made = tried(
            form,
            lambda _told: actions.make_template(
                organisation=partners[0],
                what=drawn(form, sections, edition.cost_rules if edition else ""),
                by=request.user,
            ),
        )
    if made and form.is_valid():
        messages.success(request, _("The form is made. You can choose it for an application."))
        return redirect("applications:templates")
    context = {"form": form, "sections": sections, "organisation": partners[0]}
    status = 422 if form.errors or any(sections.errors) else 200
    return render(request, "applications/template.html", context, status=status)


@for_staff
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """A new edition each time; to others than its own organisation it can only be read."""
    template = get_object_or_404(Template.objects.select_related("organisation"), pk=pk)
    newest = template.editions.order_by("-number").first()
    may = Standing(request.user).may_draw(template)
    if request.method == "POST" and not may:
        raise Http404
    form, sections = _forms(request, newest)
    if request.method == "POST" and sections.is_valid():
        tried(
            form,
            lambda told: actions.change_template(
                template=template,
                what=drawn(form, sections, newest.cost_rules if newest else ""),
                by=request.user,
                seen=told["seen"],
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved as a new edition. What has begun keeps its own."))
            return redirect("applications:templates")
    context = {
        "template": template,
        "edition": newest,
        "form": form,
        "sections": sections,
        "may_draw": may,
        "organisation": template.organisation,
    }
    status = 422 if form.errors or any(sections.errors) else 200
    return render(request, "applications/template.html", context, status=status)


def _forms(request: PersonRequest, edition: Edition | None) -> tuple[DrawForm, Any]:
    if request.method == "POST":
        return DrawForm(request.POST), DrawnSections(request.POST, prefix="sections")
    start: dict[str, Any] = {"language": reader_language()}
    if edition:
        start = {
            "name": edition.template.name,
            "funder": edition.template.funder,
            "language": edition.language,
            "source": edition.source,
        }
    rows = edition.sections if edition else []
    return DrawForm(initial=start), DrawnSections(initial=rows, prefix="sections")
