"""The words of an agreement, as data that is frozen, and as a paper."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samverka.common.papers import paragraphs, said, whole_day
from samverka.common.templatetags.samverka import money
from samverka.documents import Document, Heading, Part, Signature, plain
from samverka.grants.models import Agreement, Grant, GrantChange, GrantReport, Payment

Content = dict[str, Any]


def agreement_content(grant: Grant, extra: str = "") -> Content:
    """What is agreed, in the language of the application: plain words, and the facts in them."""
    application = grant.application
    with translation.override(application.language):
        sections = [
            (_("What it is about"), _about(grant)),
            (_("The money"), _money(grant)),
            (_("Conditions"), _conditions(grant, extra)),
            (_("What you do"), _duties(grant)),
            (_("Reports"), _reports(grant)),
            (_("If something changes"), _changes()),
            (_("When money is given back"), _repayment()),
        ]
        return {
            "title": _("Agreement on a grant: %(title)s") % {"title": application.title},
            "language": application.language,
            "number": application.number,
            "applicant": application.name,
            "host": application.round.host.name,
            "amount": str(grant.amount),
            "currency": application.round.currency,
            "starts_on": grant.starts_on.isoformat(),
            "ends_on": grant.ends_on.isoformat(),
            "extra": extra,
            "sections": [{"title": title, "lines": lines} for title, lines in sections if lines],
        }


def mark_of(content: Content) -> str:
    """SHA-256 of the content, the same for as long as it says the same."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def agreement_paper(agreement: Agreement) -> Document:
    content = agreement.content
    with translation.override(content["language"]):
        parts: list[Part] = []
        for section in content["sections"]:
            parts.append(Heading(1, plain(section["title"])))
            parts += [part for line in section["lines"] for part in paragraphs(line)]
        parts += _signatures(agreement)
        return Document(
            content["title"],
            content["language"],
            tuple(parts),
            author=content["host"],
            footer=f"{content['number']} · {agreement.sha256[:16]}",
            made=agreement.made_at,
        )


def _signatures(agreement: Agreement) -> list[Part]:
    """Who has signed and when; lines to write on for those who have not."""
    content, parts = agreement.content, list[Part]()
    parts.append(Heading(1, plain(_("Signatures"))))
    signers = (
        (content["applicant"], agreement.applicant_name, agreement.applicant_signed_at),
        (content["host"], _name(agreement), agreement.host_signed_at),
    )
    for whose, name, at in signers:
        if at:
            parts.append(said(_signed(whose, name, at)))
        else:
            parts += [said(_("For %(name)s:") % {"name": whose}), _lines_to_sign()]
    return parts


def _name(agreement: Agreement) -> str:
    return str(agreement.host_signed_by or "")


def _signed(whose: str, name: str, at: datetime) -> str:
    told = {"whose": whose, "name": name, "day": whole_day(timezone.localdate(at))}
    if not name:
        return _("Signed for %(whose)s on %(day)s.") % told
    return _("Signed for %(whose)s by %(name)s on %(day)s.") % told


def _lines_to_sign() -> Signature:
    return Signature((_("Place and date"), _("Signature"), _("Name and role in capitals")))


def _about(grant: Grant) -> list[str]:
    application = grant.application
    told = {
        "host": application.round.host.name,
        "name": application.name,
        "title": application.title,
        "number": application.number,
        "first": whole_day(grant.starts_on),
        "last": whole_day(grant.ends_on),
    }
    return [
        _("%(host)s gives %(name)s a grant for the project “%(title)s”, number %(number)s.") % told,
        _("The project goes on from %(first)s to %(last)s.") % told,
    ]


def _money(grant: Grant) -> list[str]:
    currency = grant.application.round.currency
    lines = [_("The grant is %(amount)s at most.") % {"amount": money(grant.amount, currency)}]
    payments = grant.payments.exclude(state=Payment.State.DROPPED).select_related("report")
    for payment in payments:
        told = {
            "amount": money(payment.amount, currency),
            "day": whole_day(payment.planned_on),
            "after": payment.comes_after,
        }
        sentence = _("%(amount)s is paid about %(day)s.")
        if payment.comes_after:
            sentence = _("%(amount)s is paid about %(day)s, after: %(after)s.")
        lines.append(sentence % told)
    return lines


def _conditions(grant: Grant, extra: str) -> list[str]:
    """Of the decision, of every change that was agreed to since, and what the officer adds."""
    agreed = grant.changes.filter(state=GrantChange.State.AGREED).select_related("decision")
    changed = [line for change in agreed for line in _changed(grant, change)]
    return [*_lines(grant.decision.conditions), *changed, *_lines(extra)]


def _changed(grant: Grant, change: GrantChange) -> list[str]:
    """What was decided, never what was asked for in other words; a last day that was moved once
    more holds no longer."""
    assert change.decision
    said = []
    if change.ends_on == grant.ends_on:
        said.append(_("New last day: %(day)s") % {"day": whole_day(change.ends_on)})
    if change.decision.conditions or not change.ends_on:
        said += _lines(change.decision.conditions or change.decision.reasons)
    return said


def _duties(grant: Grant) -> list[str]:
    return [
        _("You use the money for what stands in the application and its budget."),
        _("What you bring yourselves, in money and hours, is at least as much as the grant."),
        _("You keep receipts and notes of hours for seven years, and show them if we ask."),
        _("You say that we have given money when you tell others about the project."),
    ]


def _reports(grant: Grant) -> list[str]:
    waiting = grant.reports.exclude(state=GrantReport.State.APPROVED)
    return [
        _("%(kind)s: at the latest on %(day)s.")
        % {"kind": report.get_kind_display(), "day": whole_day(report.due_on)}
        for report in waiting
    ]


def _changes() -> list[str]:
    return [
        _("Ask us before you change what you do, for how long, or how the money is used."),
        _("We answer with a decision. If something else is agreed, we sign a new agreement."),
    ]


def _repayment() -> list[str]:
    return [
        _("If the project costs less, or you bring less yourselves, the grant becomes less."),
        _("What you have got too much of you give back."),
        _("If no report comes, or the money went to something else, we may claim all of it back."),
    ]


def _lines(text: str) -> list[str]:
    return [text.strip()] if text.strip() else []
