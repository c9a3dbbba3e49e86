"""An application is begun and written, step by step; nothing that was written is refused."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.grants.actions.applicant import (
    keep_the_pace,
    lock_to_write,
    tell,
    write_to_applicant,
)
from samverka.grants.counting import Line
from samverka.grants.filed import kind_of, tidy_name
from samverka.grants.models import Enclosure, GrantApplication, GrantCost, Round
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.record.models import Letter

MOST_FILES, MOST_BYTES = 10, 15_000_000  # of one application
MOST_LINES = 60  # in one budget


def begin(
    *,
    turn: Round,
    name: str,
    email: str,
    language: str,
    sending_key: str,
    sender_mark: str,
    idea: Idea | None = None,
    writer: Person | None = None,
) -> GrantApplication:
    """A draft that nobody but whoever has its address sees; the address goes to the e-mail.

    `sending_key` makes a second press give the same draft again. Raises `Refused` when the round
    takes none, or too many are begun at once.
    """
    begun = GrantApplication.objects.filter(sending_key=sending_key).first()
    if begun:
        return begun
    if not turn.takes_applications:
        raise Refused(_("The round takes no applications just now."))
    _refuse_a_flood(sender_mark)
    application = GrantApplication(
        round=turn,
        name=name,
        email=email,
        language=language,
        sending_key=sending_key,
        sender_mark=sender_mark,
        idea=idea,
        title=idea.title if idea else "",
        summary=idea.text if idea else "",
        writer=writer,
        example=turn.example,
    )
    try:
        return _begin(application)
    except IntegrityError:  # the other press was a moment quicker
        return GrantApplication.objects.get(sending_key=sending_key)


@transaction.atomic
def _begin(application: GrantApplication) -> GrantApplication:
    application.save()
    if application.idea:
        application.themes.set(application.idea.themes.all())
    tell(application, "begun")
    write_to_applicant(application, "begun")
    return application


def _refuse_a_flood(sender_mark: str) -> None:
    latest = GrantApplication.objects.filter(begun_at__gt=timezone.now() - timedelta(hours=1))
    mine = latest.filter(sender_mark=sender_mark).count()
    if mine >= settings.GRANTS_PER_HOUR or latest.count() >= settings.GRANTS_PER_HOUR_IN_ALL:
        raise Refused(
            _(
                "Many applications have been begun in the last hour. What you wrote is still here."
                " Wait a while and go on then."
            )
        )


def forget_marks() -> int:
    """Blot out the marks of network addresses after a day; returns how many there were."""
    a_day_ago = timezone.now() - timedelta(days=1)
    old = GrantApplication.objects.filter(begun_at__lt=a_day_ago).exclude(sender_mark="")
    return old.update(sender_mark="")


@transaction.atomic
def write_facts(
    *,
    application: GrantApplication,
    facts: Mapping[str, Any],
    themes: Sequence[Theme] | None = None,
    seen: int | None = None,
) -> GrantApplication:
    """Keep what was written of the organisation and the project, also when more is missing."""
    application = lock_to_write(application, seen=seen)
    for name, value in facts.items():
        setattr(application, name, value)
    if "organisation_number" in facts:
        application.organisation = _partner_of(application)
    application.save()
    if themes is not None:
        application.themes.set(themes)
    tell(application, "written")
    return application


@transaction.atomic
def lead_back(*, application: GrantApplication) -> None:
    """Send the address of the application where it is written to, once to each.

    Not while somebody types: half an address may be somebody else's, and who has it may write.
    """
    application = lock_to_write(application)
    told = Letter.objects.about(application).filter(to__iexact=application.email)
    if not application.email or told.exists():
        return
    keep_the_pace(application)
    tell(application, "led_back")
    write_to_applicant(application, "begun")


def _partner_of(application: GrantApplication) -> Organisation | None:
    """The partner whose number it is. Of a joint application it is whoever leads it."""
    if application.joint_id:
        return application.organisation
    number = application.organisation_number
    found = Organisation.objects.filter(number=number).order_by("pk") if number else None
    return found.first() if found is not None else None


@transaction.atomic
def write_answers(
    *, application: GrantApplication, answers: Mapping[str, str], seen: int | None = None
) -> GrantApplication:
    """The texts of the form's sections, by key; a section that is not named keeps its text."""
    application = lock_to_write(application, seen=seen)
    application.answers = {**application.answers, **answers}
    application.save()
    tell(application, "written")
    return application


@transaction.atomic
def write_budget(
    *,
    application: GrantApplication,
    asked: Any,
    lines: Sequence[Line],
    seen: int | None = None,
) -> GrantApplication:
    """The whole budget as it was sent: lines that are not there any more are gone."""
    application = lock_to_write(application, seen=seen)
    if len(lines) > MOST_LINES:
        raise Refused(_("A budget has 60 lines at most. Put some of them together."))
    application.asked = asked
    application.save()
    application.costs.all().delete()
    GrantCost.objects.bulk_create(
        _row(application, number, line) for number, line in enumerate(lines, 1)
    )
    tell(application, "written")
    return application


def _row(application: GrantApplication, number: int, line: Line) -> GrantCost:
    hours = line.kind == GrantCost.Kind.HOURS
    return GrantCost(
        application=application,
        number=number,
        kind=line.kind,
        what=line.what,
        category="" if line.kind != GrantCost.Kind.COST else line.category,
        amount=None if hours else line.amount,
        quantity=line.quantity if hours else None,
    )


@transaction.atomic
def enclose(*, application: GrantApplication, content: bytes, name: str) -> Enclosure:
    """Keep a file; what it is, its content says."""
    application = lock_to_write(application)
    kind = kind_of(content)
    files = application.enclosures.filter(of=Enclosure.Of.APPLICATION)
    size = files.aggregate(size=Sum("size"))["size"] or 0
    if files.count() >= MOST_FILES or size + len(content) > MOST_BYTES:
        raise Refused(_("There is room for 10 files and 15 MB in all. Take one away first."))
    application.save()
    file = Enclosure.objects.create(
        application=application,
        name=tidy_name(name, kind),
        kind=kind,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    tell(application, "enclosed", file=file.pk)
    return file


@transaction.atomic
def take_out(*, enclosure: Enclosure) -> None:
    application = lock_to_write(enclosure.application)
    if enclosure.of != Enclosure.Of.APPLICATION:
        raise Refused(_("This file belongs to something that has been handed in."))
    application.save()
    tell(application, "took_out", file=enclosure.pk)
    Enclosure.objects.filter(pk=enclosure.pk).delete()
