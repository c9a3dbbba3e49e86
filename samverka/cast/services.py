"""Advice and support: what the innovation support system offers, for which need, at which stage."""

from typing import Literal, NamedTuple

Stage = Literal["idea", "form", "pilot", "run", "spread"]


class Service(NamedTuple):
    """A service of an organisation (its slug); `needs_*` are words a visitor might use,
    `needs` the rows of the support map that these words speak of.

    `contact_email` is empty for real organisations: the product asks them, we never invent one.
    """

    organisation: str
    slug: str
    name_sv: str
    name_en: str
    summary_sv: str
    summary_en: str
    for_whom_sv: str
    for_whom_en: str
    stages: tuple[Stage, ...]
    needs_sv: tuple[str, ...]
    needs_en: tuple[str, ...]
    contact_email: str = ""
    example: bool = False
    takes_any_idea: bool = False
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = ""


# Of Coompanion and Stiftelsen Activa the source page says that their main task is advice and
# support in developing social innovation. The rest is what is generally known of their kind.
SERVICES: tuple[Service, ...] = (
    Service(
        organisation="coompanion",
        slug="coompanion-social-innovation",
        name_sv="Råd när du utvecklar en social innovation",
        name_en="Advice when you develop a social innovation",
        summary_sv=(
            "Coompanion ger råd och stöd till den som utvecklar en social innovation. Ni kan prata "
            "om behovet, vilka som ska vara med, hur idén kan bära sig och vilken form som passar."
        ),
        summary_en=(
            "Coompanion gives advice and support to those who develop a social innovation. You can "
            "talk about the need, who should take part, how the idea can sustain itself and which "
            "form suits it."
        ),
        for_whom_sv="För dig eller er som har en idé som möter ett behov i samhället.",
        for_whom_en="For a person or a group with an idea that meets a need in society.",
        stages=("idea", "form", "pilot"),
        needs_sv=("råd", "idé", "social innovation", "rådgivare", "ansökan", "medfinansiering"),
        needs_en=("advice", "idea", "social innovation", "advisor", "application", "co-financing"),
        takes_any_idea=True,
        needs=("advice", "partners", "money"),
    ),
    Service(
        organisation="coompanion",
        slug="coompanion-starting-together",
        name_sv="Råd när ni startar företag tillsammans",
        name_en="Advice when you start an enterprise together",
        summary_sv=(
            "Coompanion ger råd till människor som vill starta och driva företag tillsammans, till "
            "exempel som kooperativ eller socialt företag. Det kan handla om affärsidé, stadgar, "
            "styrelse, budget och hur jobb skapas."
        ),
        summary_en=(
            "Coompanion advises people who want to start and run an enterprise together, for "
            "example as a cooperative or a social enterprise. It can be about the business idea, "
            "statutes, the board, the budget and how jobs are created."
        ),
        for_whom_sv=(
            "För grupper som vill starta kooperativ, ekonomisk förening eller socialt företag."
        ),
        for_whom_en=(
            "For groups that want to start a cooperative, an economic association or a social "
            "enterprise."
        ),
        stages=("form", "run"),
        needs_sv=(
            "starta tillsammans",
            "kooperativ",
            "socialt företag",
            "jobb",
            "stadgar",
            "företagsform",
            "ekonomi",
        ),
        needs_en=(
            "start together",
            "cooperative",
            "social enterprise",
            "jobs",
            "statutes",
            "legal form",
            "finances",
        ),
        needs=("enterprise",),
    ),
    Service(
        organisation="stiftelsen-activa",
        slug="activa-social-innovation",
        name_sv="Stöd när en social innovation tar form",
        name_en="Support while a social innovation takes shape",
        summary_sv=(
            "Stiftelsen Activa ger råd och stöd i att utveckla sociala innovationer. Erfarenheten "
            "av människor som står långt från arbetsmarknaden eller har en funktionsnedsättning är "
            "till hjälp när idén rör arbete, rehabilitering eller delaktighet."
        ),
        summary_en=(
            "Stiftelsen Activa gives advice and support in developing social innovations. Its "
            "experience with people who are far from the labour market or have a disability helps "
            "when the idea is about work, rehabilitation or participation."
        ),
        for_whom_sv=(
            "För dig eller er som utvecklar en social innovation, särskilt om vägen till arbete."
        ),
        for_whom_en=(
            "For those who develop a social innovation, in particular about the way to work."
        ),
        stages=("idea", "form", "pilot"),
        needs_sv=(
            "råd",
            "stöd",
            "social innovation",
            "arbete",
            "funktionsnedsättning",
            "arbetsträning",
            "långt från arbetsmarknaden",
        ),
        needs_en=(
            "advice",
            "support",
            "social innovation",
            "work",
            "disability",
            "work training",
            "far from the labour market",
        ),
        takes_any_idea=True,
        needs=("advice",),
    ),
    Service(
        organisation="ideverkstaden",
        slug="ideverkstaden-partners-and-money",
        name_sv="Hitta parter och pengar",
        name_en="Find partners and money",
        summary_sv=(
            "Vi går igenom vad idén behöver, vilka som redan arbetar med samma sak och vilka "
            "utlysningar som passar. Efter två träffar har ni en lista med parter att fråga och en "
            "första budget med egen insats."
        ),
        summary_en=(
            "We go through what the idea needs, who already works with the same thing and which "
            "calls fit. After two meetings you have a list of partners to ask and a first budget "
            "with your own contribution."
        ),
        for_whom_sv="För föreningar och grupper som vill söka pengar tillsammans med andra.",
        for_whom_en=(
            "For associations and groups that want to apply for money together with others."
        ),
        stages=("form", "run", "spread"),
        needs_sv=(
            "pengar",
            "bidrag",
            "utlysning",
            "ansökan",
            "budget",
            "samarbetspartner",
            "medfinansiering",
        ),
        needs_en=("money", "grant", "call", "application", "budget", "partner", "co-financing"),
        contact_email="radgivare@ideverkstaden.example",
        example=True,
        needs=("partners", "money"),
        languages=("sv", "en"),
        cost="free",
    ),
    Service(
        organisation="ideverkstaden",
        slug="ideverkstaden-test-an-idea",
        name_sv="Pröva en idé i liten skala",
        name_en="Test an idea on a small scale",
        summary_sv=(
            "Vi hjälper dig att göra idén så liten att den går att pröva på några veckor, "
            "tillsammans med dem den är till för. Efteråt tittar vi på vad som hände och vad som "
            "är värt att göra om."
        ),
        summary_en=(
            "We help you make the idea so small that it can be tested in a few weeks, together "
            "with the people it is for. Afterwards we look at what happened and what is worth "
            "doing again."
        ),
        for_whom_sv=(
            "För dig som har en idé men inte vet om den håller. Du behöver inte ha en förening."
        ),
        for_whom_en=(
            "For those who have an idea and do not know whether it holds. You need no association."
        ),
        stages=("idea", "pilot"),
        needs_sv=("pröva", "testa", "prototyp", "målgrupp", "första steget", "behov", "följa upp"),
        needs_en=("try", "test", "prototype", "target group", "first step", "need", "follow up"),
        contact_email="radgivare@ideverkstaden.example",
        example=True,
        needs=("method", "evaluation"),
        languages=("sv", "en"),
        cost="free",
    ),
)
