"""An experience is written down and changed; others say that it helped them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.ideas.models import Idea
from samverka.knowledge.actions.sharing import lock_own
from samverka.knowledge.models import Experience, Helped
from samverka.knowledge.rules import Standing
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.actions import write_history
from samverka.talks.models import Talk


@dataclass(frozen=True)
class Learned:
    """What somebody wrote down, in one language or both."""

    tried_sv: str = ""
    tried_en: str = ""
    happened_sv: str = ""
    happened_en: str = ""
    advice_sv: str = ""
    advice_en: str = ""
    title_sv: str = ""
    title_en: str = ""
    project: Project | None = None
    talk: Talk | None = None
    idea: Idea | None = None
    themes: Iterable[Theme] = ()

    def put_into(self, experience: Experience) -> None:
        for one in fields(self):
            if one.name != "themes":
                setattr(experience, one.name, getattr(self, one.name))
        experience.save()
        experience.themes.set(self.themes)


@transaction.atomic
def write_experience(
    *,
    organisation: Organisation,
    learned: Learned,
    by: Person,
    shown: str = Experience.Shown.PARTNERS,
) -> Experience:
    """Partners can read it at once; everybody where `shown` says so."""
    if not Standing(by).writes_for().filter(pk=organisation.pk).exists():
        raise Refused(_("Only staff of a partner, or a coordinator, can write here."))
    experience = Experience(organisation=organisation, author=by, shown=shown)
    learned.put_into(experience)
    write_history(verb="written", of=experience, by=by, shown=shown)
    return experience


@transaction.atomic
def change_experience(
    *, experience: Experience, learned: Learned, by: Person, seen: int | None = None
) -> Experience:
    """`seen` is the version that they looked at: whoever is second is told so."""
    experience = lock_own(experience, by, seen=seen)
    learned.put_into(experience)
    write_history(verb="changed", of=experience, by=by)
    return experience


@transaction.atomic
def say_it_helped(*, experience: Experience, organisation: Organisation, by: Person) -> None:
    """Once for each organisation; another press changes nothing."""
    _ask_another(experience, organisation, by)
    _helped, new = Helped.objects.get_or_create(
        experience=experience, organisation=organisation, defaults={"person": by}
    )
    if new:
        write_history(verb="helped", of=experience, by=by, organisation=organisation.pk)


@transaction.atomic
def take_helped_back(*, experience: Experience, organisation: Organisation, by: Person) -> None:
    _ask_another(experience, organisation, by)
    rows = Helped.objects.filter(experience=experience, organisation=organisation)
    if rows.delete()[0]:
        write_history(verb="not_helped", of=experience, by=by, organisation=organisation.pk)


def _ask_another(experience: Experience, organisation: Organisation, by: Person) -> None:
    standing = Standing(by)
    if not standing.may_read(experience) or organisation not in standing.others_than(experience):
        raise Refused(_("Only another partner can say that it helped."))
