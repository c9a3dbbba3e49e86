"""python -m tests.browser.whole_way: from a problem to experience, in the demo of SAMVERKA_DATA.

It says the addresses in the order of the journey, one a line.
"""

import os
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
django.setup()

from django.db.models import Model  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from samverka.applications import actions as applications  # noqa: E402
from samverka.applications.models import Application  # noqa: E402
from samverka.applications.tests.written import sent, written  # noqa: E402
from samverka.cast import Cast, find_cast  # noqa: E402
from samverka.common.tenancy import scope  # noqa: E402
from samverka.ideas.tests.story import in_state  # noqa: E402
from samverka.knowledge import actions as knowledge  # noqa: E402
from samverka.knowledge.tests.story import a_note, a_problem, a_question, at_work  # noqa: E402
from samverka.partnership.models import Partnership  # noqa: E402
from samverka.talks.tests.story import held_talk  # noqa: E402


def whole_way(cast: Cast) -> list[Model]:
    """Partners have read the problem; everybody reads the rest, but for the application."""
    problem = a_problem(cast.rut, at_work(cast, "rut"))
    question, talk = a_question(cast.nils, problem), held_talk()
    knowledge.take_up_at(gathered=question, talk=talk, by=cast.nils)
    shown = {"may_show": True, "published_at": timezone.now()}
    idea = in_state("in_application", talk=talk, **shown)
    application = written(cast)
    Application.objects.filter(pk=application.pk).update(idea=idea)
    decision = applications.Decision(timezone.localdate(), amount=Decimal(50_000))
    submission = sent(cast, application)
    project = applications.note_grant(submission=submission, decision=decision, by=cast.amina)
    note = a_note(cast.amina, at_work(cast, "amina"), project=project)
    knowledge.show_to_everybody(row=note, by=cast.amina)
    return [problem, question, talk, idea, application, project, note]


def main() -> None:
    with scope(Partnership.objects.get(is_default=True).pk), translation.override("sv"):
        cast = find_cast()
        assert cast
        for row in whole_way(cast):
            print(row.get_absolute_url())  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
