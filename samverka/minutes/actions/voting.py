"""A vote is opened, votes are cast, and they are counted.

Everybody takes the row of the minutes first, so votes come one after the other. A secret vote
writes down nothing but that one code is gone and one number is higher: no time, no history, nothing
of who it was. What that keeps and what it cannot keep stands in SECURITY.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import SystemRandom, choice
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.secrets import fingerprint
from samverka.meetings.actions.preparing import rules_of
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.holding import (
    hold_for_leader,
    hold_for_one_there,
    lock_minutes,
    now_of,
)
from samverka.minutes.models import (
    Ballot,
    BallotCode,
    BallotOption,
    BallotRight,
    Minutes,
    Paragraph,
    Presence,
)
from samverka.people.models import Person
from samverka.record.actions import write_history

FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
FEWEST_IN_SECRET = 3  # of two, each knows how the other voted
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # those that nobody takes for another
CODE_LENGTH = 8  # 39 random bits


@dataclass(frozen=True)
class Question:
    """What is put to the vote. Who may abstain gets one more option for it, in these words."""

    words: str
    options: tuple[str, ...]
    secret: bool = False
    abstain: str = ""


@transaction.atomic
def open_ballot(*, meeting: Meeting, question: Question, by: Person) -> Ballot:
    """Put a question to those on the voting list, on what the meeting is at.

    The list is kept as it is now: who comes or leaves later changes nothing in it.
    """
    minutes = hold_for_leader(meeting, by)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed."))
    paragraph = now_of(minutes)
    if paragraph.ballots.open().exists():
        raise Refused(_("A vote is open already. Count it or stop it first."))
    _ask_options(question)
    voters = _voters(minutes, paragraph, question)
    ballot = Ballot.objects.create(
        paragraph=paragraph,
        question=question.words,
        secret=question.secret,
        opened_at=timezone.now(),
    )
    words = [*question.options, *([question.abstain] if question.abstain else [])]
    BallotOption.objects.bulk_create(
        BallotOption(ballot=ballot, place=n, words=one, abstains=n > len(question.options))
        for n, one in enumerate(words, start=1)
    )
    BallotRight.objects.bulk_create(
        BallotRight(ballot=ballot, attendee=one.attendee) for one in voters
    )
    write_history(verb="opened", of=ballot, by=by, secret=ballot.secret, voters=len(voters))
    return ballot


@transaction.atomic
def count_ballot(*, ballot: Ballot, by: Person) -> Ballot:
    """End the vote. Codes that nobody has used are deleted."""
    _minutes, ballot = _hold_open(ballot, by)
    if ballot.secret:
        if votes_in(ballot) < FEWEST_IN_SECRET:
            raise Refused(
                _(
                    "Fewer than three have voted, so the result would tell how each of them voted."
                    " Wait for more, or stop the vote."
                )
            )
    else:
        for one in ballot.options.all():
            one.number = ballot.rights.filter(choice=one).count()
            one.save(update_fields=["number"])
    _end(ballot, Ballot.State.CLOSED)
    write_history(verb="counted", of=ballot, by=by)
    return ballot


@transaction.atomic
def stop_ballot(*, ballot: Ballot, by: Person) -> Ballot:
    """End it without a result. What was voted so far is forgotten."""
    _minutes, ballot = _hold_open(ballot, by)
    ballot.options.update(number=0)
    ballot.rights.update(choice=None)
    _end(ballot, Ballot.State.STOPPED)
    write_history(verb="stopped", of=ballot, by=by)
    return ballot


@transaction.atomic
def vote_openly(*, attendee: Attendee, option: BallotOption) -> BallotRight:
    """Vote under one's own name; once, and it stands."""
    minutes, _presence = hold_for_one_there(attendee, is_seen=False)
    ballot = _open_one(minutes, option.ballot_id)
    if ballot.secret:
        raise Refused(_("This vote is secret. Get your code, and vote with that."))
    right = _right_of(attendee, ballot)
    if not ballot.rights.filter(pk=right.pk, choice=None).update(choice=option):
        raise Refused(_("You have voted already. Your first vote stands."))
    right.choice = option
    return right


@transaction.atomic
def get_code(*, attendee: Attendee, ballot: Ballot) -> str:
    """A code for one secret vote. It is told here, once: nobody can find it again."""
    minutes, _presence = hold_for_one_there(attendee, is_seen=False)
    ballot = _open_one(minutes, ballot.pk)
    _ask_secret(ballot)
    right = _right_of(attendee, ballot)
    if not ballot.rights.filter(pk=right.pk, code_given=False).update(code_given=True):
        raise Refused(
            _("You have got your code already. It is shown once, and nobody can look it up.")
        )
    [code] = _hand_out(ballot, 1)
    return code


@transaction.atomic
def print_slips(*, ballot: Ballot, attendees: Sequence[Attendee], by: Person) -> list[str]:
    """Codes on paper for these, who have no phone: in no order, and without names."""
    _minutes, ballot = _hold_open(ballot, by)
    _ask_secret(ballot)
    if not attendees:
        raise Refused(_("Choose who gets a slip."), field="attendees")
    aside = ballot.paragraph.conflicts.values("attendee")
    waiting = ballot.rights.filter(attendee__in=attendees, code_given=False)
    if waiting.filter(attendee__in=aside).exists():
        raise Refused(_("One of them stands aside from this point. Choose again."))
    if waiting.update(code_given=True) != len(attendees):
        raise Refused(_("One of them has got a code meanwhile. Choose again."))
    write_history(verb="slips_printed", of=ballot, by=by, number=len(attendees))
    return _hand_out(ballot, len(attendees))


@transaction.atomic
def vote_secretly(*, code: str, option: BallotOption) -> None:
    """Whoever has the code votes. The code goes and the number grows together, or neither."""
    minutes = lock_minutes(option.ballot.paragraph.minutes.meeting)
    ballot = _open_one(minutes, option.ballot_id)
    mine = BallotCode.objects.filter(hash=fingerprint(plain(code)))
    found = mine.first()
    if found is None:
        raise Refused(not_valid())
    if found.ballot_id != ballot.pk:
        raise Refused(_("This code is for another vote."))
    mine.delete()
    ballot.options.filter(pk=option.pk).update(number=F("number") + 1)


def not_valid() -> str:
    """Why a code opens nothing; it cannot be told which of these it is."""
    return _(
        "This code cannot be used: it is not written as it was shown, or it has been used, or the"
        " vote has ended."
    )


def find_ballot(code: str) -> Ballot | None:
    """The vote that the code is for; None when it can no longer be used."""
    open_ones = Ballot.objects.open().select_related("paragraph")
    return open_ones.filter(codes__hash=fingerprint(plain(code))).first()


def votes_in(ballot: Ballot) -> int:
    """How many have voted; never which way."""
    if ballot.secret:
        return ballot.options.aggregate(all=Sum("number"))["all"] or 0
    return ballot.rights.exclude(choice=None).count()


def plain(code: str) -> str:
    """As it is kept: capital letters and digits, without what people put between them."""
    return "".join(one for one in code.upper() if one.isalnum())


def _ask_options(question: Question) -> None:
    words = [one.casefold() for one in (*question.options, question.abstain) if one]
    if len(question.options) < FEWEST_OPTIONS:
        raise Refused(
            _("Write at least two answers to choose between, one on each line."), field="options"
        )
    if len(words) > MOST_OPTIONS:
        raise Refused(
            _("There can be at most eight answers, to abstain included."), field="options"
        )
    if len(set(words)) < len(words):
        raise Refused(_("Two of the answers are the same."), field="options")


def _voters(minutes: Minutes, paragraph: Paragraph, question: Question) -> list[Presence]:
    """The voting list without those who stand aside; enough of them, or a reason why not."""
    on_list = minutes.presences.voting()
    asked, there = rules_of(minutes.meeting.body).quorum or 0, on_list.count()
    if there < asked:
        raise Refused(
            _("The statutes ask for %(asked)s on the voting list to decide. There are %(there)s.")
            % {"asked": asked, "there": there}
        )
    aside = paragraph.conflicts.values("attendee")
    voters = list(on_list.exclude(attendee__in=aside).select_related("attendee"))
    if not voters:
        raise Refused(_("Nobody is on the voting list."))
    if question.secret and len(voters) < FEWEST_IN_SECRET:
        raise Refused(
            _("A secret vote needs at least three who vote. Otherwise each knows of the others."),
            field="secret",
        )
    return voters


def _hold_open(ballot: Ballot, by: Person) -> tuple[Minutes, Ballot]:
    minutes = hold_for_leader(ballot.paragraph.minutes.meeting, by)
    return minutes, _open_one(minutes, ballot.pk)


def _open_one(minutes: Minutes, pk: int) -> Ballot:
    """The vote as it is now, with the minutes held."""
    found = Ballot.objects.filter(paragraph__minutes=minutes, pk=pk).first()
    if found is None or not found.is_open:
        raise Refused(_("The vote has ended."))
    return found


def _right_of(attendee: Attendee, ballot: Ballot) -> BallotRight:
    if ballot.paragraph.conflicts.filter(attendee=attendee).exists():
        raise Refused(_("You stand aside from this point, so you have no vote in it."))
    right = ballot.rights.filter(attendee=attendee).first()
    if right is None:
        raise Refused(_("You were not on the voting list when this vote was opened."))
    return right


def _ask_secret(ballot: Ballot) -> None:
    if not ballot.secret:
        raise Refused(_("This vote is open. It needs no code."))


def _hand_out(ballot: Ballot, number: int) -> list[str]:
    """New codes. All that wait to be used are written anew, in another order: what was written
    at the same time as the right of somebody is then every code, not theirs."""
    codes = ["".join(choice(LETTERS) for _n in range(CODE_LENGTH)) for _n in range(number)]
    kept = [*ballot.codes.values_list("hash", flat=True), *map(fingerprint, codes)]
    ballot.codes.all().delete()
    SystemRandom().shuffle(kept)
    BallotCode.objects.bulk_create(BallotCode(id=uuid4(), ballot=ballot, hash=one) for one in kept)
    half = CODE_LENGTH // 2
    return [f"{one[:half]}-{one[half:]}" for one in codes]


def _end(ballot: Ballot, state: Ballot.State) -> None:
    ballot.codes.all().delete()
    ballot.state, ballot.closed_at = state, timezone.now()
    ballot.save(update_fields=["state", "closed_at"])
