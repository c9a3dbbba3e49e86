"""A speaker answers whether they may be named. The key in the letter is enough."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from samverka.common.access import closed_door
from samverka.common.acting import tried
from samverka.talks.actions.programme import answer_as_speaker
from samverka.talks.forms.preparing import ConsentForm
from samverka.talks.models import Speaker


@csrf_exempt  # it acts for nobody who is signed in
def answer(request: HttpRequest, key: str) -> HttpResponse:
    rows = Speaker.objects.select_related("talk__theme", "organisation", "part")
    speaker = get_object_or_404(rows, key=key)
    form = ConsentForm(initial=_said(speaker))
    if request.method == "POST":
        form = ConsentForm(request.POST)
        done = tried(
            form,
            lambda told: answer_as_speaker(
                speaker=speaker, may_name=told["may_name"] == "yes", may_film=told["may_film"]
            ),
        )
        if done:
            messages.success(request, _("Thank you. You can change your answer here at any time."))
            return closed_door(redirect("talks:speaker", key))
    context = {"speaker": speaker, "talk": speaker.talk, "form": form}
    status = 422 if form.errors else 200
    return closed_door(render(request, "talks/answer.html", context, status=status))


def _said(speaker: Speaker) -> dict[str, object]:
    said = {Speaker.Consent.YES: "yes", Speaker.Consent.NO: "no"}
    return {"may_name": said.get(Speaker.Consent(speaker.consent)), "may_film": speaker.film_too}
