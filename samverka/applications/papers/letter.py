"""The letter in which a member promises what it does and brings, ready to be signed."""

from datetime import datetime
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.applications.models import Application, Member
from samverka.applications.papers.application import commitment_table
from samverka.common.papers import fact_table, paragraphs, said, whole_day
from samverka.documents import Document, Heading, Part, Signature, plain


def members_with_letters(application: Application) -> list[Member]:
    """Those who take part, the lead first, with all that their letters tell."""
    found = application.members.current().with_organisation().lead_first()
    members = list(found.select_related("pledge__made_by").prefetch_related("commitments"))
    for member in members:
        member.application = application
    return members


def lead_name(application: Application) -> str:
    lead = application.members.filter(role=Member.Role.LEAD).select_related("organisation").first()
    return lead.organisation.name if lead else ""


def letter_paper(member: Member, lead: str, made: datetime) -> Document:
    """From what the member has said that it does and brings; in the language of the application.

    `lead` is the name of the organisation that applies.
    """
    application = member.application
    with translation.override(application.language):
        name = member.organisation.name
        parts: list[Part] = [_whose(member), _promise(member, lead)]
        if member.does:
            parts += [Heading(1, plain(_("What we do in the project"))), *paragraphs(member.does)]
        commitments = list(member.commitments.all())
        if commitments:
            parts += [
                Heading(1, plain(_("What we commit"))),
                commitment_table(commitments, application.currency, named=False),
            ]
        parts += [
            said(_("This holds if the application is granted.")),
            Signature((_("Place and date"), _("Signature"), _("Name and role in capitals"))),
        ]
        title = _("Letter of commitment from %(name)s") % {"name": name}
        return Document(title, application.language, tuple(parts), author=name, made=made)


def mark_of(member: Member, lead: str) -> str:
    """The same for as long as the letter says the same."""
    paper = letter_paper(member, lead, datetime.min)
    return sha256(repr((paper.title, paper.parts)).encode()).hexdigest()


def _whose(member: Member) -> Part:
    application = member.application
    call = application.call
    period = " – ".join(filter(None, map(whole_day, (application.starts_on, application.ends_on))))
    return fact_table(
        [
            (_("Organisation"), member.organisation.name),
            (_("Organisation number"), member.organisation.number),
            (_("Project"), application.title),
            (_("Call"), call.title if call else ""),
            (_("Funder"), call.funder if call else ""),
            (_("Project period"), period),
        ]
    )


def _promise(member: Member, lead: str) -> Part:
    name, project = member.organisation.name, member.application.title
    told = {"name": name, "project": project, "lead": lead}
    if member.leads:
        return said(_("%(name)s applies for “%(project)s” and leads it.") % told)
    if member.role == Member.Role.ASSOCIATED:
        sentence = _("%(name)s supports “%(project)s”, which %(lead)s applies for and leads.")
    else:
        sentence = _(
            "%(name)s takes part as a partner in “%(project)s”,"
            " which %(lead)s applies for and leads."
        )
    return said(sentence % told)
