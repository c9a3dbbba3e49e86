"""Coordinators write the partnership's texts, look at them first, and find every earlier one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed
from samverka.common.compare import compare
from samverka.common.refusal import Refused
from samverka.common.tenancy import current_partnership_id
from samverka.pages import actions
from samverka.pages.forms import TextForm
from samverka.pages.markdown import to_html
from samverka.pages.models import Text, Version
from samverka.pages.rules import may_edit_texts
from samverka.pages.telling import bodies_of
from samverka.partnership.models import Partnership
from samverka.people.models import PersonRequest

LONGEST = 9  # digits

for_editors = only_for(may_edit_texts)


@for_editors
def listing(request: PersonRequest) -> HttpResponse:
    """Every text there may be, with its last change where it has one."""
    written = {text.slug: text for text in Text.objects.all()}
    texts = [(slug, written.get(slug)) for slug in Text.Slug]
    return render(request, "pages/texts.html", {"texts": texts})


@for_editors
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Write, look (`as=preview`) and save."""
    name = _name(slug)
    latest = Version.objects.of(slug).first()
    if request.method != "POST":
        bodies = bodies_of(latest, slug, _partnership())
        initial = {f"body_{language}": body for language, body in bodies.items()}
        return _page(request, name, TextForm(initial=initial), latest)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, name, form, latest, status=422)
    told = form.cleaned_data
    if request.POST.get("as") == "preview":
        preview = {one: to_html(told[f"body_{one}"]) for one in ("sv", "en")}
        return _page(request, name, form, latest, preview=preview, seen=told["seen"])
    try:
        actions.write_text(
            slug=slug,
            body_sv=told["body_sv"],
            body_en=told["body_en"],
            note=told["note"],
            by=request.user,
            seen=told["seen"] or 0,
        )
    except Refused as reason:
        form.add_error(None, str(reason))
        return _page(request, name, form, Version.objects.of(slug).first(), status=422)
    messages.success(request, _("Saved. Everybody reads it now."))
    return redirect("pages:edit", slug)


@for_editors
def history(request: PersonRequest, slug: str) -> HttpResponse:
    versions = list(Version.objects.of(slug))
    context = {"name": _name(slug), "slug": slug, "versions": versions}
    return render(request, "pages/history.html", context)


@for_editors
def comparison(request: PersonRequest, slug: str) -> HttpResponse:
    """Two versions word by word: `?old=1&new=2`; without, the last two."""
    name = _name(slug)
    versions = {version.number: version for version in Version.objects.of(slug)}
    if not versions:
        raise Http404
    numbers = sorted(versions)
    new = versions.get(_number(request.GET, "new"), versions[numbers[-1]])
    before = [number for number in numbers if number < new.number]
    old = versions.get(_number(request.GET, "old"), versions[before[-1] if before else new.number])
    context = {
        "name": name,
        "slug": slug,
        "versions": [versions[number] for number in numbers],
        "old": old,
        "new": new,
        "sides": [
            ("sv", _("In Swedish"), compare(old.body_sv, new.body_sv)),
            ("en", _("In English"), compare(old.body_en, new.body_en)),
        ],
    }
    return render(request, "pages/compare.html", context)


@for_editors
@require_POST
def restore(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    version = get_object_or_404(Version.objects.of(slug), number=number)
    seen = _number(request.POST, "seen")
    return pressed(
        request,
        lambda: actions.restore_version(version=version, by=request.user, seen=seen),
        _("The text says again what it said then."),
        "pages:history",
        slug,
    )


def _name(slug: str) -> str:
    if slug not in Text.Slug.values:
        raise Http404
    return str(Text.Slug(slug).label)


def _partnership() -> Partnership:
    return Partnership.objects.get(pk=current_partnership_id())


def _number(typed: QueryDict, name: str) -> int:
    """What was typed as a number; 0 for what is none."""
    value = typed.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < LONGEST else 0


def _page(
    request: PersonRequest,
    name: str,
    form: TextForm,
    latest: Version | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "name": name,
        "slug": request.resolver_match.kwargs["slug"] if request.resolver_match else "",
        "form": form,
        "latest": latest,
        "seen": latest.number if latest else 0,
    }
    return render(request, "pages/edit.html", context | more, status=status)
