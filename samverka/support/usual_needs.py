"""The needs that a new partnership begins with; each may be changed or left out."""

from typing import NamedTuple


class UsualNeed(NamedTuple):
    slug: str
    title_sv: str
    title_en: str
    explanation_sv: str
    explanation_en: str


USUAL_NEEDS = (
    UsualNeed(
        "advice",
        "Råd om idén",
        "Advice on the idea",
        "Någon att bolla med: vad är behovet, vem är det till för, vad är nästa steg?",
        "Somebody to think with: what is the need, whom is it for, what is the next step?",
    ),
    UsualNeed(
        "partners",
        "Parter att samarbeta med",
        "Partners to work with",
        "Hitta dem som vill samma sak, och komma överens om vem som gör vad.",
        "Find those who want the same, and agree on who does what.",
    ),
    UsualNeed(
        "money",
        "Pengar och ansökningar",
        "Money and applications",
        "Hitta utlysningar, skriva ansökan, räkna budget och egen insats.",
        "Find calls, write an application, work out a budget and the own contribution.",
    ),
    UsualNeed(
        "enterprise",
        "Förening eller företag",
        "A form of enterprise",
        "Välja och starta förening, kooperativ eller socialt företag.",
        "Choose and start an association, a cooperative or a social enterprise.",
    ),
    UsualNeed(
        "premises",
        "Lokal och utrustning",
        "Premises and equipment",
        "Någonstans att vara, och det som behövs för att pröva.",
        "Somewhere to be, and what is needed to try things out.",
    ),
    UsualNeed(
        "method",
        "Metod och delaktighet",
        "Method and user involvement",
        "Utveckla tillsammans med dem som idén är till för, och pröva i liten skala.",
        "Develop together with those it is for, and test on a small scale.",
    ),
    UsualNeed(
        "effects",
        "Mäta effekter",
        "Measuring effects",
        "Veta vad som blir annorlunda, för vem, och hur det märks.",
        "Know what changes, for whom, and how one can tell.",
    ),
    UsualNeed(
        "law",
        "Juridik och avtal",
        "Law and agreements",
        "Avtal, ansvar, personuppgifter, upphandling och partnerskap med det offentliga.",
        "Agreements, liability, personal data, procurement, partnerships with public bodies.",
    ),
    UsualNeed(
        "communication",
        "Kommunikation",
        "Communication",
        "Berätta så att andra förstår, och nå dem som behöver veta.",
        "Tell it so that others understand, and reach those who need to know.",
    ),
    UsualNeed(
        "evaluation",
        "Utvärdering och lärande",
        "Evaluation and learning",
        "Se vad som fungerade, ta vara på det och sprida det vidare.",
        "See what worked, keep it and pass it on.",
    ),
)
