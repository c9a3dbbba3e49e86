"""A large partnership, put into the database of a demo; run once Django is set up.

Next door there is one organisation, for the same pages with hardly anything on them.
"""

import random

from django.db import transaction
from django.utils import timezone

from bench.network import ORGANISATIONS, PARTNERS_EACH, PROJECTS, SERVICES
from samverka.common.tenancy import scope
from samverka.partnership.models import Municipality, Organisation, Partnership, Theme
from samverka.projects.models import Project, ProjectPartner
from samverka.support.models import Service

SEED = 2015
KNOWN = 1 / 300  # of the organisations, how many take part in much more than the others


def fill() -> None:
    here = Partnership.objects.get(is_default=True)
    with transaction.atomic():
        with scope(here.pk):
            _crowd(random.Random(SEED))
        with scope(Partnership.objects.exclude(pk=here.pk).get().pk):
            today = timezone.localdate()
            Organisation.objects.create(slug="one", name="One", kind="church", joined_on=today)


def _crowd(chance: random.Random) -> None:
    places, themes = list(Municipality.objects.all()), list(Theme.objects.all())
    kinds = list(Organisation.Kind)
    organisations = Organisation.objects.bulk_create(
        Organisation(
            slug=f"crowd-{n}",
            name=f"{chance.choice(['Föreningen', 'Kooperativet', 'Byalaget', 'Stiftelsen'])} {n}",
            kind=chance.choice(kinds),
            municipality=chance.choice(places),
            joined_on=timezone.localdate(),
        )
        for n in range(ORGANISATIONS)
    )
    Organisation.themes.through.objects.bulk_create(
        Organisation.themes.through(organisation_id=one.pk, theme_id=theme.pk)
        for one in organisations
        for theme in chance.sample(themes, 2)
    )
    projects = Project.objects.bulk_create(
        Project(slug=f"crowd-{n}", title_sv=f"Projekt {n}", title_en=f"Project {n}")
        for n in range(PROJECTS)
    )
    weights = [1 / (1 + n * KNOWN) for n in range(ORGANISATIONS)]
    ProjectPartner.objects.bulk_create(
        ProjectPartner(project_id=project.pk, organisation_id=pk)
        for project in projects
        for pk in _some(chance, [one.pk for one in organisations], weights)
    )
    Service.objects.bulk_create(
        Service(organisation=chance.choice(organisations), slug=f"crowd-{n}", name_sv=f"Råd {n}")
        for n in range(SERVICES)
    )


def _some(chance: random.Random, keys: list[int], weights: list[float]) -> set[int]:
    """So many different ones as a project has partners."""
    found: set[int] = set()
    while len(found) < PARTNERS_EACH:
        found.update(chance.choices(keys, weights, k=PARTNERS_EACH - len(found)))
    return found
