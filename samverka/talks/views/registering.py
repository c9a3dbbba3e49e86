"""Register, and what one can do afterwards by the key in the letter. Nobody needs an account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.calendar_files import calendar_answer
from samverka.common.languages import reader_language
from samverka.common.secrets import seal, unseal
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.talks.actions import registering as actions
from samverka.talks.calendar_entries import entry_of
from samverka.talks.forms.registering import RegisterForm, WishForm
from samverka.talks.models import Registration, Talk
from samverka.talks.views.public import find_talk

SALT = "registered"
SHOWN_FOR = 3600  # seconds that the answer can be looked at again


@csrf_exempt  # it acts for nobody who is signed in
def register(request: HttpRequest, slug: str) -> HttpResponse:
    talk = find_talk(request, slug)
    if request.method != "POST":
        return _page(request, talk, RegisterForm(talk=talk))
    # A whole room behind one address may register at the same moment.
    if is_too_often(request, what="register", a_minute=settings.REGISTRATIONS_PER_MINUTE):
        return too_often(request)
    form = RegisterForm(request.POST, talk=talk)
    left = actions.seats_left(talk)
    done = tried(
        form,
        lambda told: actions.register(
            talk=talk,
            email=told["email"],
            language=reader_language(),
            wish=form.wish,
            sending_key=form.sending_key,
        ),
    )
    if done is None:
        return _page(request, talk, form, status=422)
    # What the page says follows from what everybody can see: not from whether this address was
    # registered before.
    seated = form.wish.by_link or left is None or form.wish.people <= left
    # The logs on the way tell which addresses were asked for, and this one nobody can read.
    told = signing.dumps({"email": seal(done.email), "seated": seated}, salt=SALT)
    return redirect(f"{reverse('talks:registered', args=[slug])}?told={told}")


@require_safe
def registered(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens now: the letter says it too."""
    talk = find_talk(request, slug)
    try:
        told = signing.loads(request.GET.get("told", ""), salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        return redirect(talk)
    context = {"talk": talk, "email": unseal(told["email"]), "seated": told["seated"]}
    return closed_door(render(request, "talks/registered.html", context))


@csrf_exempt
def own(request: HttpRequest, key: str) -> HttpResponse:
    """See and change one's registration."""
    row = _find(key)
    form = WishForm(talk=row.talk, initial=_facts(row))
    if request.method == "POST":
        form = WishForm(request.POST, talk=row.talk)
        done = tried(
            form, lambda told: actions.change_registration(registration=row, wish=form.wish)
        )
        if done:
            messages.success(request, _("Changed."))
            return redirect(done)
        row = _find(key)
    context = {"registration": row, "talk": row.talk, "form": form}
    if row.state == Registration.State.WAITING:
        context["place"] = actions.place_in_queue(row)
    status = 422 if form.errors else 200
    return closed_door(render(request, "talks/registration.html", context, status=status))


@csrf_exempt
@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    row = _find(key)
    act = lambda: actions.cancel_registration(registration=row)  # noqa: E731
    said = _("You do not come, and somebody else gets the seat. You can change your mind below.")
    return closed_door(pressed(request, act, said, "talks:registration", key))


@csrf_exempt
@require_POST
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    row = _find(key)
    act = lambda: actions.return_to_talk(registration=row)  # noqa: E731
    return closed_door(pressed(request, act, _("Good. See below."), "talks:registration", key))


@require_safe
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    row = _find(key)
    has_seat = row.state == Registration.State.SEATED
    entry = entry_of(row.talk, with_link=has_seat, busy=has_seat)
    return closed_door(calendar_answer([entry], name=row.talk.title, file=row.talk.slug))


def _find(key: str) -> Registration:
    return get_object_or_404(Registration.objects.select_related("talk__theme"), key=key)


def _facts(row: Registration) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in ("name", "people", "food", "needs")}
    return {**facts, "by_link": "link" if row.by_link else ""}


def _page(request: HttpRequest, talk: Talk, form: RegisterForm, status: int = 200) -> HttpResponse:
    context = {
        "talk": talk,
        "form": form,
        "writing": form.seal,
        "left": actions.seats_left(talk),
        "takes": talk.is_open_for_registration,
        "days": settings.REGISTRATION_DAYS,
    }
    return render(request, "talks/register.html", context, status=status)
