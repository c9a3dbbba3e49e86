"""A text for those who may read it, and what is said beside it. Works without script."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samverka.common.access import signed_in
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.writing.forms import AnswerForm, CommentForm, SuggestionForm
from samverka.writing.reading import as_html
from samverka.writing.telling import Shown, live_address, suggestions_of, threads_of
from samverka.writing.views.doors import find


@signed_in
@require_safe
def text(request: PersonRequest, pk: int) -> HttpResponse:
    return page(request, find(request, pk))


@signed_in
@require_safe
def reading(request: PersonRequest, pk: int) -> HttpResponse:
    """Only what the text says, for a page that shows it."""
    shown = find(request, pk)
    context = {"shown": shown, "html": as_html(shown.text.content)}
    return render(request, "writing/reading.html", context)


@signed_in
@require_safe
def beside(request: PersonRequest, pk: int) -> HttpResponse:
    """Only what stands beside it: fetched anew when the live part says that it has changed."""
    return fragment(request, find(request, pk))


def page(request: PersonRequest, shown: Shown, status: int = 200, **forms: Form) -> HttpResponse:
    context = editor_context(request, shown, **forms)
    context["title_form"] = next(iter(forms.values()), None)
    return render(request, "writing/text.html", context, status=status)


def editor_context(request: PersonRequest, shown: Shown, **forms: Form) -> dict[str, Any]:
    """What a page needs that shows `writing/editor.html` and `writing/beside.html`."""
    return beside_context(shown, **forms) | {
        "html": as_html(shown.text.content),
        "live": live_address(request, shown.text),
    }


def fragment(
    request: PersonRequest, shown: Shown, status: int = 200, **forms: Form
) -> HttpResponse:
    context = beside_context(shown, **forms) | {"refused": next(iter(forms.values()), None)}
    return render(request, "writing/beside.html", context, status=status)


def beside_context(shown: Shown, **forms: Form) -> dict[str, Any]:
    """`answer_form` may be one that was refused; each other thread gets an empty one."""
    threads = threads_of(shown.text)
    refused = forms.get("answer_form")
    given = getattr(refused, "thread_id", None)
    answers = [
        (thread, refused if thread.pk == given else AnswerForm(thread_id=thread.pk))
        for thread in threads
    ]
    return {
        "shown": shown,
        "text": shown.text,
        "answers": answers,
        "open_threads": sum(thread.is_open for thread in threads),
        "suggestions": suggestions_of(shown.text),
        "comment_form": CommentForm(),
        "suggestion_form": SuggestionForm(),
    } | forms


def answered(request: PersonRequest, shown: Shown, said: str, **forms: Form) -> HttpResponse:
    """After something was sent: the fragment for scripts, the page for everybody else."""
    wants_fragment = request.headers.get("X-Requested-With") == "fetch"
    if any(form.errors for form in forms.values()):
        show = fragment if wants_fragment else page
        return show(request, shown, status=422, **forms)
    if wants_fragment:
        return fragment(request, shown)
    messages.success(request, said)
    return redirect(f"{shown.text.url}#beside")
