"""What a text said earlier: the list, two side by side, and one brought back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.compare import compare
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.writing import actions
from samverka.writing.forms import NameForm
from samverka.writing.models import SavedVersion
from samverka.writing.reading import as_html
from samverka.writing.telling import Shown, writers_of
from samverka.writing.views.doors import find, find_version

A_PAGE = 50


@signed_in
def versions(request: PersonRequest, pk: int) -> HttpResponse:
    """The latest first, with who wrote on which days; a POST keeps what it says now by name."""
    shown = find(request, pk)
    form = NameForm(request.POST if request.method == "POST" else None)
    kept = None
    if request.method == "POST":
        kept = tried(
            form,
            lambda said: actions.keep_version(text=shown.text, by=request.user, name=said["name"]),
        )
    if kept:
        messages.success(request, _("Kept. You can come back to it whenever you want."))
        return redirect("writing:versions", pk)
    found = shown.text.versions.listed()
    context = {
        "shown": shown,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "writers": writers_of(shown.text),
        "form": form,
    }
    return render(request, "writing/versions.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def version(request: PersonRequest, pk: int, version: int) -> HttpResponse:
    """What it said then, and what is different now."""
    shown, found = find_version(request, pk, version)
    return _version(request, shown, found)


@signed_in
@require_POST
def restore(request: PersonRequest, pk: int, version: int) -> HttpResponse:
    shown, found = find_version(request, pk, version)
    form = Form({})
    if tried(form, lambda _said: actions.restore_version(version=found, by=request.user)):
        messages.success(request, _("The text says this again. What it said before is kept too."))
        return redirect("writing:versions", pk)
    return _version(request, shown, found, form)


def _version(
    request: PersonRequest,
    shown: Shown,
    found: SavedVersion,
    form: Form | None = None,
) -> HttpResponse:
    context = {
        "shown": shown,
        "version": found,
        "html": as_html(found.content),
        "pieces": compare(found.plain, shown.text.plain),
        "form": form,
    }
    return render(request, "writing/version.html", context, status=422 if form else 200)
