"""The page an advisor reaches from a letter: read the idea, answer, write to its owner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.refusal import Refused
from samverka.ideas.actions import answer_routing, write_as_advisor
from samverka.ideas.forms import AdvisorForm, AnswerForm
from samverka.ideas.models import Message, Routing
from samverka.record.models import History
from samverka.support.actions.services import set_capacity
from samverka.support.forms.services import OFTEN_FULL_FOR, CapacityForm

SAID_OPENLY = (
    Message.Voice.OWNER,
    Message.Voice.ADDITION,
    Message.Voice.TEAM,
    Message.Voice.ADVISOR,
)


@csrf_exempt  # the address is the key; there is no cookie whose authority could be borrowed
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Opening the page changes nothing: some mail programs open every link by themselves."""
    routing = _find(key)
    chosen = {"answer": request.GET.get("answer", "")}
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial=chosen, asked=routing.service)
    if form.is_valid():
        told = form.cleaned_data
        try:
            answer_routing(
                routing=routing,
                answer=told["answer"],
                words=told["text"],
                suggested=told["suggested"],
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(routing.answer_url)
    return _page(request, routing, answer_form=form)


@csrf_exempt
@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    routing = _find(key)
    form = AdvisorForm(request.POST)
    if form.is_valid():
        try:
            write_as_advisor(routing=routing, text=form.cleaned_data["text"])
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect(routing.answer_url)
    return _page(request, routing, message_form=form)


@csrf_exempt
@require_POST
def capacity(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever answers for the service also says whether it has room for more."""
    routing = _find(key)
    form = CapacityForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            set_capacity(
                service=routing.service,
                capacity=told["capacity"],
                until=told["until"],
                role=History.Role.ADVISOR,
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Saved. Whoever looks for advice sees it at once."))
            return redirect(routing.answer_url)
    return _page(request, routing, capacity_form=form)


def _find(key: str) -> Routing:
    routings = Routing.objects.select_related("idea__municipality", "service__organisation")
    return get_object_or_404(routings, key=key)


def _page(
    request: HttpRequest,
    routing: Routing,
    answer_form: AnswerForm | None = None,
    message_form: AdvisorForm | None = None,
    capacity_form: CapacityForm | None = None,
) -> HttpResponse:
    idea = routing.idea
    if idea.erased_at:
        return closed_door(render(request, "ideas/erased.html", status=410))
    said = idea.messages.filter(voice__in=SAID_OPENLY).select_related("service__organisation")
    forms = [form for form in (answer_form, message_form, capacity_form) if form is not None]
    context = {
        "routing": routing,
        "idea": idea,
        "additions": idea.additions if routing.is_part_of_it else [],
        "said": said if routing.is_part_of_it else [],
        "answer_form": answer_form or AnswerForm(asked=routing.service),
        "message_form": message_form or AdvisorForm(),
        "service": routing.service,
        "capacity_form": capacity_form or CapacityForm(),
        "days": [timezone.localdate() + far for far in OFTEN_FULL_FOR],
    }
    wrong = any(form.is_bound and form.errors for form in forms)
    return closed_door(render(request, "ideas/answer.html", context, status=422 if wrong else 200))
