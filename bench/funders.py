"""Many invented calls, put into the database of a demo; run once Django is set up."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from bench.call_list import CALLS
from samverka.calls.models import Call
from samverka.common.tenancy import scope
from samverka.partnership.models import Organisation, Partnership, Theme

SEED = 2015
FUNDERS = [f"Exempelfond {n}" for n in range(60)]
SUBJECTS_SV = (
    *("unga", "äldre", "odling", "skolan", "psykisk hälsa", "integration", "sociala företag"),
    *("landsbygden", "arbetsmarknad", "idrott", "kultur", "digital delaktighet", "mat", "klimat"),
)
SUBJECTS_EN = (
    *("young people", "older people", "cultivation", "schools", "mental health", "integration"),
    *("social enterprises", "rural areas", "labour market", "sport", "culture", "food", "climate"),
)
PHRASES_SV = (
    *("projektet ska vara nytt på platsen", "förankrat hos dem som berörs", "mål att följa upp"),
    *("en plan och budget som håller", "föreningar och kommuner", "samverkan", "ny metod"),
)
PHRASES_EN = (
    *("the project must be new in its place", "anchored with those concerned", "clear goals"),
    *("a plan and a budget", "associations and municipalities", "cooperation", "a new method"),
)


def fill() -> None:
    here = Partnership.objects.get(is_default=True)
    with transaction.atomic(), scope(here.pk):
        _calls(random.Random(SEED))


def _calls(chance: random.Random) -> None:
    themes = list(Theme.objects.all())
    calls = Call.objects.bulk_create((_call(chance, n) for n in range(CALLS)), batch_size=500)
    Call.themes.through._default_manager.bulk_create(
        (
            Call.themes.through(call_id=one.pk, theme_id=theme.pk)
            for one in calls
            for theme in chance.sample(themes, chance.randrange(3))
        ),
        batch_size=5000,
    )


def _call(chance: random.Random, n: int) -> Call:
    """Two of three are English; every tenth is always open."""
    swedish = n % 3 == 0
    phrases = PHRASES_SV if swedish else PHRASES_EN
    subjects = SUBJECTS_SV if swedish else SUBJECTS_EN
    language, about = "sv" if swedish else "en", chance.choice(subjects)
    text = " ".join([about, *chance.choices(phrases, k=25), chance.choice(subjects), f"nr{n}"])
    closes = None if n % 10 == 0 else timezone.localdate() + timedelta(chance.randrange(-90, 720))
    return Call(
        slug=f"crowd-{n}",
        funder=chance.choice(FUNDERS),
        level=chance.choice(Call.Level.values),
        opens_on=closes and closes - timedelta(chance.randrange(20, 300)),
        closes_on=closes,
        amount_max=chance.choice([None, 40_000, 300_000, 2_000_000, 20_000_000]),
        currency=chance.choice(["SEK", "EUR"]),
        applicants=chance.sample(Organisation.Kind.values, chance.randrange(5)),
        **{f"title_{language}": f"{about.capitalize()} {n}", f"summary_{language}": text},
    )
