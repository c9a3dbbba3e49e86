"""Another organisation answers a search, and the one that looks says yes or no."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.collaboration.actions.team import join_team
from samverka.collaboration.actions.telling import (
    ask_care,
    ask_live,
    lock_answer,
    lock_search,
    write_to,
)
from samverka.collaboration.models import Answer, Search, TeamMember
from samverka.collaboration.rules import Standing
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history


@transaction.atomic
def show_interest(
    *,
    search: Search,
    organisation: Organisation,
    by: Person,
    words: str,
    brings: str = "",
    role: str = "",
) -> Answer:
    """Say that the organisation wants to take part; those who look get a letter."""
    search = _lock_for(search, organisation, by)
    ask_live(search)
    answer = lock_answer(search, organisation) or _unasked(search, organisation)
    _go(answer, Answer.State.INTERESTED)
    answer.words, answer.brings, answer.role, answer.person = words, brings, role, by
    answer.save()
    write_history(verb="answered", of=search, by=by, organisation=organisation.pk)
    write_to(search.organisation, "interested", search, answer=answer)
    return answer


@transaction.atomic
def decline_search(*, search: Search, organisation: Organisation, by: Person) -> Answer:
    """Not for us. Only those who look see it, and they get no letter about it."""
    search = _lock_for(search, organisation, by)
    answer = lock_answer(search, organisation) or _unasked(search, organisation)
    _go(answer, Answer.State.NOT_FOR_US)
    answer.person = by
    answer.save()
    write_history(verb="declined", of=search, by=by, organisation=organisation.pk)
    return answer


@transaction.atomic
def withdraw_interest(*, search: Search, organisation: Organisation, by: Person) -> Answer:
    """Take the interest back, while no yes has been said. What was written is kept for `return`."""
    search = _lock_for(search, organisation, by)
    answer = _there(lock_answer(search, organisation))
    if answer.state == Answer.State.ACCEPTED:
        raise Refused(_("They have said yes. Leave the team on its page instead."))
    _go(answer, Answer.State.WITHDRAWN)
    answer.save()
    write_history(verb="withdrawn", of=search, by=by, organisation=organisation.pk)
    write_to(search.organisation, "withdrawn", search, answer=answer)
    return answer


@transaction.atomic
def return_interest(*, search: Search, organisation: Organisation, by: Person) -> Answer:
    """Undo the withdrawal: the same words stand again."""
    search = _lock_for(search, organisation, by)
    ask_live(search)
    answer = _there(lock_answer(search, organisation))
    if answer.state != Answer.State.WITHDRAWN:
        raise Refused(_("There is nothing to take back."))
    _go(answer, Answer.State.INTERESTED)
    answer.save()
    write_history(verb="returned", of=search, by=by, organisation=organisation.pk)
    write_to(search.organisation, "interested", search, answer=answer)
    return answer


@transaction.atomic
def accept_answer(*, answer: Answer, reply: str, by: Person, seen: int | None = None) -> TeamMember:
    """Yes: the organisation becomes part of the team, and hears it by letter."""
    search, answer = _lock_reply(answer, by, seen)
    _say(answer, Answer.State.ACCEPTED, reply)
    member = join_team(search=search, answer=answer, by=by)
    write_history(verb="accepted", of=search, by=by, organisation=answer.organisation_id)
    write_to(answer.organisation, "accepted", search, but=by, answer=answer, team=member.team)
    return member


@transaction.atomic
def refuse_answer(*, answer: Answer, reply: str, by: Person, seen: int | None = None) -> Answer:
    """Not this time, with words on why: nobody should be left wondering."""
    search, answer = _lock_reply(answer, by, seen)
    if not reply.strip():
        raise Refused(_("Write a few words to them on why."))
    _say(answer, Answer.State.REFUSED, reply)
    write_history(verb="refused", of=search, by=by, organisation=answer.organisation_id)
    write_to(answer.organisation, "refused", search, but=by, answer=answer)
    return answer


def _lock_for(search: Search, organisation: Organisation, by: Person) -> Search:
    """Answers do not change what the search says, so its version stays."""
    if not Standing(by).may_answer_for(organisation, search):
        raise Refused(_("You cannot answer for %(name)s here.") % {"name": organisation.name})
    return Search.objects.select_for_update(of=("self",)).get(pk=search.pk)


def _unasked(search: Search, organisation: Organisation) -> Answer:
    return Answer(search=search, organisation=organisation, state=Answer.State.ASKED)


def _there(answer: Answer | None) -> Answer:
    if answer is None:
        raise Refused(_("There is nothing to take back."))
    return answer


def _lock_reply(answer: Answer, by: Person, seen: int | None) -> tuple[Search, Answer]:
    ask_care(by, answer.search)
    search = lock_search(answer.search)
    fresh = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "%(name)s or a colleague of yours was quicker. This is how it stands now."
                " What you wrote is still here."
            )
            % {"name": fresh.organisation.name}
        )
    search.save()
    return search, fresh


def _say(answer: Answer, to: Answer.State, reply: str) -> None:
    if not answer.can_move(to):
        raise Refused(_("This has been answered already."))
    answer.state, answer.reply, answer.replied_at = to, reply.strip(), timezone.now()
    answer.version += 1
    answer.save()


def _go(answer: Answer, to: Answer.State) -> None:
    if not answer.can_move(to):
        raise Refused(
            _("%(name)s has answered already: %(state)s.")
            % {"name": answer.organisation.name, "state": answer.get_state_display()}
        )
    answer.state, answer.answered_at = to, timezone.now()
    answer.version += 1
