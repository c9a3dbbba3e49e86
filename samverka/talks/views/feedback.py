"""Somebody who came says what they thought. The key in the letter is enough."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from samverka.common.access import closed_door
from samverka.common.acting import tried
from samverka.talks.actions.thanking import give_feedback
from samverka.talks.forms.afterwards import FeedbackForm
from samverka.talks.models import Registration


@csrf_exempt  # it acts for nobody who is signed in
def answer(request: HttpRequest, key: str) -> HttpResponse:
    row = get_object_or_404(Registration.objects.select_related("talk__theme"), key=key)
    form = FeedbackForm()
    if request.method == "POST":
        form = FeedbackForm(request.POST)
        if tried(form, lambda told: give_feedback(registration=row, **told)):
            messages.success(request, _("Thank you for telling us."))
            return closed_door(redirect("talks:feedback", key))
    context = {"registration": row, "talk": row.talk, "form": form}
    status = 422 if form.errors else 200
    return closed_door(render(request, "talks/feedback.html", context, status=status))
