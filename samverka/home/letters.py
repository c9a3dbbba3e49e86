"""Letters: how often they come, and those that could not be sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door, signed_in
from samverka.grants.kept_secret import letters_kept_from
from samverka.home.forms import RhythmForm
from samverka.ideas.views.care import for_carers
from samverka.people.models import Person, PersonRequest
from samverka.record.actions import change_rhythm, rhythm_of
from samverka.record.delivery import send_again
from samverka.record.models import Letter, LetterQuerySet, Rhythm

FIELDS = RhythmForm.base_fields
ONE_CLICK = "List-Unsubscribe"


@signed_in
def rhythm(request: PersonRequest) -> HttpResponse:
    """How often we write to the person, and when not."""
    return _choose(request, rhythm_of(request.user.email), "home:desk")


@csrf_exempt  # a mail program asks, without having seen the page; the address is the key
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """The same for whoever has a digest in hand; the mail program may end them in one press."""
    found = get_object_or_404(Rhythm, key=key)
    if request.method == "POST" and request.POST.get(ONE_CLICK):
        never = {name: getattr(found, name) for name in FIELDS} | {"every": Rhythm.Every.NEVER}
        change_rhythm(email=found.email, **never)
        return HttpResponse(_("No more letters, except what is due."), content_type="text/plain")
    return closed_door(_choose(request, found, "home:home"))


def _choose(request: HttpRequest, found: Rhythm, then: str) -> HttpResponse:
    initial = {name: getattr(found, name) for name in FIELDS}
    form = RhythmForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_rhythm(email=found.email, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(then)
    status = 422 if request.method == "POST" else 200
    return render(request, "home/rhythm.html", {"form": form, "rhythm": found}, status=status)


def in_trouble_for(person: Person) -> LetterQuerySet:
    """Nobody learns from a letter of an application that they may not know of."""
    return Letter.objects.in_trouble().exclude(letters_kept_from(person))


@for_carers
def troubled(request: PersonRequest) -> HttpResponse:
    """Letters that could not be sent, so that somebody can do something about it."""
    found = in_trouble_for(request.user).newest_first()
    return render(request, "home/letters.html", {"letters": found[:100]})


@for_carers
@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    may_read = Letter.objects.exclude(letters_kept_from(request.user))
    send_again(letter=get_object_or_404(may_read, pk=pk))
    return redirect("home:letters")
