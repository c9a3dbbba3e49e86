"""A round of the region's own call (example): open, with criteria and people who judge.

What it asks for is as the region's page tells of its call; the texts are ours, and the persons are
invented.
"""

from typing import NamedTuple

from django.utils import timezone

from samverka.applications.actions import take_shipped
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.grants.models import Criterion, Panelist, Round
from samverka.partnership.models import Organisation
from samverka.people.models import Person

SLUG = "utvecklingsmedel-exempel"
CALL, HOST = "utvecklingsmedel-social-innovation", "region-orebro-lan"
RULES = "regional-social-innovation"
PAUSES = (7, 12)
KINDS = (
    *("association", "foundation", "cooperative", "social_enterprise"),
    *("study_association", "folk_high_school", "sports_federation", "church"),
)
TERMS_SV = (
    "Pengarna är till för att prova något som gör nytta i samhället och som är nytt på platsen. "
    "Det får ha förebilder på andra håll.\n\n"
    "Ni som söker är en del av civilsamhället i länet. Ni har talat med dem som ska vara med, "
    "har mål som går att följa upp, och en plan och en budget som går att hålla. Det ni gör ska "
    "finnas kvar när pengarna är slut.\n\n"
    "Ni lägger själva in minst lika mycket som ni söker, i pengar eller i arbetad tid. "
    "(Exempeltext)"
)
TERMS_EN = (
    "The money is for trying something that is of use to society and new in the place. It may "
    "have models elsewhere.\n\n"
    "You who apply are a part of civil society in the county. You have talked with those who are "
    "to take part, have goals that can be followed up, and a plan and a budget that can be kept. "
    "What you do is to last when the money is spent.\n\n"
    "You put in at least as much as you apply for, in money or in hours of work. (Example text)"
)


class Judged(NamedTuple):
    title_sv: str
    title_en: str
    guidance_sv: str
    guidance_en: str
    weight: int = 1


CRITERIA = (
    Judged(
        "Nytta i samhället",
        "Benefit to society",
        "Vems vardag blir bättre, och hur vet man det?",
        "Whose life becomes better, and how does one know?",
        2,
    ),
    Judged(
        "Nytt på platsen",
        "New in the place",
        "Finns det redan något liknande här? Förebilder på andra håll är en styrka.",
        "Is there something like it here already? Models elsewhere are a strength.",
    ),
    Judged(
        "Förankring",
        "Anchored with others",
        "Har de som ska vara med sagt vad de gör?",
        "Have those who are to take part said what they do?",
    ),
    Judged(
        "Mål, plan och budget",
        "Goals, plan and budget",
        "Går målen att följa upp, och går planen att hålla?",
        "Can the goals be followed up, and the plan be kept?",
    ),
    Judged(
        "Det som blir kvar",
        "What remains",
        "Vem tar hand om det när pengarna är slut?",
        "Who takes care of it when the money is spent?",
    ),
)


def open_round(cast: Cast) -> Round:
    """Rolling, with the pauses of the real one, but never today: the demo is to be tried."""
    today = timezone.localdate()
    turn = Round.objects.create(
        call=Call.objects.get(slug=CALL),
        edition=take_shipped(forms()[RULES]),
        host=Organisation.objects.get(slug=HOST),
        slug=SLUG,
        name_sv="Utvecklingsmedel social innovation",
        name_en="Development funding for social innovation",
        terms_sv=TERMS_SV,
        terms_en=TERMS_EN,
        opens_on=today.replace(month=1, day=1),
        paused_months=[month for month in PAUSES if month != today.month],
        cost_rules=RULES,
        kinds=list(KINDS),
        state=Round.State.OPEN,
        example=True,
    )
    Criterion.objects.bulk_create(
        Criterion(round=turn, number=number, **one._asdict())
        for number, one in enumerate(CRITERIA, 1)
    )
    for person, role in (
        (cast.elsa, Panelist.Role.OFFICER),
        (cast.nils, Panelist.Role.ASSESSOR),
        (cast.rut, Panelist.Role.ASSESSOR),
        (cast.petra, Panelist.Role.DECIDER),
    ):
        take_place(turn, person, role)
    return turn


def take_place(turn: Round, person: Person, role: Panelist.Role) -> Panelist:
    """Sent by where they work, or by the host."""
    works_at = person.memberships.current().select_related("organisation").first()
    sent_by = works_at.organisation if works_at else turn.host
    return Panelist.objects.create(round=turn, person=person, organisation=sent_by, role=role)
