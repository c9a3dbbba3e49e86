"""What we know about a person: to read, to take along, to erase, and to undo that."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from samverka.common.access import closed_door, signed_in
from samverka.common.forms import Form
from samverka.common.refusal import Refused
from samverka.people.actions import close_account, undo_erasure
from samverka.people.mine import as_file, chapters_of
from samverka.people.models import Erasure, PersonRequest
from samverka.people.rules import in_the_way_of_closing


@signed_in
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    return render(request, "people/export.html", {"chapters": chapters_of(request.user)})


@signed_in
@require_safe
def export_file(request: PersonRequest) -> HttpResponse:
    answer = HttpResponse(as_file(request.user), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="samverka.json"'
    return answer


@signed_in
def erase(request: PersonRequest) -> HttpResponse:
    """What goes and what stays is said before; the account closes at once and can be opened."""
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erasure = close_account(person=request.user, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            logout(request)
            return redirect(erasure.undo_url)
    context = {
        "form": form,
        "chapters": [one for one in chapters_of(request.user) if one.rows],
        "days": settings.ERASURE_DAYS,
        "in_the_way": in_the_way_of_closing(request.user),
    }
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)


@csrf_exempt  # the address is the key; there is no cookie whose authority could be borrowed
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Opening the page changes nothing: some mail programs open every link by themselves."""
    erasure = get_object_or_404(Erasure.objects.exclude(state=Erasure.State.DONE), key=key)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            undo_erasure(erasure=erasure)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Your account is open again. Sign in as before."))
            return redirect("account_login")
    context = {"erasure": erasure, "form": form}
    page = render(request, "people/closed.html", context, status=422 if form.errors else 200)
    return closed_door(page)
