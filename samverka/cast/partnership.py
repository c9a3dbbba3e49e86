"""The partnership of the demonstration: what it is called and says of itself, and its places."""

from typing import NamedTuple


class Partnership(NamedTuple):
    """The texts of one partnership; `about_*` holds one string per paragraph, without markup."""

    name_sv: str
    name_en: str
    short: str
    region_sv: str
    region_en: str
    summary_sv: str
    summary_en: str
    about_sv: tuple[str, ...]
    about_en: tuple[str, ...]
    support_intro_sv: str
    support_intro_en: str


class Municipality(NamedTuple):
    """A municipality, its official four-digit code, and its corners on a schematic map."""

    code: str
    name: str
    shape: str


# Told in our own words after the partnership's public page (last updated there 5 September 2023).
PARTNERSHIP = Partnership(
    name_sv="Partnerskapet för sociala innovationer",
    name_en="Partnership for Social Innovation",
    short="PSI",
    region_sv="Örebro län",
    region_en="Örebro County",
    summary_sv=(
        "Vi är ett nätverk mot sociala problem och utanförskap i Örebro län. Tillsammans utvecklar "
        "vi idéer och sprider kunskap som är till nytta för samhället och för dem som bor här."
    ),
    summary_en=(
        "We are a network against social problems and exclusion in Örebro County. Together we "
        "develop ideas and spread knowledge that is of use to society and to the people who live "
        "here."
    ),
    about_sv=(
        (
            "En social innovation är en ny idé, en ny tjänst eller en ny modell som möter ett "
            "behov i samhället. Det kan gälla integration, folkhälsa eller hållbarhet. Den är bra "
            "för både den enskilda människan och samhället, för den hjälper till att lösa något "
            "som är svårt."
        ),
        (
            "Partnerskapet samlar organisationer i civilsamhället, den sociala ekonomin och den "
            "offentliga sektorn som möter utanförskap i sitt arbete. Vi samarbetar och bygger "
            "allianser för att lösa sociala problem och andra samhällsutmaningar."
        ),
        (
            "Vi växte fram ur föreningar, sociala företag och andra i länet som ville göra mer "
            "tillsammans. I dag är vi omkring 40 parter. De flesta kommer från civilsamhället, och "
            "med finns också kommuner, samordningsförbund, myndigheter, regionen och universitetet."
        ),
        (
            "Vårt första område är att dela erfarenheter, att se vilka problem som finns och att "
            "lära oss mer. Det gör vi för parterna, men också för organisationer och människor "
            "utanför partnerskapet."
        ),
        (
            "Vi träffas på två sätt. Stormötet är till för parterna. Samhällssamtalet är öppet för "
            "alla: två gånger om året möts människor som kan mycket om ett tema och delar med sig. "
            "Ett samtal kan bli början på en gemensam ansökan."
        ),
        (
            "Har du en projektidé hjälper vi dig vidare till en rådgivare som passar, tänker och "
            "skriver ansökan tillsammans med dig och berättar vilka utlysningar som är öppna i "
            "Sverige, i Europa och i andra delar av världen. Parter som driver projekt kan få stöd "
            "med ansökan och samordning. I europeiska och internationella projekt kan "
            "partnerskapet vara regional referensgrupp."
        ),
    ),
    about_en=(
        (
            "A social innovation is a new idea, a new service or a new model that meets a need in "
            "society. It may be about integration, public health or sustainability. It is good for "
            "each person and for society, because it helps to solve something that is hard."
        ),
        (
            "The partnership gathers organisations in civil society, the social economy and the "
            "public sector that meet exclusion in their work. We work together and build alliances "
            "to solve social problems and other challenges in society."
        ),
        (
            "We grew out of associations, social enterprises and others in the county that wanted "
            "to do more together. Today we are about 40 partners. Most come from civil society, "
            "and with us are also municipalities, coordination associations, public agencies, the "
            "region and the university."
        ),
        (
            "Our first field is to share experience, to see which problems there are and to learn "
            "more. We do this for the partners, and also for organisations and people outside the "
            "partnership."
        ),
        (
            "We meet in two ways. The assembly meeting is for the partners. The Community Talk is "
            "open to all: twice a year people who know a theme well meet and share what they know. "
            "A talk can be the beginning of a joint application."
        ),
        (
            "If you have a project idea, we help you find an advisor who suits it, think and write "
            "the application together with you, and tell you which calls are open in Sweden, in "
            "Europe and elsewhere. Partners that run projects can get support with applications "
            "and coordination. In European and international projects the partnership can be a "
            "regional reference group."
        ),
    ),
    support_intro_sv=(
        "Det finns organisationer i länet som har till uppgift att ge råd till den som utvecklar "
        "en social innovation. Här ser du vem som kan hjälpa till med vad, från första tanken till "
        "att sprida det som fungerar."
    ),
    support_intro_en=(
        "There are organisations in the county whose task is to advise those who develop a social "
        "innovation. Here you see who can help with what, from the first thought to spreading what "
        "works."
    ),
)

MUNICIPALITIES: tuple[Municipality, ...] = (
    Municipality("1814", "Lekeberg", "106,340 124,284 162,288 168,386 150,430 88,412"),
    Municipality("1860", "Laxå", "30,430 88,412 150,430 142,474 92,540 42,500"),
    Municipality("1861", "Hallsberg", "150,430 252,428 334,402 342,452 272,482 176,498 142,474"),
    Municipality("1862", "Degerfors", "20,332 106,340 88,412 30,430"),
    Municipality("1863", "Hällefors", "22,78 95,45 118,146 108,212 26,212 12,140"),
    Municipality("1864", "Ljusnarsberg", "95,45 150,4 212,26 226,96 188,152 118,146"),
    Municipality(
        "1880", "Örebro", "162,288 206,262 286,258 346,264 362,330 334,402 248,384 168,386"
    ),
    Municipality("1881", "Kumla", "168,386 248,384 252,428 150,430"),
    Municipality("1882", "Askersund", "142,474 176,498 272,482 266,542 204,598 116,584 92,540"),
    Municipality("1883", "Karlskoga", "26,212 108,212 124,284 106,340 20,332 10,268"),
    Municipality("1884", "Nora", "118,146 188,152 206,262 162,288 124,284 108,212"),
    Municipality("1885", "Lindesberg", "226,96 298,108 322,186 286,258 206,262 188,152"),
)
