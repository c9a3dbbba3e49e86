"""All partners of the demonstration: the 39 rows of the source page and five invented ones."""

from samverka.cast.organisations_civil import CIVIL_SOCIETY, Kind, Organisation

__all__ = ["ORGANISATIONS", "Kind", "Organisation"]


def _municipality(slug: str, name: str, place: str) -> Organisation:
    return Organisation(
        slug=slug,
        name=name,
        kind="municipality",
        about_sv=(
            "Kommunen ansvarar för skola, förskola, socialtjänst, äldreomsorg, fritid och "
            f"samhällsplanering för dem som bor i {place}."
        ),
        about_en=(
            "The municipality is responsible for schools, preschools, social services, care of "
            f"older people, leisure and planning for the people who live in {place}."
        ),
        themes=("secondary-school-qualifications", "trust-in-welfare"),
        municipality=place,
    )


def _coordination_association(slug: str, name: str) -> Organisation:
    return Organisation(
        slug=slug,
        name=name,
        kind="coordination_association",
        about_sv=(
            "Samordningsförbund där kommun, region, Arbetsförmedlingen och Försäkringskassan "
            "samarbetar om rehabilitering för människor som behöver stöd från flera för att komma "
            "närmare arbete."
        ),
        about_en=(
            "Coordination association in which municipality, region, the employment service and "
            "the social insurance agency cooperate on rehabilitation for people who need support "
            "from several of them to come closer to work."
        ),
        themes=("labour-market-for-young-people", "trust-in-welfare"),
    )


_PUBLIC_BODIES: tuple[Organisation, ...] = (
    _municipality("askersunds-kommun", "Askersunds kommun", "Askersund"),
    _municipality("hallsbergs-kommun", "Hallsbergs kommun", "Hallsberg"),
    _municipality("hallefors-kommun", "Hällefors kommun", "Hällefors"),
    _municipality("karlskoga-kommun", "Karlskoga kommun", "Karlskoga"),
    _municipality("kumla-kommun", "Kumla kommun", "Kumla"),
    _municipality("laxa-kommun", "Laxå kommun", "Laxå"),
    _municipality("lekebergs-kommun", "Lekebergs kommun", "Lekeberg"),
    _municipality("lindesbergs-kommun", "Lindesbergs kommun", "Lindesberg"),
    _municipality("ljusnarsbergs-kommun", "Ljusnarsbergs kommun", "Ljusnarsberg"),
    _municipality("orebro-kommun", "Örebro kommun", "Örebro"),
    Organisation(
        slug="arbetsformedlingen",
        name="Arbetsförmedlingen",
        kind="agency",
        about_sv=(
            "Statlig myndighet som hjälper människor att hitta arbete och arbetsgivare att hitta "
            "medarbetare, med särskilt stöd till den som har varit arbetslös länge."
        ),
        about_en=(
            "State agency that helps people find work and employers find staff, with special "
            "support for those who have been unemployed for a long time."
        ),
        themes=("labour-market-for-young-people",),
    ),
    # The page lists "Finsam/Samordningsförbundet" three times without telling them apart, and names
    # only "Samordningsförbundet Sydnärke" (in the committee list). That one takes the first row.
    # The other two keep the page's words and the number of the row: a name we guessed would look
    # like a fact. Their coordinators can rename them.
    _coordination_association("samordningsforbundet-sydnarke", "Samordningsförbundet Sydnärke"),
    _coordination_association("finsam-2", "Finsam/Samordningsförbundet (2)"),
    _coordination_association("finsam-3", "Finsam/Samordningsförbundet (3)"),
    Organisation(
        slug="lansstyrelsen",
        name="Länsstyrelsen",
        kind="agency",
        about_sv=(
            "Statlig myndighet i länet som samordnar arbete med bland annat integration, "
            "jämställdhet, barns rättigheter, landsbygd och miljö."
        ),
        about_en=(
            "State agency in the county that coordinates work on integration, gender equality, "
            "children's rights, rural areas and the environment, among other things."
        ),
        themes=("acting-together", "trust-in-welfare"),
    ),
    Organisation(
        slug="region-orebro-lan",
        name="Region Örebro län",
        kind="region",
        about_sv=(
            "Regionen ansvarar för hälso- och sjukvård, kollektivtrafik, kultur och regional "
            "utveckling i länet, och har en utlysning för sociala innovationer."
        ),
        about_en=(
            "The region is responsible for health care, public transport, culture and regional "
            "development in the county, and has a call for social innovations."
        ),
        themes=("what-is-social-innovation", "acting-together", "trust-in-welfare"),
    ),
    Organisation(
        slug="orebro-universitet",
        name="Örebro universitet",
        kind="university",
        about_sv=(
            "Universitet med utbildning och forskning, där forskare och studenter kan följa, "
            "utvärdera och lära av sociala innovationer tillsammans med andra."
        ),
        about_en=(
            "University with education and research, where researchers and students can follow, "
            "evaluate and learn from social innovations together with others."
        ),
        themes=("what-is-social-innovation", "inclusion-through-education"),
        municipality="Örebro",
    ),
)

_EXAMPLES: tuple[Organisation, ...] = (
    Organisation(
        slug="foreningen-gronskan",
        name="Föreningen Grönskan",
        kind="association",
        about_sv=(
            "Vi odlar grönsaker tillsammans på en gemensam trädgårdslott och lagar mat av det som "
            "blir över. Hos oss möts människor som är nya i Sverige och människor som har bott här "
            "länge."
        ),
        about_en=(
            "We grow vegetables together on a shared garden plot and cook what is left over. With "
            "us, people who are new in Sweden meet people who have lived here for a long time."
        ),
        themes=("skateboard-and-cultivation", "inclusion-through-education"),
        example=True,
    ),
    Organisation(
        slug="byalaget-i-exempelby",
        name="Byalaget i Exempelby",
        kind="association",
        about_sv=(
            "Vi är grannar som håller bygdegården öppen, ordnar samåkning och vill ge unga på "
            "landsbygden en plats att vara på. Just nu söker vi en kommun och en skola som vill "
            "göra om den gamla stationen till mötesplats."
        ),
        about_en=(
            "We are neighbours who keep the village hall open, arrange shared rides and want to "
            "give young people in the countryside a place to be. Right now we look for a "
            "municipality and a school that want to turn the old station into a meeting place."
        ),
        themes=("acting-together", "secondary-school-qualifications"),
        example=True,
    ),
    Organisation(
        slug="ideverkstaden",
        name="Idéverkstaden",
        kind="association",
        about_sv=(
            "Vi ger råd till den som har en idé och vill pröva den, hitta någon att göra den med "
            "och söka pengar. Rådet är gratis och du kan komma utan att ha en förening."
        ),
        about_en=(
            "We advise those who have an idea and want to test it, find somebody to do it with and "
            "apply for money. The advice is free and you can come without having an association."
        ),
        themes=("what-is-social-innovation", "social-enterprises"),
        example=True,
    ),
    Organisation(
        slug="kooperativet-laga-lana",
        name="Kooperativet Laga & Låna",
        kind="cooperative",
        about_sv=(
            "Vi lagar cyklar, möbler och leksaker och lånar ut dem från vårt leksaksbibliotek och "
            "vår verktygspool. Hos oss arbetstränar människor som har varit borta från "
            "arbetslivet, och mindre slängs."
        ),
        about_en=(
            "We repair bicycles, furniture and toys and lend them from our toy library and tool "
            "pool. People who have been away from working life train for work with us, and less is "
            "thrown away."
        ),
        themes=("social-enterprises", "labour-market-for-young-people"),
        example=True,
    ),
    Organisation(
        slug="ungdomsgarden-kvarten",
        name="Ungdomsgården Kvarten",
        kind="association",
        about_sv=(
            "Vi har öppet på kvällar och lov för unga som vill träffas, skapa musik, få läxhjälp "
            "eller bara vara. De unga bestämmer själva vad som ska hända och en vuxen finns alltid "
            "på plats."
        ),
        about_en=(
            "We are open in the evenings and on holidays for young people who want to meet, make "
            "music, get homework help or just be. The young people decide what happens and an "
            "adult is always there."
        ),
        themes=("secondary-school-qualifications", "skateboard-and-cultivation"),
        example=True,
    ),
)

ORGANISATIONS: tuple[Organisation, ...] = CIVIL_SOCIETY + _PUBLIC_BODIES + _EXAMPLES
