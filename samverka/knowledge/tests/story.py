"""What partners know, for the stories of this part."""

import re
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.cast import Cast
from samverka.knowledge import actions
from samverka.knowledge.models import Course, Experience, Gathered, Problem
from samverka.partnership.models import Organisation
from samverka.people.models import Person

TRIED = "We drove a bus with coffee to three villages, every Thursday for half a year."
HAPPENED = "Nobody came the first month. Then we parked beside the recycling station."
WHAT = "Families in the villages cannot come to the meetings when the last bus leaves at five."
ADVICE = "Ask people where they go already, before you choose the place."


def learned(**facts: Any) -> actions.Learned:
    told = {"tried_en": TRIED, "happened_en": HAPPENED, "advice_en": ADVICE}
    return actions.Learned(**{**told, **facts})


def a_note(by: Person, organisation: Organisation, **facts: Any) -> Experience:
    """Partners can read it, nobody else."""
    return actions.write_experience(organisation=organisation, learned=learned(**facts), by=by)


def a_problem(by: Person, organisation: Organisation, **facts: Any) -> Problem:
    """Partners can read it, nobody else."""
    met = actions.Met(**{"what": WHAT, "for_whom": "families", **facts})
    return actions.report_problem(organisation=organisation, met=met, by=by)


def a_question(by: Person, *problems: Problem, **facts: Any) -> Gathered:
    asked = actions.Asked(**{"question_en": "How do we meet in the evening?", **facts})
    return actions.gather_problems(asked=asked, problems=problems, by=by)


def a_course(by: Person, organisation: Organisation, **facts: Any) -> Course:
    """Partners can read it, nobody else."""
    told = {"title_en": "How we grow", "what_en": "We show you around."}
    offered = actions.Offered(**{**told, **facts})
    return actions.offer_course(organisation=organisation, offered=offered, by=by)


def at_work(cast: Cast, who: str) -> Organisation:
    return Organisation.objects.get(memberships__person=getattr(cast, who))


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    if who != "nobody":
        client.force_login(getattr(cast, who))
    return client


def cost(cast: Cast, who: str, path: str) -> int:
    """How many queries a page takes."""
    client = signed_in(cast, who)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def read(answer: Any) -> str:
    """What stands on a page, without markup, spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())).split())


def knowledge_places(cast: Cast) -> dict[str, Any]:
    """What the partner shares with other partners, and a question of another problem."""
    theirs = at_work(cast, "amina")
    note, problem = a_note(cast.amina, theirs), a_problem(cast.amina, theirs)
    question = a_question(cast.elsa, a_problem(cast.amina, theirs))
    return {
        "knowledge/experience/<int:pk>": note.pk,
        "knowledge/problems/<int:pk>": problem.pk,
        "knowledge/questions/<int:pk>": question.pk,
        "knowledge/courses/<int:pk>": a_course(cast.amina, theirs).pk,
    }
