"""What the pages of a meeting show of its votes. Of an open one nobody sees how it stands."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.meetings.models import Attendee
from samverka.minutes.actions.voting import votes_in
from samverka.minutes.forms.voting import (
    BallotForm,
    ChoiceForm,
    SecretVoteForm,
    SlipsForm,
    ballot_as_prefilled,
)
from samverka.minutes.models import Ballot, BallotOption, BallotRight, Minutes, Paragraph


@dataclass(frozen=True)
class Counted:
    """One answer of a vote that is counted; `voters` only of an open one."""

    words: str
    number: int
    voters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A counted vote, for a page or the minutes."""

    ballot: Ballot
    answers: tuple[Counted, ...]
    voted: int
    may_vote: int
    outcome: str
    silent: tuple[str, ...] = ()  # who was on the list of an open vote and did not vote


def results_of(paragraph: Paragraph) -> list[Result]:
    """All votes on this that are counted, in their order, in a fixed number of queries."""
    rows = paragraph.ballots.counted().prefetch_related(
        "options", "rights__attendee__organisation", "rights__choice"
    )
    return [result_of(ballot) for ballot in rows]


def result_of(ballot: Ballot) -> Result:
    """Only of a vote that is counted."""
    assert ballot.is_counted
    rights, options = list(ballot.rights.all()), list(ballot.options.all())
    by_choice: dict[int | None, list[str]] = defaultdict(list)
    for one in rights:
        by_choice[one.choice_id].append(_named(one.attendee))
    return Result(
        ballot=ballot,
        answers=tuple(Counted(one.words, one.number, tuple(by_choice[one.pk])) for one in options),
        voted=sum(one.number for one in options),
        may_vote=len(rights),
        outcome=_outcome(options),
        silent=() if ballot.secret else tuple(by_choice[None]),
    )


def for_leader(minutes: Minutes, form: BallotForm | None = None) -> dict[str, Any]:
    """What `minutes/ballot_of_leader.html` shows: the vote on what the meeting is at."""
    paragraph = minutes.paragraphs.select_related("item").filter(state=Paragraph.State.NOW).first()
    if paragraph is None:
        return {"paragraph": None, "meeting": minutes.meeting}
    ballot = paragraph.ballots.open().first()
    if ballot is None and form is None:
        form = BallotForm(initial=ballot_as_prefilled(paragraph))
    return {
        "meeting": minutes.meeting,
        "paragraph": paragraph,
        "ballot_form": form,
        "results": results_of(paragraph),
        **(open_for_leader(ballot) if ballot else {}),
    }


def votes_now(minutes: Minutes) -> int:
    """How many have voted in the vote that is open: those who lead see the number grow."""
    ballot = Ballot.objects.open().filter(paragraph__minutes=minutes).first()
    return votes_in(ballot) if ballot else 0


def open_for_leader(ballot: Ballot) -> dict[str, Any]:
    """How many have voted; of an open vote who has not, of a secret one who has no code."""
    waiting = {"code_given": False} if ballot.secret else {"choice": None}
    rows = ballot.rights.filter(**waiting).select_related("attendee__organisation")
    return {
        "ballot": ballot,
        "voted": votes_in(ballot),
        "may_vote": ballot.rights.count(),
        "waiting": [_named(one.attendee) for one in rows],
        "slips_form": SlipsForm(ballot=ballot) if ballot.secret else None,
    }


def for_attendee(attendee: Attendee, minutes: Minutes) -> dict[str, Any]:
    """What `minutes/ballot_of_attendee.html` shows to somebody who takes part."""
    rows = minutes.paragraphs.filter(state=Paragraph.State.NOW)
    paragraph = rows.select_related("item").first()
    if paragraph is None:
        return {"attendee": attendee, "ballot": None, "results": []}
    ballot = paragraph.ballots.open().first()
    own = own_part(attendee, ballot) if ballot else {}
    return {"attendee": attendee, "ballot": ballot, "results": results_of(paragraph), **own}


def own_part(attendee: Attendee, ballot: Ballot) -> dict[str, Any]:
    """What this person may do in this vote now, and the form for it."""
    rights = BallotRight.objects.filter(ballot=ballot, attendee=attendee).select_related("choice")
    right = rights.first()
    stands_aside = ballot.paragraph.conflicts.filter(attendee=attendee).exists()
    told: dict[str, Any] = {"right": right, "stands_aside": stands_aside}
    if ballot.is_open and right and not stands_aside:
        form = SecretVoteForm if ballot.secret else ChoiceForm
        told["vote_form"] = form(ballot=ballot)
    return told


def _outcome(options: list[BallotOption]) -> str:
    """What the numbers say. What a tie leads to is not ours to say."""
    answers = [one for one in options if not one.abstains]
    most = max(one.number for one in answers)
    if not most:
        return _("Nobody voted for any of the answers.")
    first = [one.words for one in answers if one.number == most]
    number = ngettext("%(n)s vote", "%(n)s votes", most) % {"n": most}
    if len(first) > 1:
        words = {"answers": " · ".join(first), "number": number}
        return _("A tie between %(answers)s: %(number)s each.") % words
    return _("Most votes: %(answer)s, %(number)s.") % {"answer": first[0], "number": number}


def _named(attendee: Attendee) -> str:
    """A contact that is called like their partner is named once."""
    partner = attendee.organisation
    return (
        f"{attendee.name}, {partner}"
        if partner and partner.name != attendee.name
        else attendee.name
    )
