"""The 22 partners of civil society, the social economy and business on the source page."""

from typing import Literal, NamedTuple

Kind = Literal[
    "association",
    "foundation",
    "cooperative",
    "social_enterprise",
    "study_association",
    "folk_high_school",
    "church",
    "company",
    "municipality",
    "agency",
    "coordination_association",
    "region",
    "university",
    "sports_federation",
]


class Organisation(NamedTuple):
    """A partner; `municipality` is "" unless its own name says where it is.

    `about_*` is shown as example text until the partner writes its own. `themes` are theme slugs.
    """

    slug: str
    name: str
    kind: Kind
    about_sv: str
    about_en: str
    themes: tuple[str, ...]
    municipality: str = ""
    example: bool = False


# The page gives names only. `kind` is our reading where the name does not say it, and each text
# tells what an organisation of that kind is in general: no numbers, projects, persons, addresses.
CIVIL_SOCIETY: tuple[Organisation, ...] = (
    Organisation(
        slug="abf",
        name="ABF",
        kind="study_association",
        about_sv=(
            "Studieförbund med rötter i arbetarrörelsen som ordnar studiecirklar, kurser, "
            "föreläsningar och kultur för vuxna."
        ),
        about_en=(
            "Study association with roots in the labour movement that arranges study circles, "
            "courses, lectures and culture for adults."
        ),
        themes=("inclusion-through-education",),
    ),
    Organisation(
        slug="bilda",
        name="Bilda",
        kind="study_association",
        about_sv=(
            "Studieförbund med kristen grund som ordnar studiecirklar, musik, kultur och samtal om "
            "livet tillsammans med kyrkor och föreningar."
        ),
        about_en=(
            "Study association on Christian ground that arranges study circles, music, culture and "
            "conversations about life together with churches and associations."
        ),
        themes=("inclusion-through-education",),
    ),
    Organisation(
        slug="bredsjo-kulturkooperativ",
        name="Bredsjö kulturkooperativ",
        kind="cooperative",
        about_sv=(
            "Kooperativ för kultur på landsbygden, där människor äger och driver en verksamhet "
            "tillsammans."
        ),
        about_en=(
            "Cooperative for culture in the countryside, where people own and run something "
            "together."
        ),
        themes=("social-enterprises", "inclusion-through-education"),
        municipality="Hällefors",
    ),
    Organisation(
        slug="coompanion",
        name="Coompanion",
        kind="cooperative",
        about_sv=(
            "Rådgivare till människor som startar och driver företag tillsammans, till exempel "
            "kooperativ och sociala företag, och till den som utvecklar en social innovation."
        ),
        about_en=(
            "Advisor to people who start and run enterprises together, such as cooperatives and "
            "social enterprises, and to those who develop a social innovation."
        ),
        themes=("social-enterprises", "what-is-social-innovation"),
    ),
    Organisation(
        slug="fontanhuset-orebro",
        name="Fontänhuset Örebro",
        kind="association",
        about_sv=(
            "Fontänhus är en mötesplats för människor med erfarenhet av psykisk ohälsa, där "
            "medlemmar och handledare arbetar sida vid sida och stöder varandra mot arbete, "
            "studier och gemenskap."
        ),
        about_en=(
            "A clubhouse is a meeting place for people with experience of mental ill-health, where "
            "members and staff work side by side and support each other towards work, studies and "
            "community."
        ),
        themes=("trust-in-welfare", "labour-market-for-young-people"),
        municipality="Örebro",
    ),
    Organisation(
        slug="friluftsframjandet",
        name="Friluftsfrämjandet",
        kind="association",
        about_sv=(
            "Ideell förening för friluftsliv, där ledare tar med barn, unga och vuxna ut i naturen "
            "för att röra på sig, lära sig och må bra."
        ),
        about_en=(
            "Non-profit association for outdoor life, where leaders take children, young people "
            "and adults out into nature to be active, learn and feel well."
        ),
        themes=("skateboard-and-cultivation",),
    ),
    Organisation(
        slug="hela-sverige-ska-leva",
        name="Hela Sverige ska leva",
        kind="association",
        about_sv=(
            "Rörelse för landsbygden som samlar byalag och lokala utvecklingsgrupper kring "
            "service, mötesplatser och framtid i byar och små orter."
        ),
        about_en=(
            "Rural movement that gathers village groups and local development groups around "
            "services, meeting places and the future of villages and small towns."
        ),
        themes=("acting-together",),
    ),
    Organisation(
        slug="hallefors-folkhogskola",
        name="Hällefors folkhögskola",
        kind="folk_high_school",
        about_sv=(
            "Folkhögskola där vuxna läser in grundskola och gymnasium eller går kurser, i en takt "
            "och på ett sätt som passar deltagarna."
        ),
        about_en=(
            "Folk high school where adults complete compulsory and upper secondary school or take "
            "courses, at a pace and in a way that suit the participants."
        ),
        themes=("secondary-school-qualifications", "inclusion-through-education"),
        municipality="Hällefors",
    ),
    Organisation(
        slug="konstframjandet-bergslagen",
        name="Konstfrämjandet Bergslagen",
        kind="association",
        about_sv=(
            "Ideell organisation som för ut konst till människor där de bor och arbetar, med "
            "konstnärer, utställningar och skapande för alla åldrar."
        ),
        about_en=(
            "Non-profit organisation that brings art to people where they live and work, with "
            "artists, exhibitions and creative activities for all ages."
        ),
        themes=("inclusion-through-education",),
    ),
    Organisation(
        slug="mikrofonden-malardalen",
        name="Mikrofonden Mälardalen",
        kind="cooperative",
        about_sv=(
            "Mikrofonder hjälper föreningar, kooperativ och sociala företag till finansiering, "
            "främst med garantier för lån i bank."
        ),
        about_en=(
            "Micro funds help associations, cooperatives and social enterprises to obtain "
            "financing, mainly with guarantees for bank loans."
        ),
        themes=("social-enterprises",),
    ),
    Organisation(
        slug="mockelnforeningarna",
        name="Möckelnföreningarna",
        kind="association",
        about_sv=(
            "Samarbete mellan föreningar, för människor som är aktiva i föreningslivet och för dem "
            "som vill komma in i en gemenskap."
        ),
        about_en=(
            "Cooperation between associations, for people who are active in them and for those who "
            "want to become part of a community."
        ),
        themes=("acting-together", "inclusion-through-education"),
    ),
    Organisation(
        slug="nbv",
        name="NBV",
        kind="study_association",
        about_sv=(
            "Studieförbund i nykterhetsrörelsen som ordnar studiecirklar, musik, kultur och "
            "folkbildning i trygga miljöer utan alkohol och droger."
        ),
        about_en=(
            "Study association of the temperance movement that arranges study circles, music, "
            "culture and adult education in safe settings without alcohol and drugs."
        ),
        themes=("inclusion-through-education",),
    ),
    Organisation(
        slug="rf-sisu-orebro-lan",
        name="RF-Sisu Örebro län",
        kind="sports_federation",
        about_sv=(
            "Idrottens gemensamma organisation och studieförbund, som stöder idrottsföreningar, "
            "ledare och tränare så att barn, unga och vuxna kan idrotta och må bra."
        ),
        about_en=(
            "The joint organisation and study association of sport, which supports sports clubs, "
            "leaders and coaches so that children, young people and adults can take part and feel "
            "well."
        ),
        themes=("skateboard-and-cultivation", "inclusion-through-education"),
    ),
    Organisation(
        slug="stiftelsen-activa",
        name="Stiftelsen Activa",
        kind="foundation",
        about_sv=(
            "Stiftelse som stöder människor som står långt från arbetsmarknaden, till exempel på "
            "grund av funktionsnedsättning, och ger råd till den som utvecklar en social "
            "innovation."
        ),
        about_en=(
            "Foundation that supports people who are far from the labour market, for example "
            "because of a disability, and advises those who develop a social innovation."
        ),
        themes=("labour-market-for-young-people", "what-is-social-innovation"),
    ),
    Organisation(
        slug="studieforbundet-vuxenskolan",
        name="Studieförbundet Vuxenskolan",
        kind="study_association",
        about_sv=(
            "Studieförbund som ordnar studiecirklar, kurser och kultur i stad och på landsbygd, "
            "också för människor med funktionsnedsättning."
        ),
        about_en=(
            "Study association that arranges study circles, courses and culture in towns and in "
            "the countryside, also for people with disabilities."
        ),
        themes=("inclusion-through-education",),
    ),
    Organisation(
        slug="svenska-kyrkan",
        name="Svenska kyrkan",
        kind="church",
        about_sv=(
            "Trossamfund vars församlingar arbetar med gudstjänst, diakoni och mötesplatser, och "
            "stöder människor i sorg, ensamhet, fattigdom och kris."
        ),
        about_en=(
            "Faith community whose parishes work with worship, social care and meeting places, and "
            "support people in grief, loneliness, poverty and crisis."
        ),
        themes=("trust-in-welfare", "acting-together"),
    ),
    Organisation(
        slug="verdandi-orebro",
        name="Verdandi Örebro",
        kind="association",
        about_sv=(
            "Socialpolitisk förening som arbetar mot orättvisor och alkoholskador, med "
            "mötesplatser och gemenskap för barn, familjer och vuxna i utsatta lägen."
        ),
        about_en=(
            "Social policy association that works against injustice and harm from alcohol, with "
            "meeting places and community for children, families and adults in vulnerable "
            "situations."
        ),
        themes=("trust-in-welfare", "acting-together"),
        municipality="Örebro",
    ),
    Organisation(
        slug="zinkgruvan-mining",
        name="Zinkgruvan Mining",
        kind="company",
        about_sv=(
            "Gruvföretag och arbetsgivare på en mindre ort, där arbete, rekrytering och orten där "
            "de anställda bor hör ihop."
        ),
        about_en=(
            "Mining company and employer in a small community, where work, recruitment and the "
            "place where the employees live belong together."
        ),
        themes=("labour-market-for-young-people", "acting-together"),
        municipality="Askersund",
    ),
    Organisation(
        slug="orebro-lans-bildningsforbund",
        name="Örebro läns bildningsförbund",
        kind="association",
        about_sv=(
            "Samarbetsorgan för folkbildningen i länet, där studieförbund och andra möts kring "
            "lärande, bibliotek, kultur och demokrati."
        ),
        about_en=(
            "Body of cooperation for adult education in the county, where study associations and "
            "others meet around learning, libraries, culture and democracy."
        ),
        themes=("inclusion-through-education", "acting-together"),
    ),
    Organisation(
        slug="orebro-rattighetscenter",
        name="Örebro rättighetscenter",
        kind="association",
        about_sv=(
            "Rättighetscenter arbetar mot diskriminering och för mänskliga rättigheter, och ger "
            "råd till människor som har blivit orättvist behandlade."
        ),
        about_en=(
            "A rights centre works against discrimination and for human rights, and advises people "
            "who have been treated unfairly."
        ),
        themes=("trust-in-welfare",),
        municipality="Örebro",
    ),
    Organisation(
        slug="orebro-skateboard",
        name="Örebro Skateboard",
        kind="association",
        about_sv=(
            "Förening för skateboard, där barn, unga och vuxna åker, lär av varandra och tar hand "
            "om platser att åka på."
        ),
        about_en=(
            "Association for skateboarding, where children, young people and adults skate, learn "
            "from each other and care for places to skate."
        ),
        themes=("skateboard-and-cultivation",),
        municipality="Örebro",
    ),
    Organisation(
        slug="orebro-stadsmission",
        name="Örebro stadsmission",
        kind="association",
        about_sv=(
            "Stadsmissioner arbetar för människor i hemlöshet, fattigdom och ensamhet, med mat, "
            "mötesplatser, samtal och vägar till arbete."
        ),
        about_en=(
            "City missions work for people in homelessness, poverty and loneliness, with food, "
            "meeting places, conversations and ways to work."
        ),
        themes=("trust-in-welfare", "social-enterprises"),
        municipality="Örebro",
    ),
)
