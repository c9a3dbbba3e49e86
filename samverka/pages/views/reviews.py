"""A page is looked through by its owner: still right, or changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.common.access import signed_in
from samverka.common.refusal import Refused
from samverka.pages.actions.reviews import REVIEWED, confirm_page
from samverka.people.models import PersonRequest
from samverka.tasks.models import Task


@signed_in
def review(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Only for those whose task it is, while it waits."""
    if kind not in REVIEWED:
        raise Http404
    row = get_object_or_404(REVIEWED[kind].rows(), pk=pk)
    mine = Task.objects.open().about(row, Task.Kind.PAGE_REVIEW).for_person(request.user)
    task = get_object_or_404(mine)
    if request.method == "POST":
        try:
            confirm_page(kind=kind, row=row, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(
                request, _("Thank you. We ask again when it has not changed for long.")
            )
        return redirect("tasks:list")
    context = {
        "row": row,
        "task": task,
        "changed_at": getattr(row, REVIEWED[kind].changed),
        "edit_url": REVIEWED[kind].edit_url(row),
    }
    return render(request, "pages/review.html", context)
