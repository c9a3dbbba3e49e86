"""What letters said is taken back, wherever it was told: also in a digest with other things."""

from django.db import transaction
from django.db.models import Model

from samverka.record.models import Letter, LetterQuerySet

BLOTTED = {
    "to": "erased@invalid.invalid",
    "subject": "–",
    "body": "",
    "calendar": "",
    "trouble": "",
    "stop_key": "",
}


@transaction.atomic
def blot_out(row: Model) -> None:
    """Letters about it lose their text, and those that have not left never do.

    A digest that told of it and has left is blotted out as a whole: what else stood in it has
    reached whom it was for.
    """
    pks, digests = take_back(Letter.objects.about(row))
    Letter.objects.filter(pk__in=[*pks, *digests]).update(**BLOTTED)


@transaction.atomic
def take_back(letters: LetterQuerySet) -> tuple[list[int], list[int]]:
    """Those that have not left never do, nor does a digest that tells of one of them.

    What else such a digest told waits for the next; rather twice than never, where it was leaving
    just now. Returns the keys of the letters, and of the digests that told of them. Whoever writes
    a digest holds what it tells, so either it is found here or it never knew.
    """
    held = list(letters.order_by("pk").select_for_update().values_list("pk", "digest"))
    pks = [pk for pk, _digest in held]
    digests = sorted({digest for _pk, digest in held if digest})
    waiting = Letter.objects.filter(pk__in=digests).exclude(state=Letter.State.SENT)
    unsent = list(waiting.select_for_update().values_list("pk", flat=True))
    Letter.objects.filter(digest__in=unsent).update(state=Letter.State.GATHERED, digest=None)
    Letter.objects.filter(pk__in=unsent).delete()
    gone = Letter.objects.filter(pk__in=pks).not_left()
    gone.delete()
    return pks, digests
