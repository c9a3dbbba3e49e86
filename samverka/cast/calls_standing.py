"""Real schemes without a fixed deadline, with the page each fact was read on."""

from typing import Literal, NamedTuple

from samverka.cast.organisations import Kind

Level = Literal["regional", "national", "european", "international"]


class Call(NamedTuple):
    """A call for proposals, or a standing scheme when both `*_in_days` are None.

    Days count from today. `paused_months` are calendar months (1–12) without applications. Amounts
    are whole units of `currency`; None means that the source gives none. `applicants` are the kinds
    of organisation that may lead an application, () is anybody. `url` is "" when unknown.
    `any_kind`: somebody has said that every kind of organisation may lead. `share` is per cent.
    """

    slug: str
    funder: str
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str
    level: Level
    cofinancing_sv: str
    cofinancing_en: str
    applicants: tuple[Kind, ...]
    applicants_sv: str
    applicants_en: str
    themes: tuple[str, ...]
    source_note: str
    opens_in_days: int | None = None
    closes_in_days: int | None = None
    paused_months: tuple[int, ...] = ()
    amount_min: int | None = None
    amount_max: int | None = None
    currency: str = "SEK"
    url: str = ""
    example: bool = False
    takes_any_idea: bool = False
    # Days from today on which one can apply for the last time, by the clock of the funder.
    cutoffs: tuple[tuple[int, str, str], ...] = ()
    any_kind: bool = False
    needed_kinds: tuple[Kind, ...] = ()
    partners_min: int = 1
    countries_min: int = 1
    countries: tuple[str, ...] = ()
    share: str | None = None
    # Times of the year when it is open, each with its first and its last day, as 03-01.
    windows: tuple[tuple[str, str], ...] = ()


# Read in stored copies of the pages, not on the live web: check before relying on a fact.
STANDING_CALLS: tuple[Call, ...] = (
    Call(
        slug="utvecklingsmedel-social-innovation",
        funder="Region Örebro län",
        title_sv="Utvecklingsmedel social innovation",
        title_en="Development funding for social innovation",
        summary_sv=(
            "För den som vill utveckla eller förverkliga en ny idé till nytta för samhället. "
            "Projektet ska vara nytt på platsen, men får ha förebilder på andra håll, och syfta "
            "till effekter som varar. Det ska vara förankrat hos dem ni samarbetar med, ha mål som "
            "går att följa upp och en plan och budget som håller. Handläggare i regionen bedömer "
            "tillsammans med Coompanion och Stiftelsen Activa, och ni blir inbjudna till ett möte. "
            "Öppet hela året med uppehåll i juli och december."
        ),
        summary_en=(
            "For those who want to develop or carry out a new idea of benefit to society. The "
            "project must be new in its place, though it may have models elsewhere, and aim at "
            "lasting effects. It must be anchored with those you work with, have goals that can be "
            "followed up and a realistic plan and budget. Officers of the region assess together "
            "with Coompanion and Stiftelsen Activa, and you are invited to a meeting. Open all "
            "year with a pause in July and December."
        ),
        level="regional",
        paused_months=(7, 12),
        amount_min=20_000,
        amount_max=50_000,
        cofinancing_sv=(
            "Egen insats minst lika stor som bidraget, i pengar eller arbetad tid. En timme, "
            "betald eller ideell, räknas som 330 kronor."
        ),
        cofinancing_en=(
            "Your own contribution at least as large as the grant, in cash or worked time. One "
            "hour, paid or voluntary, counts as SEK 330."
        ),
        applicants=(
            "association",
            "foundation",
            "cooperative",
            "social_enterprise",
            "study_association",
            "sports_federation",
            "church",
        ),
        applicants_sv=(
            "Organisationer i civilsamhället i Örebro län, till exempel föreningar och "
            "studieförbund."
        ),
        applicants_en=(
            "Civil society organisations in Örebro County, such as associations and study "
            "associations."
        ),
        url=(
            ""
            "https://www.regionorebrolan.se/sv/stod-och-bidrag/bidrag-och-kulturstipendier/utvecklingsmedel-social-innovation/"
        ),
        source_note=(
            "The region's own page about the support. One stored version of it says that it was "
            "paused during 2024: ask the region whether it is open."
        ),
        themes=("what-is-social-innovation", "acting-together"),
        takes_any_idea=True,
    ),
    Call(
        slug="arvsfonden-projektstod",
        funder="Allmänna arvsfonden",
        title_sv="Arvsfonden: projektstöd",
        title_en="Swedish Inheritance Fund: project support",
        summary_sv=(
            "Stöd för att utveckla en ny metod, modell eller verksamhet för och med barn 0–11 år, "
            "unga 12–25 år, personer med funktionsnedsättning eller äldre från 65 år. Målgruppen "
            "ska vara med från planering till genomförande, projektet ska vara nyskapande och det "
            "ska leva kvar efteråt. Ansökan tas emot hela året. Arvsfondsdelegationen beslutar sex "
            "gånger om året."
        ),
        summary_en=(
            "Support to develop a new method, model or activity for and with children aged 0–11, "
            "young people aged 12–25, people with disabilities or older people from 65. The target "
            "group must take part from planning to the end, the project must be new and it must "
            "live on afterwards. Applications are received all year. The delegation decides six "
            "times a year."
        ),
        level="national",
        cofinancing_sv="Sidorna vi har läst anger inget krav på egen insats. Läs fondens villkor.",
        cofinancing_en=(
            "The pages we have read state no demand for a contribution of your own. Read the "
            "fund's terms."
        ),
        applicants=(
            "association",
            "foundation",
            "study_association",
            "sports_federation",
            "church",
        ),
        applicants_sv=(
            "Ideella och andra organisationer utan vinstsyfte som har funnits i minst ett år. En "
            "offentlig huvudman kan söka i nära samarbete med en ideell organisation."
        ),
        applicants_en=(
            "Non-profit organisations that have existed for at least one year. A public body can "
            "apply in close cooperation with a non-profit organisation."
        ),
        url="https://www.arvsfonden.se/ansokan/ansok-om-pengar",
        source_note=(
            "https://www.arvsfonden.se/ansokan/ansok-om-pengar (rolling, four target groups, six "
            "decisions a year), https://www.arvsfonden.se/vanliga-fragor (who may apply, one year, "
            "criteria)."
        ),
        themes=("acting-together", "trust-in-welfare", "labour-market-for-young-people"),
    ),
    Call(
        slug="arvsfonden-lokalstod",
        funder="Allmänna arvsfonden",
        title_sv="Arvsfonden: lokalstöd",
        title_en="Swedish Inheritance Fund: support for premises",
        summary_sv=(
            "Stöd för att bygga om, bygga till eller bygga en lokal eller anläggning där en ny "
            "verksamhet ska starta för barn, unga, äldre eller personer med funktionsnedsättning. "
            "Det kan vara en mötesplats eller en plats för spontan idrott. Verksamheten ska vara "
            "ny på orten och det ska finnas en plan för hur den drivs vidare. Ansökan tas emot "
            "hela året."
        ),
        summary_en=(
            "Support to rebuild, extend or build premises or a facility where a new activity is to "
            "start for children, young people, older people or people with disabilities. It may be "
            "a meeting place or a place for spontaneous sport. The activity must be new in the "
            "locality and there must be a plan for keeping it going. Applications are received all "
            "year."
        ),
        level="national",
        amount_max=6_000_000,
        share="80",
        cofinancing_sv=(
            "Fonden betalar högst 80 procent av kostnaden. Resten ordnar ni på annat sätt."
        ),
        cofinancing_en=(
            "The fund pays at most 80 per cent of the cost. You find the rest in another way."
        ),
        applicants=("association", "study_association", "sports_federation"),
        applicants_sv="Ideella föreningar och organisationer som har funnits i minst två år.",
        applicants_en=(
            "Non-profit associations and organisations that have existed for at least two years."
        ),
        url="https://www.arvsfonden.se/ansokan/ansok-om-pengar",
        source_note=(
            "https://www.arvsfonden.se/ansokan/ansok-om-pengar (rolling, purpose), "
            "https://www.arvsfonden.se/lokalstod (2018: two years, plan for keeping it going), "
            "https://www.varagardar.se/utokade-mojligheter-till-lokalstod/ (older people as a "
            "target group, 80 per cent and SEK 6 million from September 2023)."
        ),
        themes=("acting-together", "skateboard-and-cultivation"),
    ),
    Call(
        slug="postkodstiftelsen-projektstod",
        funder="Svenska Postkodstiftelsen",
        title_sv="Postkodstiftelsen: projektstöd",
        title_en="Swedish Postcode Foundation: project support",
        summary_sv=(
            "Stöd till större projekt i allmännyttans intresse som bidrar till något av FN:s "
            "globala mål, till exempel människors levnadsvillkor, miljö, kultur eller idrott. Ni "
            "börjar med en kort projektidé och får besked inom 4–6 veckor om den går vidare. "
            "Projektidéer tas emot hela året, gärna fyra månader före start."
        ),
        summary_en=(
            "Support for larger projects in the public interest that contribute to one of the UN's "
            "global goals, for example people's living conditions, environment, culture or sport. "
            "You begin with a short project idea and hear within 4–6 weeks whether it goes on. "
            "Project ideas are received all year, preferably four months before the start."
        ),
        level="national",
        amount_min=500_000,
        cofinancing_sv="Inget krav. Stiftelsen kan betala hela projektet eller en del.",
        cofinancing_en="Not required. The foundation can pay the whole project or a part.",
        applicants=("association", "foundation", "study_association", "sports_federation"),
        applicants_sv=(
            "Ideella föreningar och allmännyttiga stiftelser. Offentlig verksamhet, partipolitiska "
            "och religiösa organisationer kan inte få stöd."
        ),
        applicants_en=(
            "Non-profit associations and foundations for the public benefit. Public bodies, "
            "party-political and religious organisations cannot be supported."
        ),
        url="https://postkodstiftelsen.se/sok-stod/",
        source_note=(
            "https://postkodstiftelsen.se/sok-stod/ (rolling, steps, 4–6 weeks), "
            "https://postkodstiftelsen.se/sok-stod/kriterier-och-bedomningsgrunder/ (who, minimum "
            "SEK 500,000), https://postkodstiftelsen.se/sok-stod/fragor-och-svar/ (co-financing)."
        ),
        themes=("acting-together", "skateboard-and-cultivation", "inclusion-through-education"),
    ),
)
