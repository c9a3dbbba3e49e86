"""Letters of support: made, signed and handed in, taken away again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.signed import as_handed_in
from samverka.people.models import Person
from samverka.references.actions.telling import ask_care, lock_request, tell, write_to_asker
from samverka.references.models import ReferenceRequest, SupportCopy, SupportLetter
from samverka.references.papers import mark_of
from samverka.references.rules import is_coordinator, may_sign


@transaction.atomic
def make_support_letter(
    *,
    request: ReferenceRequest,
    text: str,
    language: str,
    signatory: Person,
    role: str,
    by: Person,
    seen: int | None = None,
) -> SupportLetter:
    """A new version, ready to be signed; those before it stay in the history."""
    if not is_coordinator(by):
        raise Refused(_("Only coordinators make a letter of support, and say who signs it."))
    request = lock_request(request, seen=seen)
    _ask_accepted(request)
    if not may_sign(signatory):
        raise Refused(_("%(name)s cannot sign for the partnership.") % {"name": signatory})
    newest = request.letters.first()
    letter = SupportLetter(
        request=request,
        number=newest.number + 1 if newest else 1,
        language=language,
        text=text,
        signatory=signatory,
        signatory_name=signatory.name or signatory.email,
        signatory_role=role,
        made_by=by,
    )
    letter.mark = mark_of(letter)
    letter.save()
    request.save()
    tell(request, "letter_made", by=by, number=letter.number)
    return letter


@transaction.atomic
def hand_in_support_letter(
    *, letter: SupportLetter, content: bytes, name: str, by: Person
) -> SupportCopy:
    """Keep a signed copy, which who asked can fetch; one that was there before stays too."""
    handed_in = as_handed_in(content, name)
    ask_care(by)
    request = lock_request(letter.request)
    _ask_accepted(request)
    if letter.number != request.letters.latest("number").number:
        raise Refused(_("There is a newer version of the letter. Let that one be signed."))
    _replace(request)
    copy = SupportCopy.objects.create(letter=letter, by=by, **handed_in)
    request.save()
    tell(request, "letter_signed", by=by, number=letter.number)
    write_to_asker(request, "letter_signed")
    return copy


@transaction.atomic
def set_support_letter_aside(*, request: ReferenceRequest, by: Person) -> None:
    """It was the wrong file: who asked no longer sees it, it stays in the history."""
    ask_care(by)
    request = lock_request(request)
    if not _replace(request):
        raise Refused(_("There is nothing to take back."))
    request.save()
    tell(request, "letter_set_aside", by=by)


def _ask_accepted(request: ReferenceRequest) -> None:
    if request.state != ReferenceRequest.State.ACCEPTED:
        raise Refused(_("Say yes to the request first."))


def _replace(request: ReferenceRequest) -> int:
    copies = SupportCopy.objects.filter(letter__request=request, replaced_at=None)
    return copies.update(replaced_at=timezone.now())
