"""The letter of support: what it says to begin with, and how it stands on paper."""

from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samverka.common.papers import paragraphs, said
from samverka.documents import Document, Heading, Part, Signature, plain
from samverka.references.models import ReferenceRequest, SupportLetter


def proposed_text(request: ReferenceRequest, language: str) -> str:
    """The shipped letter with what is known filled in; people change it before it is made."""
    with override(language):
        told = {
            "partnership": request.partnership.name,
            "title": request.title,
            "organisation": request.organisation,
            "country": request.country,
        }
        blocks = [
            _("To %(organisation)s, %(country)s") % told,
            _("%(partnership)s supports the project “%(title)s”.") % told,
            _promise(request),
            _who(request),
            _("This holds if the project gets the money that it applies for."),
        ]
    return "\n\n".join(block for block in blocks if block)


def _promise(request: ReferenceRequest) -> str:
    if not request.seeks_a_group:
        return _("We have read what the project wants to do, and hope that it will be granted.")
    kind = request.get_kind_display().lower()
    promise = _("If it is granted we take part as: %(kind)s.") % {"kind": kind}
    if request.meetings_a_year:
        times = ngettext(
            "We meet the project %(n)s time a year and say what we think.",
            "We meet the project %(n)s times a year and say what we think.",
            request.meetings_a_year,
        )
        promise = f"{promise} {times % {'n': request.meetings_a_year}}"
    return promise


def _who(request: ReferenceRequest) -> str:
    rows = request.participations.taking_part().with_who()
    names = [str(one.organisation) for one in rows]
    return _("Those of us who take part: %(names)s.") % {"names": ", ".join(names)} if names else ""


def support_paper(letter: SupportLetter, made: datetime) -> Document:
    """In the language of the letter, with lines to sign on and the mark of what is signed."""
    with override(letter.language):
        parts: list[Part] = [
            *_body(letter),
            Signature((_("Place and date"), _("Signature"), _signed_by(letter))),
            said(_("Mark of this text (SHA-256): %(mark)s") % {"mark": letter.mark}, italic=True),
        ]
        title = _title()
        author = letter.partnership.name
    return Document(title, letter.language, tuple(parts), author=author, made=made)


def mark_of(letter: SupportLetter) -> str:
    """The same for as long as the letter says the same and is signed by the same."""
    with override(letter.language):
        told = (_title(), _body(letter), _signed_by(letter))
    return sha256(repr(told).encode()).hexdigest()


def _title() -> str:
    return _("Letter of support")


def _body(letter: SupportLetter) -> tuple[Part, ...]:
    """The first words are the heading: what it is about."""
    heading = Heading(1, plain(letter.request.title))
    return (heading, *paragraphs(letter.text))


def _signed_by(letter: SupportLetter) -> str:
    return ", ".join(filter(None, (letter.signatory_name, letter.signatory_role)))
