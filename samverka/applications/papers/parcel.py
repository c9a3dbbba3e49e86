"""Everything that is sent, as one archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.applications.models import Application, Member, SignedCopy
from samverka.applications.papers.application import application_paper
from samverka.applications.papers.budget import budget_workbook
from samverka.applications.papers.letter import letter_paper, members_with_letters
from samverka.common.papers import File, as_file, file_name
from samverka.common.signed import SignedQuerySet
from samverka.documents import Document, archived


@dataclass(frozen=True)
class Parcel:
    """The archive, and a mark of what it was made from: another one when that has changed."""

    file: File
    mark: str

    @property
    def sha256(self) -> str:
        return sha256(self.file.content).hexdigest()


def parcel_of(application: Application, made: datetime) -> Parcel:
    """The application as DOCX and PDF, the budget, the letters, and the copies that were signed."""
    mark = mark_of(application)
    with translation.override(application.language):
        files = dict(_files(application, made))
        name = f"{file_name(application.title)}.zip"
    return Parcel(File(name, archived(files)), mark)


def mark_of(application: Application) -> str:
    """The same for as long as the same would be sent; costs no file."""
    paper = application_paper(application, datetime.min)
    letters = [letter for _, letter in _letters(application, datetime.min)]
    copies = list(_copies(application).values_list("pk", "mark"))
    return sha256(repr((paper, letters, copies)).encode()).hexdigest()


def _letters(application: Application, made: datetime) -> Iterator[tuple[Member, Document]]:
    members = members_with_letters(application)
    lead = next((one.organisation.name for one in members if one.leads), "")
    return ((member, letter_paper(member, lead, made)) for member in members)


def _files(application: Application, made: datetime) -> Iterator[tuple[str, bytes]]:
    paper = application_paper(application, made)
    for kind in ("docx", "pdf"):
        file = as_file(paper, kind)
        yield file.name, file.content
    budget = budget_workbook(application)
    if budget is not None:
        yield f"{_('budget')}.xlsx", budget
    names: dict[int, str] = {}
    for number, (member, letter) in enumerate(_letters(application, made), 1):
        names[member.pk] = f"{number:02}-{file_name(member.organisation.name)}"
        yield f"{_('letters')}/{names[member.pk]}.pdf", as_file(letter, "pdf").content
    for copy in _copies(application).select_related("pledge"):
        name = f"{_('signed')}/{names[copy.pledge.member_id]}.{copy.ending}"
        yield name, bytes(copy.content)


def _copies(application: Application) -> SignedQuerySet:
    """One for each member at most: the others were replaced."""
    copies = SignedCopy.objects.current().order_by("pk")
    member = "pledge__member"
    return copies.filter(**{f"{member}__application": application, f"{member}__state": "in"})
