"""What partners have tried: read, written, tied to themes, thanked for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import signed_in
from samverka.common.acting import pressed, tried
from samverka.common.forms import LONGEST_KEY
from samverka.common.lists import Narrowing, words_sought
from samverka.ideas.rules import may_read as may_read_idea
from samverka.knowledge import actions
from samverka.knowledge.forms.experience import TIED, ExperienceForm, NewExperienceForm
from samverka.knowledge.forms.shared import ForForm
from samverka.knowledge.models import Experience
from samverka.knowledge.rules import Standing
from samverka.knowledge.telling import story_of
from samverka.knowledge.views.doors import find, find_own, for_writers
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import Organisation
from samverka.people.models import PersonRequest
from samverka.suggest.tags import propose_tags

A_PAGE = 30


def listing(request: HttpRequest) -> HttpResponse:
    standing = Standing(request.user)
    words, themes = words_sought(request), theme_facet(request)
    rows = standing.readable(Experience.objects.all()).with_listing().with_helped().newest_first()
    if words:
        rows = rows.saying(words)
    if themes.chosen:
        rows = rows.filter(themes__slug__in=themes.chosen).distinct()
    context = {
        "narrowing": Narrowing([themes], words),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "standing": standing,
    }
    return render(request, "knowledge/experience_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    experience, standing = find(request, Experience, pk), Standing(request.user)
    helped = [one.organisation for one in experience.helped.select_related("organisation")]
    idea, talk = experience.idea, experience.talk
    context = {
        "row": experience,
        "standing": standing,
        "may_change": standing.may_change(experience),
        "may_show": standing.may_show(experience),
        "idea": idea if idea and may_read_idea(request.user, idea) else None,
        "talk": talk if talk and talk.state != talk.State.DRAFT else None,
        "themes": experience.themes.all(),
        "helped": helped,
        "may_say": [
            (one, one in helped) for one in standing.others_than(experience) if experience.stands
        ],
        "story": story_of(experience) if standing.may_change(experience) else [],
    }
    return render(request, "knowledge/experience.html", context)


@for_writers
def new(request: PersonRequest) -> HttpResponse:
    """`?project=`, `?talk=` or `?idea=` and its number says what it is tied to."""
    partners = Standing(request.user).writes_for()
    if request.method != "POST":
        start = _tied(request)
        return _page(request, NewExperienceForm(organisations=partners, initial=start))
    form = NewExperienceForm(request.POST, organisations=partners)
    written = tried(
        form,
        lambda told: actions.write_experience(
            organisation=told["organisation"],
            learned=form.learned,
            shown=told["shown"],
            by=request.user,
        ),
    )
    if written is None:
        return _page(request, form, status=422)
    said = _("Thank you. Everybody can read it now.")
    messages.success(request, said if written.is_public else _("Thank you. Partners can read it."))
    return redirect(written)


def _tied(request: HttpRequest) -> dict[str, int]:
    asked = {name: request.GET.get(name, "") for name in TIED}
    known = (one for one in asked.items() if one[1].isdecimal() and len(one[1]) <= LONGEST_KEY)
    return {name: int(key) for name, key in known}


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    experience = find_own(request, Experience, pk)
    if request.method != "POST":
        form = ExperienceForm(initial=ExperienceForm.facts(experience))
        return _page(request, form, experience)
    form = ExperienceForm(request.POST)
    done = tried(
        form,
        lambda told: actions.change_experience(
            experience=experience, learned=form.learned, by=request.user, seen=told["seen"]
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(experience)
    return _page(request, form, find_own(request, Experience, pk), status=422)


@for_writers
def new_themes(request: PersonRequest) -> HttpResponse:
    """The new note again, with all that was typed and the themes that fit it. Saves nothing."""
    if request.method != "POST":  # the address was typed, or the other language chosen
        return redirect("knowledge:experience_new")
    form = NewExperienceForm(
        initial=_typed(request, NewExperienceForm),
        organisations=Standing(request.user).writes_for(),
    )
    return _page(request, form, proposed=propose_tags(form.words).themes)


@signed_in
def themes(request: PersonRequest, pk: int) -> HttpResponse:
    """The same for a note that is there already."""
    experience = find_own(request, Experience, pk)
    if request.method != "POST":
        return redirect("knowledge:experience_edit", pk)
    form = ExperienceForm(initial=_typed(request, ExperienceForm))
    return _page(request, form, experience, proposed=propose_tags(form.words).themes)


def _typed(request: HttpRequest, kind: type[ExperienceForm]) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in kind.base_fields.items()
    }


def _page(
    request: PersonRequest,
    form: ExperienceForm,
    experience: Experience | None = None,
    *,
    proposed: Mapping[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`proposed` are themes, each with the words that led there; None: not asked."""
    context = {
        "form": form,
        "row": experience,
        "newer": experience if status != 200 and _is_newer(form, experience) else None,
        "asked": proposed is not None,
        "why": proposed or {},
    }
    return render(request, "knowledge/experience_edit.html", context, status=status)


def _is_newer(form: ExperienceForm, experience: Experience | None) -> bool:
    return experience is not None and form.cleaned_data.get("seen") not in (
        None,
        experience.version,
    )


@signed_in
@require_POST
def helped(request: PersonRequest, pk: int) -> HttpResponse:
    return _thank(request, pk, actions.say_it_helped, _("Thank you. They see that it helped."))


@signed_in
@require_POST
def not_helped(request: PersonRequest, pk: int) -> HttpResponse:
    return _thank(request, pk, actions.take_helped_back, _("Taken back."))


def _thank(request: PersonRequest, pk: int, action: Callable[..., None], said: str) -> HttpResponse:
    experience = find(request, Experience, pk)
    keys = [one.pk for one in Standing(request.user).others_than(experience)]
    form = ForForm(request.POST, organisations=Organisation.objects.filter(pk__in=keys))
    if not form.is_valid() or not keys:
        messages.error(request, _("Only another partner can say that it helped."))
        return redirect(experience)
    whose = form.cleaned_data["organisation"]
    act = lambda: action(experience=experience, organisation=whose, by=request.user)  # noqa: E731
    return pressed(request, act, said, experience)
