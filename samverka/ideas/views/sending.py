"""The idea box: write, look through, send. Nothing here needs an account or a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.common.text import clean_text, first_sentence
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often, mark_of
from samverka.ideas.actions import send_idea
from samverka.ideas.forms import IdeaForm
from samverka.suggest.find import SHORTEST, find

BESIDE = 6


@csrf_exempt  # it only shows what was written
def write(request: HttpRequest) -> HttpResponse:
    """What was written in the box, with a title proposed, beside what fits it.

    `?talk=` names the talk that gave somebody the idea.
    """
    if is_too_often(request, what="write", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    text = clean_text(request.POST.get("text", ""))
    talk = request.GET.get("talk", "")
    initial = {"text": text, "title": first_sentence(text), "talk": talk}
    return _page(request, IdeaForm(initial=initial), text)


@csrf_exempt  # it acts for nobody who is signed in; the sealed `writing` field lets it in once
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    if is_too_often(request, what="write", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    form = IdeaForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            idea = send_idea(
                title=told["title"],
                text=told["text"],
                language=reader_language(),
                sending_key=form.sending_key,
                sender_mark=mark_of(request),
                email=told["email"],
                municipality=told["municipality"],
                may_show=told["may_show"],
                talk=told["talk"],
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(f"{idea.tracking_url}?sent")
    return _page(request, form, clean_text(request.POST.get("text", "")), status=422)


def _page(request: HttpRequest, form: IdeaForm, text: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "writing": form.seal,
        "found": find(text, limit=BESIDE) if len(text) >= SHORTEST else None,
    }
    return render(request, "ideas/new.html", context, status=status)
