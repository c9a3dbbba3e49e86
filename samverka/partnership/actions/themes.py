"""The themes of the partnership are taken up and worded anew, by those who coordinate it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.common.slugs import free_slug
from samverka.partnership import rules
from samverka.partnership.models import Theme
from samverka.people.models import Person
from samverka.record.actions import write_history

SLUG_LENGTH = 45  # leaves room for a number
TAKEN = frozenset({"new"})  # addresses of other pages below themes/


@transaction.atomic
def add_theme(*, by: Person, **words: str) -> Theme:
    """`words` are `title_sv`, `title_en`, `summary_sv` and `summary_en`; its address is made of
    the title and stays. Raises `Refused` for a title that another theme has."""
    _ask(by)
    _ask_own_title(words)
    theme = Theme.objects.create(slug=_address_of(words["title_sv"]), **words)
    write_history(verb="added", of=theme, by=by)
    return theme


@transaction.atomic
def word_theme(*, theme: Theme, by: Person, seen: int | None = None, **words: str) -> Theme:
    """Say it in other words; what is tied to it stays. `seen` is the version that the person was
    looking at. Raises `Refused`, and `Outdated` for an older version."""
    _ask(by)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    if seen is not None and theme.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this theme while you were writing. What you wrote is still"
                " here: save again to let it stand instead."
            )
        )
    _ask_own_title(words, but=theme)
    changed = [name for name, said in words.items() if getattr(theme, name) != said]
    if changed:
        for name in changed:
            setattr(theme, name, words[name])
        theme.version += 1
        theme.save()
        write_history(verb="changed", of=theme, by=by, fields=changed)
    return theme


@transaction.atomic
def retire_theme(*, theme: Theme, is_retired: bool, by: Person) -> None:
    """It is offered no more, or offered again; what is tied to it stays tied to it."""
    _ask(by)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    if bool(theme.retired_at) != is_retired:
        theme.retired_at = timezone.now() if is_retired else None
        theme.save()
        write_history(verb="retired" if is_retired else "taken_up", of=theme, by=by)


def _ask(by: Person) -> None:
    if not rules.is_coordinator(by):
        raise Refused(_("Only coordinators change the themes."))


def _ask_own_title(words: dict[str, str], but: Theme | None = None) -> None:
    others = Theme.objects.exclude(pk=but.pk) if but else Theme.objects.all()
    # SQLite's LIKE sees Å and å as two.
    titles = {one.casefold() for one in others.values_list("title_sv", flat=True)}
    if words["title_sv"].casefold() in titles:
        raise Refused(_("There is already a theme with this name."), field="title_sv")


def _address_of(title: str) -> str:
    return free_slug(title, Theme.objects.all(), length=SLUG_LENGTH, otherwise="theme", taken=TAKEN)
