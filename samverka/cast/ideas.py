"""Ideas as residents write them: invented, in their own plain words and in one language each."""

from typing import Literal, NamedTuple

State = Literal[
    "new", "in_care", "advised", "seeking_partners", "in_application", "project", "closed"
]


class Idea(NamedTuple):
    """An idea sent `days_ago` days before today; `municipality` may be empty (not said)."""

    slug: str
    title: str
    text: str
    language: Literal["sv", "en"]
    municipality: str
    state: State
    days_ago: int
    public: bool
    themes: tuple[str, ...]
    example: bool = True


IDEAS: tuple[Idea, ...] = (
    Idea(
        slug="old-market-garden",
        title="Odla, laga och få jobb i gamla handelsträdgården",
        text=(
            "I vårt område står en gammal handelsträdgård tom. Här bor många kvinnor som är nya i "
            "Sverige. De kan odla och laga mat men får inget arbete. Jag vill att vi odlar "
            "tillsammans, tar vara på mat som annars slängs och skapar riktiga jobb."
        ),
        language="sv",
        municipality="",
        state="in_application",
        days_ago=14,
        public=True,
        themes=("skateboard-and-cultivation", "inclusion-through-education"),
    ),
    Idea(
        slug="borrow-toys",
        title="Låna leksaker som man lånar böcker",
        text=(
            "Barnen växer ifrån sina leksaker och sedan ligger de på vinden eller slängs. "
            "Samtidigt finns det familjer som inte har råd att köpa nya. Vi är tre föräldrar som "
            "vill samla in, laga och låna ut leksaker på en lördag i månaden. Vi behöver en lokal "
            "och någon som kan laga saker."
        ),
        language="sv",
        municipality="Kumla",
        state="project",
        days_ago=410,
        public=True,
        themes=("social-enterprises", "acting-together"),
    ),
    Idea(
        slug="skate-in-the-old-hall",
        title="Skateboard i den gamla fabrikshallen",
        text=(
            "När det regnar eller är vinter har vi som åker skateboard ingenstans att vara. Det "
            "står en tom hall vid ån. Vi är ett gäng unga som kan bygga ramper själva, men ingen "
            "av oss har varit med i en styrelse. Vi vill inte att det ska bli träningstider och "
            "tävlingar, bara en plats som är vår."
        ),
        language="sv",
        municipality="Karlskoga",
        state="advised",
        days_ago=38,
        public=True,
        themes=("skateboard-and-cultivation",),
    ),
    Idea(
        slug="digital-help-for-older-people",
        title="Digital hjälp två timmar i veckan",
        text=(
            "Min mamma är 81 och klarar inte att boka vård eller betala räkningar på nätet. Hon är "
            "inte ensam om det. På biblioteket skulle ungdomar kunna sitta två timmar i veckan och "
            "hjälpa äldre med telefon, dator och bank-id. De unga får något att skriva i sitt cv "
            "och de äldre slipper fråga sina barn."
        ),
        language="sv",
        municipality="Hallsberg",
        state="seeking_partners",
        days_ago=52,
        public=True,
        themes=("inclusion-through-education", "trust-in-welfare"),
    ),
    Idea(
        slug="young-players-who-feel-bad",
        title="Tränare som vet vad de ska säga när någon mår dåligt",
        text=(
            "Jag är ideell ledare för ett lag med tonåringar. Två av dem mår dåligt och jag vet "
            "inte vad jag ska göra eller vem jag ska ringa. Jag önskar att varje klubb hade en "
            "enkel plan och någon vuxen som har övat på att prata om psykisk hälsa."
        ),
        language="sv",
        municipality="Örebro",
        state="new",
        days_ago=2,
        public=False,
        themes=("trust-in-welfare", "skateboard-and-cultivation"),
    ),
    Idea(
        slug="the-old-station",
        title="En mötesplats för unga i gamla stationen",
        text=(
            "Bussen från vår by går sista gången klockan sex. Efter det finns det inget att göra "
            "om man är femton. Stationshuset står tomt och byalaget har nycklar. Vi vill laga mat, "
            "göra läxor och spela musik där några kvällar i veckan. En kommun och en skola behöver "
            "vara med."
        ),
        language="sv",
        municipality="Lindesberg",
        state="seeking_partners",
        days_ago=95,
        public=True,
        themes=("acting-together", "secondary-school-qualifications"),
    ),
    Idea(
        slug="a-grown-up-who-stays",
        title="En vuxen som stannar kvar hela gymnasiet",
        text=(
            "Min son slutade gå till skolan i tvåan på gymnasiet och ingen ringde förrän efter "
            "flera veckor. Jag tror att varje elev som riskerar att tappa taget behöver en vuxen "
            "utanför skolan som hör av sig varje vecka i tre år. Det kan vara en pensionär, en "
            "tränare eller en granne."
        ),
        language="sv",
        municipality="Degerfors",
        state="in_care",
        days_ago=9,
        public=False,
        themes=("secondary-school-qualifications", "labour-market-for-young-people"),
    ),
    Idea(
        slug="first-conversation-at-work",
        title="A person to talk to at the first job",
        text=(
            "I moved here three years ago and I have a degree in engineering. The hardest thing "
            "was not the language course but the coffee break: nobody explained how things work at "
            "a Swedish workplace. I would like people who already have a job to meet newcomers "
            "once a week for half a year and practise Swedish and the small things."
        ),
        language="en",
        municipality="Örebro",
        state="new",
        days_ago=4,
        public=False,
        themes=("inclusion-through-education", "labour-market-for-young-people"),
    ),
    Idea(
        slug="sunday-dinner",
        title="Sunday dinner for people who eat alone",
        text=(
            "Many people in our small town eat alone every day, especially after they have retired "
            "or lost a partner. The parish hall kitchen is empty on Sundays. We could cook "
            "together from food that the shops would throw away, and share rides for those who "
            "live far out."
        ),
        language="en",
        municipality="Ljusnarsberg",
        state="closed",
        days_ago=240,
        public=True,
        themes=("acting-together", "trust-in-welfare"),
    ),
)
