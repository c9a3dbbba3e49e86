"""The audience asks, without an account: the code has let them in, and their address is their pen.

The address is a key made by the house for this talk; no row is written before somebody asks. A
question is its own record: no history tells of who asked, for that would outlast the forgetting.
"""

import hmac
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.secrets import fingerprint
from samverka.common.spoken import plain_code
from samverka.talks.actions.questions import lock_question_time, note_change
from samverka.talks.models import AudienceQuestion, QuestionTime, SameQuestion, Talk
from samverka.talks.models.question import MOST_A_MINUTE, MOST_OF_ONE, MOST_QUESTIONS


def find_open_questions(code: str) -> QuestionTime | None:
    """The talk that takes questions by this code just now."""
    rows = QuestionTime.objects.select_related("talk").filter(closed_at=None)
    found = rows.filter(code=plain_code(code)).first()
    return found if found and found.is_open else None


def new_key(time: QuestionTime) -> str:
    """32 characters: half of them random, half that nobody else can make for this talk."""
    start = secrets.token_hex(8)
    return start + _sealed(time, start)


def is_key(time: QuestionTime, key: str) -> bool:
    return len(key) == 32 and hmac.compare_digest(_sealed(time, key[:16]), key[16:])


def mark_of_key(key: str) -> str:
    """What is kept of a key: enough to know the phone again, too little to write with it."""
    return fingerprint(f"asker:{key}")


def _sealed(time: QuestionTime, start: str) -> str:
    return fingerprint(f"asks:{time.pk}:{start}")[:16]


@transaction.atomic
def ask_question(*, talk: Talk, mark: str, words: str, name: str = "") -> AudienceQuestion:
    """The same words again from one phone, as when it sends twice, count once."""
    time = _hold_open(talk)
    words = words.strip()
    mine = AudienceQuestion.objects.filter(talk=talk, mark=mark)
    if already := mine.filter(words=words).first():
        return already
    just_now = timezone.now() - timedelta(minutes=1)
    if mine.filter(asked_at__gte=just_now).count() >= MOST_A_MINUTE:
        raise Refused(_("You have asked many times. Wait a minute."))
    if mine.count() >= MOST_OF_ONE or _number_asked(talk) >= MOST_QUESTIONS:
        raise Refused(_("There are as many questions as fit. Say “me too” to one of them."))
    made = AudienceQuestion.objects.create(talk=talk, mark=mark, words=words, name=name)
    note_change(time)
    return made


@transaction.atomic
def want_the_same(*, question: AudienceQuestion, mark: str) -> None:
    """Me too. Each phone counts once, and whoever asked counts already."""
    time = _hold_open(question.talk)
    shown = AudienceQuestion.objects.shown().filter(pk=question.pk)
    if question.mark == mark or not shown.exists():
        return
    _row, is_new = SameQuestion.objects.get_or_create(question=question, mark=mark)
    if is_new:
        shown.update(wanted=F("wanted") + 1)
        note_change(time)


def _number_asked(talk: Talk) -> int:
    """What is hidden takes no place: whoever fills the list with noise does not close it."""
    return AudienceQuestion.objects.shown().filter(talk=talk).count()


def _hold_open(talk: Talk) -> QuestionTime:
    time = lock_question_time(talk)
    if time is None or not time.is_open:
        raise Refused(_("No more questions are taken. Thank you for asking."))
    return time
