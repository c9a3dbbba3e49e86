"""At a workshop, on a phone: write the code, fill in cells, see what others write.

Nobody needs an account. The code opens the door; the address behind it is the participant's own
pen, with 192 random bits, and no cookie is needed.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import tried
from samverka.common.forms import Form
from samverka.common.views import too_often
from samverka.common.visitors import count_guess, has_guessed_enough, is_too_often
from samverka.support.actions import entries as actions
from samverka.support.cells import workshop_table
from samverka.support.forms.workshops import ChangeForm, CodeForm, EntryForm
from samverka.support.models import Entry, Participant, Stage
from samverka.support.views.table import seen_mark, table_answer

CODES = "workshop"  # whose wrong codes are counted
JOINING_A_MINUTE = 240


@csrf_exempt  # it acts for nobody who is signed in
def door(request: HttpRequest) -> HttpResponse:
    """Write the code. The picture on the wall leads here with the code in the address."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:20]})
        return closed_door(render(request, "support/door.html", {"form": form}))
    if has_guessed_enough(request, what=CODES) or is_too_often(
        request, what="joining", a_minute=JOINING_A_MINUTE
    ):
        return too_often(request)
    form = CodeForm(request.POST)
    pen = tried(form, lambda told: _join(request, form, told))
    if pen:
        return redirect(pen.address)
    return closed_door(render(request, "support/door.html", {"form": form}, status=422))


def _join(request: HttpRequest, form: CodeForm, told: dict[str, Any]) -> Participant | None:
    workshop = actions.find_open_workshop(told["code"])
    if workshop is None:
        count_guess(request, what=CODES)
        form.add_error(
            "code", _("No workshop is open with this code. Look at the wall, and try again.")
        )
        return None
    return actions.join_workshop(
        workshop=workshop,
        name=told["name"],
        organisation=told["organisation"],
        shows_name=told["shows_name"],
    )


@csrf_exempt
def pen(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, _find(key))


def table(request: HttpRequest, key: str) -> HttpResponse:
    """Asked for every three seconds: as little as possible."""
    return closed_door(table_answer(request, _find(key).workshop))


@csrf_exempt
@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    participant = _find(key)
    form = EntryForm(request.POST)
    done = tried(form, lambda told: actions.write_entry(participant=participant, **told))
    if done is None:
        return _page(request, participant, form)
    messages.success(request, _("It is on the map."))
    return redirect(f"{participant.address}?need={done.need.slug}&stage={done.stage}")


@csrf_exempt
@require_POST
def change(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    participant, entry = _find_entry(key, pk)
    form = ChangeForm(request.POST, entry=entry)
    done = tried(
        form,
        lambda told: actions.change_entry(entry=entry, kind=told["kind"], words=told["words"]),
    )
    return _done(request, participant, form, done, entry.pk)


@csrf_exempt
@require_POST
def take_back(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    participant, entry = _find_entry(key, pk)
    form = Form(request.POST)
    done = tried(form, lambda told: actions.take_back_entry(entry=entry))
    return _done(request, participant, form, done, entry.pk)


@csrf_exempt
@require_POST
def put_back(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    participant, entry = _find_entry(key, pk)
    form = Form(request.POST)
    done = tried(form, lambda told: actions.put_back_entry(entry=entry))
    return _done(request, participant, form, done, entry.pk)


def _find(key: str) -> Participant:
    return get_object_or_404(Participant.objects.select_related("workshop"), key=key)


def _find_entry(key: str, pk: int) -> tuple[Participant, Entry]:
    participant = _find(key)
    entries = Entry.objects.select_related("need")
    return participant, get_object_or_404(entries, pk=pk, participant=participant)


def _done(
    request: HttpRequest, participant: Participant, form: Form, done: Entry | None, pk: int
) -> HttpResponse:
    if done is None:
        return _page(request, participant, form, wrong=pk)
    return redirect(f"{participant.address}#entry-{pk}")


def _page(
    request: HttpRequest,
    participant: Participant,
    bound: Form | None = None,
    wrong: int | None = None,
) -> HttpResponse:
    """`bound` is a form that could not be done: of the entry `wrong`, or the one for new words."""
    workshop = participant.workshop
    chosen = {name: request.GET.get(name, "") for name in ("need", "stage", "kind")}
    fresh = EntryForm(initial=chosen)
    mine = participant.entries.select_related("need").order_by("-id")
    context = {
        "participant": participant,
        "workshop": workshop,
        "form": bound if isinstance(bound, EntryForm) else fresh,
        "wrong_form": bound,
        "mine": [(one, _form_of(one, bound if one.pk == wrong else None)) for one in mine],
        "wrong": wrong,
        "table": workshop_table(workshop),
        "stages": Stage.choices,
        "mark": seen_mark(workshop),
    }
    answer = render(request, "support/pen.html", context, status=422 if bound else 200)
    return closed_door(answer)


def _form_of(entry: Entry, bound: Form | None) -> Form:
    return bound if isinstance(bound, ChangeForm) else ChangeForm(entry=entry)
