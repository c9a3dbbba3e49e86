"""What an assessor thinks: saved as one goes, handed in, taken back; and the end of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.grants.actions.holding import hold_case, place_of
from samverka.grants.models import Assessment, GrantApplication, GrantProposal, Panelist, Score
from samverka.people.models import Person
from samverka.record.actions import write_history

State = Assessment.State


@dataclass(frozen=True)
class Thought:
    """Points for a criterion, and why; without points as long as one has not made up one's mind."""

    points: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Written:
    """A whole assessment as it was filled in; `thoughts` by the key of the criterion."""

    thoughts: Mapping[int, Thought] = field(default_factory=dict)
    words: str = ""


@transaction.atomic
def save_assessment(
    *, application: GrantApplication, written: Written, version: int, by: Person
) -> Assessment:
    """Keep a draft. `version` is the one that was seen; 0 before anything was saved."""
    application = _hold_open(application, by)
    return _save(application, written, version, by)


@transaction.atomic
def hand_in_assessment(
    *, application: GrantApplication, written: Written, version: int, by: Person
) -> Assessment:
    """From now on it counts, and one sees what the others think."""
    application = _hold_open(application, by)
    lacks = [
        criterion
        for criterion in application.round.criteria.all()
        if not written.thoughts.get(criterion.pk, Thought()).points
    ]
    if lacks:
        raise Refused(
            _("Give points for everything first. Points lack for: %(criteria)s.")
            % {"criteria": ", ".join(one.title for one in lacks)},
            field=f"points_{lacks[0].number}",
        )
    assessment = _save(application, written, version, by)
    assessment.state, assessment.handed_in_at = State.HANDED_IN, timezone.now()
    assessment.save()
    write_history(verb="assessed", of=application, by=by)
    return assessment


@transaction.atomic
def reopen_assessment(*, application: GrantApplication, by: Person) -> Assessment:
    """Take one's own back to change it; what others think is hidden until it is handed in again."""
    application = _hold_open(application, by)
    assessment = _own(application, by)
    if assessment is None or not assessment.can_move(State.DRAFT):
        raise Refused(_("You have not handed in an assessment."))
    assessment.state, assessment.handed_in_at = State.DRAFT, None
    assessment.version += 1
    assessment.save()
    write_history(verb="assessment_reopened", of=application, by=by)
    return assessment


@transaction.atomic
def close_assessing(*, application: GrantApplication, by: Person) -> GrantApplication:
    """Nobody is waited for any longer, such as when somebody is ill."""
    application = _hold_assessed(application, by, Panelist.Role.OFFICER)
    if application.assessing_closed_at:
        raise Refused(_("It is closed already."))
    application.assessing_closed_at = timezone.now()
    application.save()
    write_history(verb="assessing_closed", of=application, by=by)
    return application


@transaction.atomic
def reopen_assessing(*, application: GrantApplication, by: Person) -> GrantApplication:
    application = _hold_assessed(application, by, Panelist.Role.OFFICER)
    if not application.assessing_closed_at:
        raise Refused(_("It is open."))
    application.assessing_closed_at = None
    application.save()
    write_history(verb="assessing_reopened", of=application, by=by)
    return application


def _hold_assessed(
    application: GrantApplication, by: Person, role: Panelist.Role
) -> GrantApplication:
    application = hold_case(application, by, role)
    if application.state != GrantApplication.State.ASSESSED:
        raise Refused(_("It is not being assessed now."))
    if GrantProposal.objects.filter(application=application, taken_back_at=None).exists():
        raise Refused(_("There is a proposal already. An officer can take it back."))
    return application


def _hold_open(application: GrantApplication, by: Person) -> GrantApplication:
    application = _hold_assessed(application, by, Panelist.Role.ASSESSOR)
    if application.assessing_closed_at:
        raise Refused(_("An officer has closed the assessing. Ask them to open it again."))
    return application


def _own(application: GrantApplication, by: Person) -> Assessment | None:
    place = place_of(application, by)
    held = Assessment.objects.select_for_update(of=("self",))
    return held.filter(application=application, panelist=place).first()


def _save(application: GrantApplication, written: Written, version: int, by: Person) -> Assessment:
    place = place_of(application, by)
    assessment = _own(application, by)
    if assessment is None:
        assessment = Assessment(application=application, panelist=place, version=0)
    if assessment.state != State.DRAFT:
        raise Refused(_("You have handed it in. Take it back first, to change it."))
    if assessment.version != version:
        raise Outdated(
            _("You have saved it in another window since. Look at both, then save this one again.")
        )
    assessment.words = written.words
    assessment.version += 1
    assessment.save()
    for criterion in application.round.criteria.all():
        _keep(assessment, criterion.pk, criterion.most, written)
    return assessment


def _keep(assessment: Assessment, criterion: int, most: int, written: Written) -> None:
    """Words without points are kept with none, which a handed in assessment never has."""
    thought = written.thoughts.get(criterion, Thought())
    if thought.points is not None and not 1 <= thought.points <= most:
        raise Refused(_("Points go from 1 to %(most)s.") % {"most": most})
    Score.objects.update_or_create(
        assessment=assessment,
        criterion_id=criterion,
        defaults={"points": thought.points or 0, "words": thought.words},
    )
