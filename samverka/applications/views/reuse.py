"""Texts of earlier applications come into a new one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from samverka.applications import actions
from samverka.applications.forms.sending import ReuseForm
from samverka.applications.models import Application, Section
from samverka.applications.reused import traces_of
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_writers
from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY
from samverka.people.models import PersonRequest

MOST = 40  # applications to choose among, the newest first


@for_writers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    """Choose an earlier application, then which of its texts go where."""
    others = Standing(request.user).applications_seen().exclude(pk=application.pk)
    chosen = _chosen(request, others)
    form = _form(request, application, chosen) if chosen else None
    if form is not None and request.method == "POST":
        tried(form, lambda told: actions.take_over_several(pairs=form.pairs, by=request.user))
        if form.is_valid():
            messages.success(request, _said(len(form.pairs)))
            return redirect("applications:reuse", application.pk)
    context = {
        "application": application,
        "others": others.filter(sections__text__characters__gt=0).distinct()[:MOST],
        "chosen": chosen,
        "form": form,
        "traces": traces_of(application),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "applications/reuse.html", context, status=status)


def _chosen(request: PersonRequest, others: QuerySet[Application]) -> Application | None:
    """The application that the address names; one that they do not see does not exist."""
    key = request.GET.get("from", "")
    if not key:
        return None
    known = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
    found = others.filter(pk=int(key)).first() if known else None
    if found is None:
        raise Http404
    return found


def _form(request: PersonRequest, application: Application, chosen: Application) -> ReuseForm:
    rows = Section.objects.select_related("text", "application")
    into = [one for one in rows.filter(application=application) if one.text and one.text.is_empty]
    earlier = [one for one in rows.filter(application=chosen) if one.text and not one.text.is_empty]
    data = request.POST if request.method == "POST" else None
    return ReuseForm(data, into=into, earlier=earlier)


def _said(number: int) -> str:
    sentence = ngettext(
        "%(number)s text is taken over.", "%(number)s texts are taken over.", number
    )
    return sentence % {"number": number}
