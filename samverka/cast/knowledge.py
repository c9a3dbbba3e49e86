"""What partners of the demonstration have learned, met and offer: all of it invented."""

from datetime import timedelta

from django.utils import timezone

from samverka.knowledge.models import Course, Experience, Gathered, Problem, Shared
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.people.models import Person

EVERYBODY, PARTNERS = Shared.Shown.EVERYBODY, Shared.Shown.PARTNERS
GREENERY, WORKSHOP = "foreningen-gronskan", "ideverkstaden"


def share_knowledge(people: dict[str, Person]) -> None:
    """Two notes, three problems of which two make a question, and two offers."""
    ours = {slug: Organisation.objects.get(slug=slug) for slug in (GREENERY, WORKSHOP)}
    _write_notes(ours, people)
    _report_problems(ours, people)
    _offer_courses(ours, people)


def _write_notes(ours: dict[str, Organisation], people: dict[str, Person]) -> None:
    tables = Experience.objects.create(
        organisation=ours[GREENERY],
        author=people["amina"],
        shown=EVERYBODY,
        title_sv="Långbord i växthuset",
        title_en="A long table in the greenhouse",
        tried_sv=(
            "Vi dukade ett långbord i växthuset varje onsdag en hel vinter, och lagade mat "
            "tillsammans av det vi hade odlat."
        ),
        tried_en=(
            "We laid a long table in the greenhouse every Wednesday for a whole winter, and "
            "cooked together what we had grown."
        ),
        happened_sv=(
            "De första veckorna kom fyra personer. När vi frågade vilka kvällar som passade, och "
            "bytte till dagtid, kom tjugo. Två av dem odlar nu själva och säljer till kaféet."
        ),
        happened_en=(
            "In the first weeks four people came. When we asked which times suited them, and "
            "changed to daytime, twenty came. Two of them now grow food themselves and sell it to "
            "the café."
        ),
        advice_sv="Fråga när folk kan komma innan du bestämmer dag. Räkna inte pengar för en kock.",
        advice_en="Ask when people can come before you choose a day. Do not count on a paid cook.",
        example=True,
    )
    tables.themes.set(Theme.objects.filter(slug="skateboard-and-cultivation"))
    Experience.objects.create(
        organisation=ours[WORKSHOP],
        author=people["rut"],
        shown=PARTNERS,
        tried_sv="Vi lät tre föreningar pröva samma idé samtidigt, i stället för en i taget.",
        happened_sv="Två gav upp efter en månad. Den tredje lärde sig av båda och kom längre.",
        advice_sv="Bestäm från början hur ni berättar för varandra. Var fjortonde dag räcker.",
        example=True,
    )


def _ask(by: Person) -> Gathered:
    return Gathered.objects.create(
        question_sv="Hur kommer alla hem när bussen har slutat gå?",
        question_en="How does everybody get home when the last bus has left?",
        about_sv="Flera parter ser att folk som vill delta inte kan, därför att de bor utanför.",
        about_en="Several partners see that people who want to take part live too far out.",
        gathered_by=by,
        example=True,
    )


def _report_problems(ours: dict[str, Organisation], people: dict[str, Person]) -> None:
    place, question = Municipality.objects.order_by("name").first(), _ask(people["nils"])
    told = (
        (
            ours[GREENERY],
            "Kvinnor som pendlar till språkkaféet missar sista bussen och slutar komma.",
            "kvinnor som är nya i Sverige",
            Problem.Common.ALWAYS,
            question,
        ),
        (
            ours[WORKSHOP],
            "Unga i byarna kan inte vara med på kvällar, för bussarna går inte efter klockan sex.",
            "unga utanför tätorten",
            Problem.Common.OFTEN,
            question,
        ),
        (
            ours[WORKSHOP],
            "Föreningar som vill låna en lokal får olika svar av varje kommun, och ger upp.",
            "små föreningar",
            Problem.Common.SOMETIMES,
            None,
        ),
    )
    for number, (organisation, what, for_whom, common, gathered) in enumerate(told):
        Problem.objects.create(
            organisation=organisation,
            author=people["amina" if organisation.slug == GREENERY else "rut"],
            what=what,
            for_whom=for_whom,
            common=common,
            municipality=place if number else None,
            language="sv",
            shown=PARTNERS if number else EVERYBODY,
            gathered=gathered,
            example=True,
        )


def _offer_courses(ours: dict[str, Organisation], people: dict[str, Person]) -> None:
    day = timezone.localdate() + timedelta(days=40)
    visit = Course.objects.create(
        organisation=ours[GREENERY],
        author=people["amina"],
        kind=Course.Kind.VISIT,
        shown=EVERYBODY,
        title_sv="Se hur vi odlar tillsammans",
        title_en="See how we grow together",
        what_sv="Gå runt i trädgården, ät lunch med oss och fråga om allt som inte gick.",
        what_en="Walk through the garden, have lunch with us, and ask about all that went wrong.",
        for_whom_sv="den som vill börja odla med andra",
        for_whom_en="whoever wants to begin growing with others",
        held_in="svenska, English, العربية",
        starts_on=day,
        until=day,
        cost="0 kronor",
        example=True,
    )
    visit.themes.set(Theme.objects.filter(slug="skateboard-and-cultivation"))
    Course.objects.create(
        organisation=ours[WORKSHOP],
        author=people["rut"],
        kind=Course.Kind.COURSE,
        shown=PARTNERS,
        title_sv="Pröva en idé på en dag",
        title_en="Try an idea in a day",
        what_sv="En dag där ni prövar er idé på riktiga människor, innan ni skriver en ansökan.",
        what_en="A day on which you try your idea on real people, before you write an application.",
        example=True,
    )
