"""The trail of an application: from the idea it came from to the project it became."""

from django.utils.translation import gettext as _

from samverka.applications.models import Application, Submission
from samverka.common.templatetags.samverka import day
from samverka.common.text import first_sentence
from samverka.ideas.rules import may_read
from samverka.ideas.telling import DONE, LINE, NEXT, NOW, Station
from samverka.partnership.rules import Visitor


def trail_of(
    application: Application, submission: Submission | None, visitor: Visitor
) -> list[Station]:
    """All five stations; what is not open to the visitor has its station without words.

    `submission` is the one that stands, if it has been sent.
    """
    idea, project = application.idea, application.project
    begun = first_sentence(idea.title, LINE) if idea and may_read(visitor, idea) else ""
    granted = application.state == Application.State.GRANTED
    line = _line(application, submission)
    running = project.title if project else ""
    return [
        Station("problem", _("Problem"), DONE),
        Station("idea", _("Idea"), DONE, begun),
        Station("application", _("Application"), DONE if granted else NOW, line),
        Station("project", _("Project"), NOW if granted else NEXT, running),
        Station("experience", _("Experience"), NEXT),
    ]


def _line(application: Application, submission: Submission | None) -> str:
    """How far it is, and since when."""
    if submission is None:
        return application.get_state_display()
    told = {"day": day(submission.decided_on or submission.sent_at), "to": submission.to}
    if submission.state == Submission.State.GRANTED:
        return _("Granted %(day)s by %(to)s") % told
    if submission.state == Submission.State.REFUSED:
        return _("Refused %(day)s by %(to)s") % told
    return _("Sent %(day)s to %(to)s") % told
