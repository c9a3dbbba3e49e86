"""What has happened when the demo opens, so that every desk has something waiting.

Done by the same actions as in earnest, among the invented people only. Tests begin without it.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.cast import Cast
from samverka.cast.after_a_talk import after_the_talk
from samverka.cast.became import let_it_become_something, the_whole_way
from samverka.cast.granted import earlier_round
from samverka.cast.grants import open_round
from samverka.cast.grants_handled import handle_applications
from samverka.cast.minutes import keep_example_minutes
from samverka.cast.references import be_a_reference_group
from samverka.collaboration.actions.answers import show_interest
from samverka.collaboration.actions.search import ask_organisations
from samverka.collaboration.models import Search
from samverka.common.tenancy import scope
from samverka.contact.actions import ask_question
from samverka.contact.models import Addressee
from samverka.ideas.actions.routing import route_idea
from samverka.ideas.models import Idea
from samverka.pages.actions import say_why, take_feedback
from samverka.partnership.models import Organisation
from samverka.support.actions.proposals import propose
from samverka.support.models import Kind, Need, Service, Stage
from samverka.tasks.actions import add_task
from samverka.tasks.models import Task

A_VISITOR = "demo"  # stands for the network that somebody came from


@transaction.atomic
def live_some_days(cast: Cast) -> None:
    """Questions, answers, proposals, tasks and minutes among the people of the cast."""
    with scope(cast.partnership.pk), override("sv"):
        greenery = Organisation.objects.get(slug="foreningen-gronskan")
        _ask(greenery)
        _look_for_others(cast, greenery)
        _ask_an_advisor(cast)
        _speak_of_a_page()
        _propose(cast)
        _wait_for_the_committee(cast)
        after_the_talk(cast, greenery)
        let_it_become_something()
        keep_example_minutes(cast)
        handle_applications(cast, open_round(cast))
        earlier_round(cast)
        the_whole_way(cast)
        be_a_reference_group(cast)


def _ask(greenery: Organisation) -> None:
    ask_question(
        text=(
            "Hej! Vi är en liten kulturförening och undrar hur man blir part i partnerskapet. "
            "Kostar det något? (Exempel)"
        ),
        language="sv",
        sending_key=secrets.token_hex(16),
        sender_mark=A_VISITOR,
        addressee=Addressee.objects.first(),
        name="Kim Exempel",
        email="undrar@example.org",
    )
    ask_question(
        text="Kan man komma och odla hos er även om man aldrig har hållit i en spade? (Exempel)",
        language="sv",
        sending_key=secrets.token_hex(16),
        sender_mark=A_VISITOR,
        organisation=greenery,
        email="odlar@example.org",
    )


def _look_for_others(cast: Cast, greenery: Organisation) -> None:
    """Somebody answers Amina, and somebody asks her."""
    workshop = Organisation.objects.get(slug="ideverkstaden")
    show_interest(
        search=Search.objects.get(organisation=greenery),
        organisation=workshop,
        by=cast.rut,
        words="Vi kan handleda på svenska för nybörjare en förmiddag i veckan. (Exempel)",
        brings="En handledare, och vana vid arbetsträning",
    )
    ask_organisations(
        search=Search.objects.exclude(organisation=greenery).get(),
        to=[greenery],
        words="Ni kan få de unga att vilja odla. Har ni lust att vara med? (Exempel)",
        by=cast.elsa,
    )


def _ask_an_advisor(cast: Cast) -> None:
    route_idea(
        idea=Idea.objects.get(title="En vuxen som stannar kvar hela gymnasiet"),
        to=[Service.objects.get(slug="ideverkstaden-test-an-idea")],
        words="Kan du prova idén ihop med dem? (Exempel)",
        by=cast.elsa,
    )


def _speak_of_a_page() -> None:
    said = take_feedback(
        path="partners/foreningen-gronskan/", language="sv", helped=False, sender_mark=A_VISITOR
    )
    say_why(feedback=said, text="Jag hittar inte när ni har öppet. (Exempel)")


def _propose(cast: Cast) -> None:
    propose(
        need=Need.objects.get(slug="premises"),
        stage=Stage.PILOT,
        kind=Kind.MISSING,
        why="Det finns ingenstans att prova något i några veckor utan kontrakt. (Exempel)",
        by=cast.amina,
    )


def _wait_for_the_committee(cast: Cast) -> None:
    add_task(
        kind=Task.Kind.DECISION,
        what=lambda: _("Choose the theme of the next Community Talk (example)"),
        role=Task.Role.COMMITTEE,
        due_on=timezone.localdate() + timedelta(days=9),
        by=cast.elsa,
    )
