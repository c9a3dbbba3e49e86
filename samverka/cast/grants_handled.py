"""Three applications to the example round, each as far as another one has come."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from samverka.cast import Cast
from samverka.cast.grant_answers import answer, plan_costs
from samverka.grants.actions.assessing import Thought, Written, hand_in_assessment
from samverka.grants.actions.checking import ask_for_completion, find_complete
from samverka.grants.actions.declaring import declare_no_interest
from samverka.grants.actions.meeting import offer_times
from samverka.grants.models import GrantApplication, Round, registration_number
from samverka.partnership.models import Municipality

POINTS = (4, 3, 4, 3, 4)


class Applied(NamedTuple):
    name: str
    title: str
    summary: str
    place: str
    asked: Decimal
    days_ago: int


NEW = Applied(
    "Cykelköket Kedjan (exempel)",
    "Laga cykeln och lär känna grannen",
    "En kväll i veckan lagar vi cyklar på gården, och ingen behöver kunna något. (Exempeltext)",
    "Lindesberg",
    Decimal(45_000),
    2,
)
ASSESSED = Applied(
    "Föreningen Kvällsljus (exempel)",
    "Öppen middag på biblioteket",
    "Varje torsdag dukar vi upp på biblioteket för den som annars äter ensam. (Exempeltext)",
    "Karlskoga",
    Decimal(50_000),
    12,
)
LACKING = Applied(
    "Körkollektivet Alla sjunger (exempel)",
    "En kör för den som aldrig har sjungit",
    "Vi sjunger ihop i skolans aula, och ingen behöver kunna noter. (Exempeltext)",
    "Kumla",
    Decimal(30_000),
    7,
)


def handle_applications(cast: Cast, turn: Round) -> None:
    """Elsa may open them all; Nils has said what he thinks of one, and Rut has not yet."""
    new, assessed, lacking = (_hand_in(turn, one) for one in (NEW, ASSESSED, LACKING))
    for whole, materials in ((new, 25_000), (assessed, 30_000)):
        answer(whole)
        plan_costs(whole, materials=materials, leaders=20_000, hours=160)
    answer(lacking, "who", "budget")
    numbers = [one.number for one in (new, assessed, lacking)]
    declare_no_interest(turn=turn, numbers=numbers, by=cast.elsa)
    for assessor in (cast.nils, cast.rut):
        declare_no_interest(turn=turn, numbers=[assessed.number], by=assessor)
    assessed = find_complete(application=assessed, by=cast.elsa)
    _assess(cast, assessed)
    _offer_a_time(cast, turn)
    ask_for_completion(
        application=lacking,
        words="Vem leder kören, och vad kostar lokalen? Skriv det i budgeten. (Exempel)",
        due_on=timezone.localdate() + timedelta(days=10),
        by=cast.elsa,
    )


def _hand_in(turn: Round, one: Applied) -> GrantApplication:
    starts = timezone.localdate().replace(day=1) + timedelta(days=100)
    return GrantApplication.objects.create(
        round=turn,
        number=registration_number(),
        state=GrantApplication.State.SENT,
        sent_at=timezone.now() - timedelta(days=one.days_ago),
        name=one.name,
        kind="association",
        municipality=Municipality.objects.get(name=one.place),
        contact_name="Mika Påhittad (exempel)",
        email="sokande@example.org",
        title=one.title,
        summary=one.summary,
        asked=one.asked,
        starts_on=starts,
        ends_on=starts + timedelta(days=270),
        example=True,
    )


def _assess(cast: Cast, application: GrantApplication) -> None:
    criteria = application.round.criteria.all()
    thoughts = {
        criterion.pk: Thought(points) for criterion, points in zip(criteria, POINTS, strict=True)
    }
    words = "Väl förankrat. Fråga vem som håller i det när pengarna är slut. (Exempel)"
    hand_in_assessment(
        application=application,
        written=Written(thoughts, words),
        version=0,
        by=cast.nils,
    )


def _offer_a_time(cast: Cast, turn: Round) -> None:
    today = timezone.localdate()
    tuesday = today + timedelta(days=8 - today.weekday())  # of next week
    starts = timezone.make_aware(datetime.combine(tuesday, time(10)))
    offer_times(turn=turn, starts=[starts], minutes=30, place="Videomöte (exempel)", by=cast.elsa)
