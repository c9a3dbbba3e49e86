"""What became of the demo's earlier ideas and talks: answers, visitors, a project."""

from datetime import timedelta

from django.utils import timezone

from samverka.cast import Cast
from samverka.grants.models import Grant
from samverka.ideas.models import Idea, Message
from samverka.knowledge.models import Experience, Gathered, Problem, Shared
from samverka.partnership.models import Organisation
from samverka.projects.models import Project
from samverka.talks.models import Registration, Talk

ANSWER = (
    "Tack för idén. Vi har läst den och hör av oss när vi har talat med en rådgivare. (Exempel)"
)
CAME = (12, 9, 4)  # people together on each registration of a talk that was held
STATION, WORKSHOP = "exempel-stationen", "ideverkstaden"
LENDING_DESK, TOYS = "exempel-lanedisk", "Låna leksaker som man lånar böcker"


def let_it_become_something() -> None:
    """Only what is invented; who came is forgotten, how many stays."""
    Message.objects.bulk_create(
        Message(idea=idea, voice=Message.Voice.TEAM, text=ANSWER, at=idea.heard_at or idea.sent_at)
        for idea in Idea.objects.filter(messages=None).exclude(heard_at=None)
    )
    Registration.objects.bulk_create(
        Registration(
            talk=talk,
            language="sv",
            people=number,
            came=number,
            state=Registration.State.SEATED,
            forgotten_at=timezone.now(),
        )
        for talk in Talk.objects.held_or_coming().past().filter(registrations=None)
        for number in CAME
    )
    toys = Idea.objects.get(title=TOYS)
    Project.objects.filter(slug=LENDING_DESK).update(idea=toys)


def the_whole_way(cast: Cast) -> None:
    """From a problem to experience, by way of the grant that is closed: all of it invented."""
    station = Grant.objects.select_related("application").get(project__slug=STATION)
    workshop = Organisation.objects.get(slug=WORKSHOP)
    talk = Talk.objects.get(slug="trust-in-welfare")
    question = Gathered.objects.create(
        question_sv="Var träffas den som inte vill vara ensam en vardagskväll?",
        question_en="Where does one meet others on a weekday evening?",
        talk=talk,
        gathered_by=cast.nils,
        gathered_at=talk.starts_at - timedelta(days=60),
        example=True,
    )
    shared = {"organisation": workshop, "author": cast.rut, "shown": Shared.Shown.EVERYBODY}
    Problem.objects.create(
        what="Väntsalen är stängd, och det finns inget annat ställe att ses på om kvällarna.",
        for_whom="unga och äldre i byarna",
        language="sv",
        gathered=question,
        written_at=talk.starts_at - timedelta(days=90),
        example=True,
        **shared,
    )
    idea = _idea_of(talk)
    station.application.idea = idea
    station.application.save()
    Project.objects.filter(slug=STATION).update(idea=idea)
    Experience.objects.create(
        project_id=station.project_id,
        title_sv="Låt de unga bestämma kvällarna",
        title_en="Let the young choose the evenings",
        tried_sv="Vi höll väntsalen öppen två kvällar i veckan, med kaffe och läxhjälp.",
        tried_en="We kept the waiting room open two evenings a week, with coffee and homework.",
        happened_sv="När de unga själva valde kvällar kom dubbelt så många.",
        happened_en="When the young chose the evenings themselves, twice as many came.",
        advice_sv="Fråga först, och lämna över nyckeln tidigt.",
        advice_en="Ask first, and hand over the key early.",
        example=True,
        **shared,
    )


def _idea_of(talk: Talk) -> Idea:
    sent_at = talk.starts_at + timedelta(days=2)
    return Idea.objects.create(
        title="Öppna väntsalen om kvällarna",
        text="Väntsalen står tom. Vi vill låsa upp den, koka kaffe och hjälpas åt. (Exempel)",
        language="sv",
        talk=talk,
        state=Idea.State.PROJECT,
        may_show=True,
        sent_at=sent_at,
        heard_at=sent_at,
        consent_at=sent_at,
        published_at=sent_at,
        example=True,
    )
