"""What people do beside a text: comment, answer, suggest, take and decline."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.writing import actions
from samverka.writing.forms import AnswerForm, CommentForm, SuggestionForm
from samverka.writing.views.doors import find, find_suggestion, find_thread
from samverka.writing.views.text import answered


@signed_in
@require_POST
def comment(request: PersonRequest, pk: int) -> HttpResponse:
    shown = find(request, pk)
    form = CommentForm(request.POST)
    tried(
        form,
        lambda said: actions.begin_thread(
            text=shown.text,
            by=request.user,
            words=said["words"],
            quote=said["quote"],
            anchor=form.anchor,
        ),
    )
    return answered(request, shown, _("Your comment stands beside the text."), comment_form=form)


@signed_in
@require_POST
def answer(request: PersonRequest, pk: int, thread: int) -> HttpResponse:
    shown, found = find_thread(request, pk, thread)
    form = AnswerForm(request.POST, thread_id=found.pk)
    tried(
        form,
        lambda said: actions.answer_thread(thread=found, by=request.user, words=said["words"]),
    )
    return answered(request, shown, _("Your answer stands there."), answer_form=form)


@signed_in
@require_POST
def resolve(request: PersonRequest, pk: int, thread: int) -> HttpResponse:
    shown, found = find_thread(request, pk, thread)
    form = Form({})
    tried(form, lambda _said: actions.resolve_thread(thread=found, by=request.user))
    return answered(request, shown, _("Done with. You find it below the others."), form=form)


@signed_in
@require_POST
def reopen(request: PersonRequest, pk: int, thread: int) -> HttpResponse:
    shown, found = find_thread(request, pk, thread)
    form = Form({})
    tried(form, lambda _said: actions.reopen_thread(thread=found, by=request.user))
    return answered(request, shown, _("It is open again."), form=form)


@signed_in
@require_POST
def suggest(request: PersonRequest, pk: int) -> HttpResponse:
    shown = find(request, pk)
    form = SuggestionForm(request.POST)
    tried(
        form,
        lambda said: actions.suggest(
            text=shown.text,
            by=request.user,
            anchor=form.anchor,
            instead_of=said["instead_of"],
            wanted=said["wanted"],
            why=said["why"],
        ),
    )
    said = _("Your suggestion stands beside the text until somebody answers it.")
    return answered(request, shown, said, suggestion_form=form)


@signed_in
@require_POST
def take(request: PersonRequest, pk: int, suggestion: int) -> HttpResponse:
    _shown, found = find_suggestion(request, pk, suggestion)
    form = Form({})
    tried(form, lambda _said: actions.take_suggestion(suggestion=found, by=request.user))
    return answered(request, find(request, pk), _("It stands in the text now."), form=form)


@signed_in
@require_POST
def decline(request: PersonRequest, pk: int, suggestion: int) -> HttpResponse:
    shown, found = find_suggestion(request, pk, suggestion)
    form = Form({})
    tried(form, lambda _said: actions.decline_suggestion(suggestion=found, by=request.user))
    return answered(request, shown, _("The text stays as it is."), form=form)
