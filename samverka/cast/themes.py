"""The eight themes of the source page: the thread through talks, ideas, calls and projects."""

from typing import NamedTuple


class Theme(NamedTuple):
    """A theme in both languages; the summaries are our own words, two sentences each."""

    slug: str
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str


# English titles as on the page with its typing errors mended; Swedish titles are our translation.
THEMES: tuple[Theme, ...] = (
    Theme(
        slug="what-is-social-innovation",
        title_sv="Vad är social innovation?",
        title_en="What is social innovation?",
        summary_sv=(
            "En social innovation är ett nytt sätt att möta ett behov i samhället: en idé, en "
            "tjänst, en metod eller en modell. Här samlas det som handlar om hur en idé prövas, "
            "blir till nytta för många och lever kvar."
        ),
        summary_en=(
            "A social innovation is a new way to meet a need in society: an idea, a service, a "
            "method or a model. Here is what deals with how an idea is tested, becomes useful to "
            "many and lives on."
        ),
    ),
    Theme(
        slug="trust-in-welfare",
        title_sv="Hur bygger vi ökad tillit till välfärden?",
        title_en="How do we build increased trust in the welfare system?",
        summary_sv=(
            "Tillit växer när människor blir lyssnade på av vården, skolan, socialtjänsten och "
            "andra myndigheter. Temat rör bemötande, diskriminering, fattigdom, ensamhet och "
            "psykisk ohälsa, och hur föreningar kan vara en bro till hjälp och stöd."
        ),
        summary_en=(
            "Trust grows when people are listened to by health care, schools, social services and "
            "other authorities. The theme is about how people are treated, discrimination, "
            "poverty, loneliness and mental ill-health, and how associations can be a bridge to "
            "help and support."
        ),
    ),
    Theme(
        slug="acting-together",
        title_sv="Samverka för att möta samhällsutmaningar",
        title_en="Acting together to meet social challenges",
        summary_sv=(
            "Många problem är större än en enda organisation: barnfattigdom, avstånd på "
            "landsbygden, klimat och folkhälsa. Temat handlar om hur föreningar, kommuner, region, "
            "kyrka, företag och byalag delar ansvar, lokaler och kunskap i samma projekt."
        ),
        summary_en=(
            "Many problems are larger than any one organisation: child poverty, distances in rural "
            "areas, climate and public health. The theme is about how associations, "
            "municipalities, the region, churches, companies and village groups share "
            "responsibility, premises and knowledge in one project."
        ),
    ),
    Theme(
        slug="labour-market-for-young-people",
        title_sv="En inkluderande arbetsmarknad för unga som varken arbetar eller studerar",
        title_en="An inclusive labour market for young people who neither work nor study",
        summary_sv=(
            "En del unga står utan både jobb, praktik och skola, och vägen tillbaka kan vara lång. "
            "Här möts idéer om arbetsträning, första jobbet, handledare, ungas psykiska hälsa och "
            "arbetsgivare som öppnar dörren."
        ),
        summary_en=(
            "Some young people are without a job, a work placement and a school, and the way back "
            "can be long. Here are ideas about work training, first jobs, mentors, young people's "
            "mental health and employers who open the door."
        ),
    ),
    Theme(
        slug="social-enterprises",
        title_sv="Sociala företag, samverkan och samhällsutmaningar",
        title_en="Social enterprises, collaboration and societal challenges",
        summary_sv=(
            "Ett socialt företag säljer varor eller tjänster för att nå ett mål i samhället, till "
            "exempel jobb för människor med funktionsnedsättning eller återbruk i stället för "
            "nyköp. Temat handlar om kooperativ, affärsidéer, upphandling, delningsekonomi och att "
            "få pengarna att räcka."
        ),
        summary_en=(
            "A social enterprise sells goods or services to reach a goal in society, for example "
            "jobs for people with disabilities or reuse instead of buying new. The theme is about "
            "cooperatives, business ideas, public procurement, the sharing economy and making the "
            "money last."
        ),
    ),
    Theme(
        slug="inclusion-through-education",
        title_sv="Från utanförskap till inkludering genom samverkan och bildning",
        title_en="From exclusion to inclusion through collaboration and education",
        summary_sv=(
            "Folkbildning, studiecirklar, språkkaféer och kurser kan öppna vägen in för den som är "
            "ny i Sverige, saknar dator eller har hamnat utanför. Temat handlar om lärande för "
            "vuxna, digital delaktighet, svenska språket, kultur och mötesplatser."
        ),
        summary_en=(
            "Adult education, study circles, language cafés and courses can open a way in for "
            "people who are new in Sweden, lack a computer or have been left outside. The theme is "
            "about learning for adults, digital inclusion, the Swedish language, culture and "
            "meeting places."
        ),
    ),
    Theme(
        slug="skateboard-and-cultivation",
        title_sv="Skateboard och odling: kan det vara sociala innovationer?",
        title_en="Skateboard and cultivation – could that be social innovations?",
        summary_sv=(
            "En skatepark, en odlingslott eller ett växthus kan samla människor som annars inte "
            "möts. Temat handlar om idrott utan fasta former, trädgård och mat, friluftsliv, "
            "fritid för barn och unga, och platser som de som använder dem själva sköter."
        ),
        summary_en=(
            "A skate park, an allotment or a greenhouse can gather people who otherwise do not "
            "meet. The theme is about sport without fixed forms, gardens and food, outdoor life, "
            "leisure for children and young people, and places that are cared for by those who use "
            "them."
        ),
    ),
    Theme(
        slug="secondary-school-qualifications",
        title_sv="Hur går vi samman för att fler unga ska få gymnasieexamen?",
        title_en=(
            "How do we join forces to ensure that more young people get secondary school "
            "qualifications?"
        ),
        summary_sv=(
            "Den som lämnar gymnasiet utan examen får det svårare att hitta arbete och att studera "
            "vidare. Temat handlar om läxhjälp, frånvaro, vuxna som stannar kvar, folkhögskola som "
            "en andra väg, och hur skola, hem och föreningsliv drar åt samma håll."
        ),
        summary_en=(
            "Those who leave upper secondary school without qualifications find it harder to get "
            "work and to study further. The theme is about homework help, absence from school, "
            "adults who stay, the folk high school as a second way, and how school, home and "
            "associations pull in the same direction."
        ),
    ),
)
