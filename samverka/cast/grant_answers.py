"""What the example applications for the host's grants say, and what they cost."""

from decimal import Decimal

from samverka.grants.models import GrantApplication, GrantCost

# By the keys of the form's sections.
ANSWERS = {
    "need": "Många här är ensamma på kvällarna. Vi har frågat dem. (Exempeltext)",
    "idea": "Vi öppnar ett ställe där man gör något ihop. Det finns inte här i dag. (Exempeltext)",
    "goals": "Trettio personer kommer igen varje månad. Vi räknar vid dörren. (Exempeltext)",
    "who": "Fyra i styrelsen och tio frivilliga. Vi har hållit i byfesten. (Exempeltext)",
    "plan": "Först frågar vi runt, sedan öppnar vi, sist ser vi vad som håller. (Exempeltext)",
    "budget": "Material och en ledare. Själva lägger vi in våra timmar. (Exempeltext)",
    "after": "De frivilliga fortsätter, och vi visar andra byar hur vi gjorde. (Exempeltext)",
}


def answer(application: GrantApplication, *left_out: str) -> None:
    """All sections but those."""
    application.answers = {key: text for key, text in ANSWERS.items() if key not in left_out}
    application.save()


def plan_costs(application: GrantApplication, *, materials: int, leaders: int, hours: int) -> None:
    """What it is to cost, and the hours that they bring."""
    costs = [("Material", materials), ("Ledare", leaders)]
    for number, (what, amount) in enumerate(costs, 1):
        GrantCost.objects.create(
            application=application, number=number, what=what, amount=Decimal(amount)
        )
    GrantCost.objects.create(
        application=application,
        number=3,
        kind=GrantCost.Kind.HOURS,
        what="Ideellt arbete",
        quantity=Decimal(hours),
    )
