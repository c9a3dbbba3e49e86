"""“Did the content help you?”: asked at the foot of every public page, and heard by its owner.

The pages may lie in a cache that everybody shares, so the form there carries no mark of its own:
it acts for nobody who is signed in, only counts, and what is said afterwards is sealed.
"""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door, only_for, signed_in
from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.common.views import came_from_here, permission_denied, too_often
from samverka.common.visitors import is_too_often, mark_of
from samverka.pages import actions
from samverka.pages.forms import HandledForm, WhyForm
from samverka.pages.models import Feedback, Page
from samverka.pages.rules import is_coordinator, may_handle
from samverka.people.models import PersonRequest

A_PAGE = 50
SHOWN = 100
ANSWERS = {"yes": True, "no": False}


@csrf_exempt  # see above; only what comes from one of our own pages counts
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    if not came_from_here(request):
        return permission_denied(request, Exception())
    if is_too_often(request, what="feedback", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    helped = ANSWERS.get(request.POST.get("helped", ""))
    if helped is None:
        raise Http404
    try:
        feedback = actions.take_feedback(
            path=request.POST.get("page", ""),
            language=reader_language(),
            helped=helped,
            sender_mark=mark_of(request),
        )
    except Refused:
        return too_often(request)
    return redirect(feedback)


@csrf_exempt  # whoever has the address may say why, once; no cookie carries any authority
def why(request: HttpRequest, key: str) -> HttpResponse:
    feedback = get_object_or_404(Feedback.objects.select_related("page"), key=key)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if form.cleaned_data["text"]:
                actions.say_why(feedback=feedback, text=form.cleaned_data["text"])
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(f"{feedback.get_absolute_url()}?thanks")
    context = {"feedback": feedback, "form": form, "thanked": "thanks" in request.GET}
    status = 422 if form.errors else 200
    return closed_door(render(request, "pages/why.html", context, status=status))


@only_for(is_coordinator)
def listing(request: PersonRequest) -> HttpResponse:
    """How many each page has helped; those that most were not helped by stand first."""
    pages = Page.objects.least_helpful_first().select_related("organisation")
    page = Paginator(pages, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/feedback.html", {"page": page})


@signed_in
def of_page(request: PersonRequest, pk: int) -> HttpResponse:
    """What was said about one page, for its owner; taken care of with a line."""
    page = get_object_or_404(Page.objects.with_numbers().select_related("organisation"), pk=pk)
    if not may_handle(request.user, page):
        raise Http404
    form = HandledForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        actions.handle_feedback(page=page, by=request.user, words=told["words"], seen=told["seen"])
        messages.success(request, _("Thank you. It is taken care of."))
        return redirect("tasks:list")
    said = list(page.feedback.exclude(text="", helped=True).newest_first()[:SHOWN])
    context = {
        "about": page,
        "said": said,
        "form": form,
        "seen": max((one.pk for one in said), default=0),
    }
    return render(request, "pages/feedback_page.html", context, status=422 if form.errors else 200)
