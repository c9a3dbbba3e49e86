"""Coordinators take up themes and word them anew."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.partnership import rules
from samverka.partnership.actions.themes import add_theme, retire_theme, word_theme
from samverka.partnership.forms.themes import ThemeForm
from samverka.partnership.models import Theme
from samverka.people.models import PersonRequest

WORDS = ("title_sv", "summary_sv", "title_en", "summary_en")
for_coordinators = only_for(rules.is_coordinator)


@for_coordinators
def new(request: PersonRequest) -> HttpResponse:
    form = ThemeForm(request.POST if request.method == "POST" else None)
    theme = tried(form, lambda told: add_theme(by=request.user, **_words(told)))
    if theme:
        messages.success(request, _("The theme stands here. It can be chosen from now on."))
        return redirect(theme)
    return _page(request, form)


@for_coordinators
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Whoever is second keeps what they typed; the next press lets it stand."""
    theme = get_object_or_404(Theme, slug=slug)
    initial = {**model_to_dict(theme, WORDS), "seen": theme.version}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=initial)
    worded = tried(
        form,
        lambda told: word_theme(theme=theme, by=request.user, seen=told["seen"], **_words(told)),
    )
    if worded:
        messages.success(request, _("Saved. What is tied to the theme is tied to it as before."))
        return redirect(worded)
    if form.is_bound:
        form.look_at(theme.version)
    return _page(request, form, theme)


@require_POST
@for_coordinators
def retire(request: PersonRequest, slug: str) -> HttpResponse:
    """Nothing new is tied to it from now on, or something is again."""
    theme = get_object_or_404(Theme, slug=slug)
    is_retired = request.POST.get("retired") == "yes"
    said = (
        _("The theme is retired. What is tied to it stays tied to it.")
        if is_retired
        else _("The theme can be chosen again.")
    )
    return pressed(
        request,
        lambda: retire_theme(theme=theme, is_retired=is_retired, by=request.user),
        said,
        theme,
    )


def _words(told: dict[str, str]) -> dict[str, str]:
    return {name: told[name] for name in WORDS}


def _page(request: PersonRequest, form: ThemeForm, theme: Theme | None = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "theme": theme}
    return render(request, "partnership/theme_edit.html", context, status=status)
