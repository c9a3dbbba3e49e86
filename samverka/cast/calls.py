"""Calls of the demonstration: real standing schemes, and invented ones with a last day."""

from samverka.cast.calls_standing import STANDING_CALLS, Call, Level
from samverka.cast.organisations import Kind

__all__ = ["CALLS", "Call", "Level"]

_INVENTED = "Invented for the demonstration."

_CIVIL: tuple[Kind, ...] = (
    "association",
    "foundation",
    "cooperative",
    "social_enterprise",
    "study_association",
    "folk_high_school",
    "church",
    "sports_federation",
)

EXAMPLE_CALLS: tuple[Call, ...] = (
    Call(
        slug="example-women-born-abroad",
        funder="Stiftelsen Exempelfonden",
        title_sv="Kvinnor födda utomlands på väg till arbete",
        title_en="Women born abroad on their way to work",
        summary_sv=(
            "För projekt som hjälper utrikes födda kvinnor att få ett första jobb i Sverige. "
            "Handledning, språkträning, odling, matlagning och hantverk kan vara en väg, om någon "
            "också anställer. Deltagarna ska ha varit med och format idén."
        ),
        summary_en=(
            "For projects that help women born abroad to get a first job in Sweden. Guidance, "
            "language practice, cultivation, cooking and crafts can be a way, if somebody also "
            "employs. The participants must have taken part in shaping the idea."
        ),
        level="national",
        closes_in_days=6,
        amount_min=100_000,
        amount_max=400_000,
        cofinancing_sv="Egen insats minst en femtedel av kostnaden, i pengar eller arbetad tid.",
        cofinancing_en=(
            "Your own contribution at least one fifth of the cost, in cash or worked time."
        ),
        applicants=_CIVIL,
        applicants_sv="Föreningar, stiftelser, kooperativ och sociala företag.",
        applicants_en="Associations, foundations, cooperatives and social enterprises.",
        source_note=_INVENTED,
        themes=("inclusion-through-education", "social-enterprises"),
        example=True,
    ),
    Call(
        slug="example-young-people-in-exclusion",
        funder="Exempelmyndigheten för delaktighet",
        title_sv="Nationellt stöd: unga i utanförskap",
        title_en="National support: young people in exclusion",
        summary_sv=(
            "För arbete med unga som varken arbetar eller studerar. Upp till 600 000 kronor per år "
            "i högst tre år till arbetsträning, uppsökande arbete, psykisk hälsa och vägar "
            "tillbaka till skolan. Minst en kommun ska stå med."
        ),
        summary_en=(
            "For work with young people who neither work nor study. Up to SEK 600,000 a year for "
            "at most three years for work training, outreach, mental health and ways back to "
            "school. At least one municipality must take part."
        ),
        level="national",
        closes_in_days=21,
        amount_max=600_000,
        cofinancing_sv="Kommunen bidrar med minst en tiondel av kostnaden.",
        cofinancing_en="The municipality contributes at least one tenth of the cost.",
        applicants=(*_CIVIL, "municipality"),
        applicants_sv="Föreningar och kommuner tillsammans. Minst en kommun ska vara med.",
        applicants_en=(
            "Associations and municipalities together. At least one municipality must take part."
        ),
        needed_kinds=("municipality",),
        share="90",
        source_note=_INVENTED,
        themes=("labour-market-for-young-people", "secondary-school-qualifications"),
        example=True,
    ),
    Call(
        slug="example-digital-inclusion",
        funder="Länsfonden Exempel",
        title_sv="Digital delaktighet för alla i länet",
        title_en="Digital inclusion for everybody in the county",
        summary_sv=(
            "För den som hjälper äldre, människor med funktionsnedsättning eller nya svenskar att "
            "använda telefon, dator, e-legitimation och vårdens tjänster på nätet. Hjälpen ska ges "
            "på en plats dit folk redan går, till exempel ett bibliotek eller en bygdegård."
        ),
        summary_en=(
            "For those who help older people, people with disabilities or newcomers to use "
            "telephone, computer, electronic identification and health care on the internet. The "
            "help must be given in a place where people already go, for example a library or a "
            "village hall."
        ),
        level="regional",
        closes_in_days=34,
        amount_min=10_000,
        amount_max=80_000,
        cofinancing_sv="Ideell tid räknas som egen insats. Minst en fjärdedel av kostnaden.",
        cofinancing_en=(
            "Voluntary time counts as your own contribution. At least one quarter of the cost."
        ),
        applicants=(*_CIVIL, "municipality"),
        applicants_sv="Föreningar, studieförbund och kommuner i länet.",
        applicants_en="Associations, study associations and municipalities in the county.",
        source_note=_INVENTED,
        themes=("inclusion-through-education", "trust-in-welfare"),
        example=True,
    ),
    Call(
        slug="example-mental-health-in-sport",
        funder="Idrottens Exempelfond",
        title_sv="Psykisk hälsa i idrotten",
        title_en="Mental health in sport",
        summary_sv=(
            "För idrottsföreningar som vill förebygga psykisk ohälsa bland barn, unga och ledare. "
            "Det kan vara utbildning för tränare, en enkel plan för när någon mår dåligt, eller "
            "spontanidrott och skateboard för dem som inte trivs i ett lag."
        ),
        summary_en=(
            "For sports clubs that want to prevent mental ill-health among children, young people "
            "and leaders. It may be training for coaches, a simple plan for when somebody feels "
            "bad, or spontaneous sport and skateboarding for those who do not thrive in a team."
        ),
        level="national",
        closes_in_days=47,
        amount_min=30_000,
        amount_max=150_000,
        cofinancing_sv="Inget krav på egen insats.",
        cofinancing_en="No contribution of your own is required.",
        applicants=("association", "sports_federation"),
        applicants_sv=(
            "Idrottsföreningar och idrottsförbund, gärna med en förening för psykisk hälsa."
        ),
        applicants_en=(
            "Sports clubs and sports federations, preferably with a mental health association."
        ),
        source_note=_INVENTED,
        themes=("skateboard-and-cultivation", "trust-in-welfare"),
        example=True,
    ),
    Call(
        slug="example-inclusion-in-rural-areas",
        funder="European Example Programme",
        title_sv="Inkludering på landsbygden: modeller som bygden själv leder",
        title_en="Inclusion in rural areas: community-led models",
        summary_sv=(
            "Lokala modeller mot utanförskap på landsbygden, till exempel gemensam service, "
            "samåkning, arbete för unga och sociala företag i byar. Minst tre organisationer från "
            "tre länder prövar samma modell och jämför vad som händer."
        ),
        summary_en=(
            "Local models against exclusion in rural areas, for example shared services, shared "
            "rides, work for young people and social enterprises in villages. At least three "
            "organisations from three countries test the same model and compare what happens."
        ),
        level="european",
        closes_in_days=80,
        amount_min=60_000,
        amount_max=250_000,
        currency="EUR",
        cofinancing_sv="Programmet betalar högst 80 procent av kostnaden.",
        cofinancing_en="The programme pays at most 80 per cent of the cost.",
        applicants=(*_CIVIL, "municipality", "region", "university"),
        applicants_sv="Ideella och offentliga organisationer. Parter från minst tre länder.",
        applicants_en=(
            "Non-profit and public organisations. Partners from at least three countries."
        ),
        cutoffs=((80, "17:00", "Europe/Brussels"),),
        partners_min=3,
        countries_min=3,
        share="80",
        source_note=_INVENTED,
        themes=("acting-together", "social-enterprises", "what-is-social-innovation"),
        example=True,
    ),
    Call(
        slug="example-meeting-places",
        funder="Stiftelsen Exempelbygden",
        title_sv="Mötesplatser i små orter",
        title_en="Meeting places in small towns",
        summary_sv=(
            "För platser där människor i olika åldrar möts: en gammal station, en bygdegård, ett "
            "gemensamt kök, ett växthus eller en verkstad. Pengarna får gå till inredning, verktyg "
            "och den som håller öppet första året."
        ),
        summary_en=(
            "For places where people of different ages meet: an old station, a village hall, a "
            "shared kitchen, a greenhouse or a workshop. The money may pay for furnishing, tools "
            "and the person who keeps the place open in the first year."
        ),
        level="national",
        opens_in_days=49,
        closes_in_days=98,
        amount_min=50_000,
        amount_max=200_000,
        cofinancing_sv="Ingen egen insats krävs.",
        cofinancing_en="No contribution of your own is required.",
        applicants=("association", "cooperative", "study_association", "church"),
        applicants_sv="Föreningar med säte i en ort under 10 000 invånare.",
        applicants_en="Associations based in a town with fewer than 10,000 inhabitants.",
        source_note=_INVENTED,
        themes=("acting-together", "skateboard-and-cultivation"),
        example=True,
    ),
    Call(
        slug="example-circular-economy",
        funder="Nordiska Exempelrådet",
        title_sv="Laga, dela, återbruka: cirkulär ekonomi i Norden",
        title_en="Repair, share, reuse: circular economy in the Nordic countries",
        summary_sv=(
            "För sociala företag och föreningar som lagar, lånar ut eller återbrukar saker och mat "
            "som annars slängs. Verktygspooler, leksaksbibliotek, klädbyten och matsvinn är "
            "exempel. Minst två nordiska länder ska lära av varandra."
        ),
        summary_en=(
            "For social enterprises and associations that repair, lend or reuse things and food "
            "that would otherwise be thrown away. Tool pools, toy libraries, clothes swaps and "
            "food waste are examples. At least two Nordic countries must learn from each other."
        ),
        level="international",
        closes_in_days=120,
        amount_min=15_000,
        amount_max=60_000,
        currency="EUR",
        cofinancing_sv="Egen insats minst en tredjedel, också som arbetad tid.",
        cofinancing_en="Your own contribution at least one third, also as worked time.",
        applicants=(),
        applicants_sv="Alla slags organisationer. Parter från minst två nordiska länder.",
        applicants_en="All kinds of organisations. Partners from at least two Nordic countries.",
        any_kind=True,
        countries_min=2,
        countries=("SE", "NO", "DK", "FI", "IS"),
        share="66.67",
        source_note=_INVENTED,
        themes=("social-enterprises",),
        example=True,
    ),
    Call(
        slug="example-culture-and-participation",
        funder="Example Foundation for Culture",
        title_sv="Kultur och delaktighet",
        title_en="Culture and participation",
        summary_sv=(
            "För musik, konst, teater och berättande tillsammans med människor som sällan får "
            "höras: unga i småorter, äldre som är ensamma, människor på flykt eller med erfarenhet "
            "av psykisk ohälsa. Deltagarna skapar själva och visar det för andra."
        ),
        summary_en=(
            "For music, art, theatre and storytelling together with people who are seldom heard: "
            "young people in small towns, older people who are lonely, refugees or people with "
            "experience of mental ill-health. The participants create themselves and show it to "
            "others."
        ),
        level="international",
        closes_in_days=160,
        amount_min=5_000,
        amount_max=30_000,
        currency="EUR",
        cofinancing_sv="Inget krav, men resor betalas bara till hälften.",
        cofinancing_en="Not required, but only half of the travel costs are paid.",
        applicants=(),
        applicants_sv="Föreningar, kulturhus, skolor och andra i minst två länder.",
        applicants_en=(
            "Associations, cultural centres, schools and others in at least two countries."
        ),
        cutoffs=((140, "12:00", "Europe/London"), (160, "12:00", "Europe/London")),
        any_kind=True,
        countries_min=2,
        source_note=_INVENTED,
        themes=("inclusion-through-education",),
        example=True,
    ),
    Call(
        slug="example-out-of-doors",
        funder="Exempelfonden för friluftsliv",
        title_sv="Ut i skog och på sjö",
        title_en="Out in the woods and on the lakes",
        summary_sv=(
            "För läger, vandringar och paddling dit fler kan följa med: kläder och utrustning att "
            "låna, skjuts från orter utan buss, ledare som talar flera språk. Fonden tar emot "
            "ansökningar två gånger om året."
        ),
        summary_en=(
            "For camps, hikes and canoeing that more people can join: clothes and gear to borrow, "
            "rides from places without a bus, leaders who speak several languages. The fund takes "
            "applications twice a year."
        ),
        level="national",
        windows=(("02-01", "03-15"), ("09-01", "10-15")),
        amount_min=10_000,
        amount_max=60_000,
        cofinancing_sv="Inget krav.",
        cofinancing_en="Not required.",
        applicants=("association", "sports_federation"),
        applicants_sv="Ideella föreningar.",
        applicants_en="Non-profit associations.",
        source_note=_INVENTED,
        themes=("skateboard-and-cultivation",),
        example=True,
    ),
)

CALLS: tuple[Call, ...] = STANDING_CALLS + EXAMPLE_CALLS
