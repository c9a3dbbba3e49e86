"""The eight example projects that the source page names as funded by the regional call."""

from typing import NamedTuple


class Project(NamedTuple):
    """A funded project; the page gives no owner, year or sum, so there are none here.

    `call` is the slug of a row in `calls.CALLS`; `themes` are slugs of `themes.THEMES`.
    """

    slug: str
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str
    themes: tuple[str, ...]
    call: str = "utvecklingsmedel-social-innovation"
    example: bool = False


# The headlines are ours and neutral; each summary says what the page's one sentence says.
PROJECTS: tuple[Project, ...] = (
    Project(
        slug="young-people-rural-mental-health",
        title_sv="Ungas psykiska hälsa och en levande landsbygd",
        title_en="Young people's mental health and attractive rural areas",
        summary_sv=(
            "Projektet vill stärka den psykiska hälsan hos unga och göra landsbygden till en plats "
            "där unga vill leva. De unga är själva med och hittar lösningar på det som är svårt."
        ),
        summary_en=(
            "The project wants to strengthen young people's mental health and make the countryside "
            "a place where young people want to live. The young people themselves take part in "
            "finding solutions to what is difficult."
        ),
        themes=("acting-together", "trust-in-welfare"),
    ),
    Project(
        slug="social-enterprise-against-stigma",
        title_sv="Socialt företag mot diskriminering av personer med funktionsnedsättning",
        title_en="Social enterprise against discrimination of people with disabilities",
        summary_sv=(
            "Ett socialt företag byggs upp för personer med funktionsnedsättning. De vill motverka "
            "diskriminering och att människor stämplas för sin funktionsnedsättning."
        ),
        summary_en=(
            "A social enterprise is built up for people with disabilities. They want to counteract "
            "discrimination and the stigma that can come with a disability."
        ),
        themes=("social-enterprises", "trust-in-welfare"),
    ),
    Project(
        slug="toy-library",
        title_sv="Leksaksbibliotek, återbruk och delningsekonomi",
        title_en="Toy library, recycling and sharing economy",
        summary_sv=(
            "Projektet vill öka återvinning och delningsekonomi. Ett leksaksbibliotek byggs upp, "
            "där leksaker lånas i stället för att köpas nya."
        ),
        summary_en=(
            "The project wants to increase recycling and the sharing economy. A toy library is "
            "built up, where toys are borrowed instead of being bought new."
        ),
        themes=("social-enterprises", "acting-together"),
    ),
    Project(
        slug="leisure-for-boys",
        title_sv="Fritid utan snäva normer för pojkar",
        title_en="Leisure without narrow norms for boys",
        summary_sv=(
            "Pojkar som växer upp i hushåll med små ekonomiska marginaler får prova olika "
            "fritidsaktiviteter. Arbetet är normkritiskt och vill ge delaktighet och "
            "upptäckarglädje."
        ),
        summary_en=(
            "Boys who grow up in households under financial strain try different leisure "
            "activities. The work questions norms and wants to give participation and the joy of "
            "discovery."
        ),
        themes=("skateboard-and-cultivation", "inclusion-through-education"),
    ),
    Project(
        slug="women-born-abroad-cultivation",
        title_sv="Utrikes födda kvinnors väg till arbete genom odling",
        title_en="Women born abroad on the way to work through cultivation",
        summary_sv=(
            "Kvinnor som är födda utomlands får bättre möjligheter att komma in på "
            "arbetsmarknaden. De får handledning i att odla och att förädla lokala råvaror, också "
            "mat som annars skulle ha slängts."
        ),
        summary_en=(
            "Women born abroad get better opportunities to enter the labour market. They are "
            "guided in growing food and processing local ingredients, including food that would "
            "otherwise have been thrown away."
        ),
        themes=("skateboard-and-cultivation", "inclusion-through-education", "social-enterprises"),
    ),
    Project(
        slug="skateboard-organisation",
        title_sv="Skateboard mellan det spontana och det organiserade",
        title_en="Skateboarding between the spontaneous and the organised",
        summary_sv=(
            "Skateboard saknar ofta vana vid föreningsliv och fasta former. Projektet vill samla "
            "och organisera skatare, och hålla balansen mellan spontan idrott på offentliga "
            "platser, kreativitet och organisation."
        ),
        summary_en=(
            "Skateboarding often has no established structures and no tradition of organising. The "
            "project wants to gather and organise skaters, and keep the balance between "
            "spontaneous sport in public spaces, creativity and organisation."
        ),
        themes=("skateboard-and-cultivation",),
    ),
    Project(
        slug="families-child-poverty",
        title_sv="Mötesplatser och stöd till familjer mot barnfattigdom",
        title_en="Meeting places and support for families against child poverty",
        summary_sv=(
            "Projektet möter grundläggande behov hos familjer som har det svårt ekonomiskt. Det "
            "skapar mötesplatser och motverkar barnfattigdom."
        ),
        summary_en=(
            "The project meets the basic needs of families who struggle financially. It creates "
            "meeting places and works against child poverty."
        ),
        themes=("trust-in-welfare", "acting-together"),
    ),
    Project(
        slug="mental-health-in-sport",
        title_sv="Psykisk hälsa i idrotten",
        title_en="Mental health in sport",
        summary_sv=(
            "Projektet vill stärka den psykiska hälsan i idrotten genom att främja det som är bra "
            "och förebygga det som skadar. Det bygger också en beredskap för när någon visar "
            "tecken på psykisk ohälsa."
        ),
        summary_en=(
            "The project wants to strengthen mental health in sport by promoting what is good and "
            "preventing what harms. It also builds preparedness for when somebody shows signs of "
            "mental illness."
        ),
        themes=("trust-in-welfare", "skateboard-and-cultivation"),
    ),
)


class ExampleProject(NamedTuple):
    """An invented project of invented organisations; `partners` are their slugs."""

    slug: str
    title_sv: str
    title_en: str
    partners: tuple[str, ...]
    example: bool = True


# So that the network has something to show: the funded projects above name no partners.
EXAMPLE_PROJECTS: tuple[ExampleProject, ...] = (
    ExampleProject(
        slug="exempel-stationen",
        title_sv="Stationen öppnar igen",
        title_en="The station opens again",
        partners=("byalaget-i-exempelby", "ungdomsgarden-kvarten", "ideverkstaden"),
    ),
    ExampleProject(
        slug="exempel-odla-och-laga",
        title_sv="Odla och laga",
        title_en="Grow and mend",
        partners=("foreningen-gronskan", "kooperativet-laga-lana"),
    ),
    ExampleProject(
        slug="exempel-sommarverkstad",
        title_sv="Sommarverkstad för unga",
        title_en="A summer workshop for young people",
        partners=("kooperativet-laga-lana", "ungdomsgarden-kvarten"),
    ),
    ExampleProject(
        slug="exempel-lanedisk",
        title_sv="Lånedisken i bygdegården",
        title_en="A lending desk in the village hall",
        partners=("kooperativet-laga-lana", "byalaget-i-exempelby", "ungdomsgarden-kvarten"),
    ),
)
