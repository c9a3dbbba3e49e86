"""One letter instead of many: what was gathered for somebody leaves together, in their rhythm."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from samverka.record.models import Letter, LetterQuerySet, Rhythm

AT_MOST = 20  # lines; the desk has the rest


def send_digests(*, now: datetime | None = None) -> int:
    """Write the digests whose turn has come; returns how many."""
    now = now or timezone.now()
    receivers = Letter.objects.gathered().order_by("to").values_list("to", flat=True).distinct()
    return sum(_send_to(email.lower(), now) for email in receivers)


@transaction.atomic
def _send_to(email: str, now: datetime) -> bool:
    """At most one letter for each turn, even when two machines try."""
    rhythm, _new = Rhythm.objects.select_for_update().get_or_create(email=email)
    turn = rhythm.last_turn(now)
    if turn is None or (rhythm.last_at and rhythm.last_at >= turn):
        return False
    gathered = _gathered_for(email).filter(written_at__lte=turn)
    letters = list(gathered.order_by("id").select_for_update())
    if not letters:
        return False
    digest = _compose(letters, rhythm)
    told = Letter.objects.filter(pk__in=[one.pk for one in letters])
    told.update(state=Letter.State.TOLD, digest=digest)
    rhythm.last_at = now
    rhythm.save(update_fields=["last_at"])
    return True


def _gathered_for(email: str) -> LetterQuerySet:
    """Whoever has no account any more has no rights that could have changed."""
    person = get_user_model().objects.filter(email=email).first()
    if person:
        return Letter.objects.gathered_for(person)
    return Letter.objects.gathered().filter(to__iexact=email)


def _compose(letters: list[Letter], rhythm: Rhythm) -> Letter:
    """In the language of the newest: somebody may have chosen another since the first."""
    newest = letters[-1]
    digest = Letter(to=newest.to, language=newest.language, stop_key=rhythm.key)
    context = {
        "letters": letters[:AT_MOST],
        "more": max(0, len(letters) - AT_MOST),
        "count": len(letters),
        "rhythm": rhythm,
        "partnership": newest.partnership,
    }
    with translation.override(newest.language):
        text = render_to_string("record/digest.txt", context)
    subject, _line, body = text.strip().partition("\n")
    digest.subject, digest.body = " ".join(subject.split())[:200], body.strip() + "\n"
    digest.save()
    return digest
