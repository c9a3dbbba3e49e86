"""What stands on the pages of calls and of joint applications: the way to a round of ours."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from samverka.applications.models import Application
from samverka.applications.rules import Standing
from samverka.calls.models import Call
from samverka.common.beside import Beside
from samverka.grants.models import GrantApplication, Round
from samverka.ideas.models import Idea
from samverka.partnership.rules import Visitor

Facts = Mapping[str, Any]


def taking_now(rounds: Any) -> list[Round]:
    today = timezone.localdate()
    published = rounds.filter(state=Round.State.OPEN).newest_first()
    return [one for one in published if one.opening.takes(today)]


def covers(turn: Round, idea: Idea) -> bool:
    """A round for other places than the idea's would refuse it."""
    place = idea.municipality
    return place is None or not turn.municipalities or place.code in turn.municipalities


def _of_call(call: Call, visitor: Visitor) -> Facts:
    turns = taking_now(Round.objects.filter(call=call))
    return {"turns": turns} if turns else {}


def _of_idea(idea: Idea, visitor: Visitor) -> Facts:
    """Whoever reads a published idea may apply for money for it."""
    if not idea.is_public:
        return {}
    turns = [one for one in taking_now(Round.objects.all()) if covers(one, idea)]
    return {"turns": turns, "idea": idea} if turns else {}


def _of_joint(application: Application, visitor: Visitor) -> Facts:
    """For those who lead it: the rounds of its call; all of them where it has none."""
    rounds = Round.objects.all()
    turns = taking_now(rounds.filter(call=application.call_id) if application.call_id else rounds)
    made = list(GrantApplication.objects.filter(joint=application).select_related("round"))
    if not (turns or made) or not Standing(visitor).may_lead(application):
        return {}
    return {"joint": application, "turns": turns, "made": made}


OF_CALLS = Beside("calls.Call", "grants/beside_call.html", _of_call)
OF_IDEAS = Beside("ideas.Idea", "grants/beside_idea.html", _of_idea)
OF_JOINT_APPLICATIONS = Beside("applications.Application", "grants/beside_joint.html", _of_joint)
