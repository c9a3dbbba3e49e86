"""What a reference group of the partnership is, and the form for who wants one. No account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.calls.models import Call
from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often, mark_of
from samverka.references.actions.asking import ask_for_reference
from samverka.references.forms.asking import WishForm
from samverka.references.models import Engagement

SHOWN = 5  # groups on the page


@csrf_exempt  # it only shows the form
def page(request: HttpRequest) -> HttpResponse:
    """`?call=` and the slug of a call says what they apply to."""
    return _page(request, WishForm(call=_call(request.GET.get("call", ""))))


@csrf_exempt  # it acts for nobody who is signed in; the sealed `writing` field lets it in once
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    if is_too_often(request, what="write", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = WishForm(request.POST, call=_call(request.POST.get("call", "")))
    if form.is_valid():
        try:
            made = ask_for_reference(
                wish=form.wish,
                language=reader_language(),
                sending_key=form.sending_key,
                sender_mark=mark_of(request),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(f"{made.follow_url}?sent")
    return _page(request, form, status=422)


def _call(slug: str) -> Call | None:
    """404 for a call that is not there."""
    return get_object_or_404(Call.objects.public(), slug=slug) if slug else None


def _page(request: HttpRequest, form: WishForm, status: int = 200) -> HttpResponse:
    groups = Engagement.objects.public().with_listing().newest_first()
    context = {"form": form, "call": form.call, "groups": groups[:SHOWN]}
    return render(request, "references/page.html", context, status=status)
