"""Texts are written: each time a new version, and never one less."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.common.tenancy import current_partnership_id
from samverka.pages.models import Text, Version
from samverka.pages.rules import may_edit_texts
from samverka.partnership.models import Partnership
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.tasks.actions import finish_task
from samverka.tasks.models import Task


@transaction.atomic
def found_texts() -> list[Version]:
    """What the partnership said of itself before texts had versions becomes the first of each.

    Nothing happens to a text that has a version already.
    """
    partnership = Partnership.objects.get(pk=current_partnership_id())
    first = {
        Text.Slug.ABOUT: (partnership.about_sv, partnership.about_en),
        Text.Slug.SUPPORT: (partnership.support_intro_sv, partnership.support_intro_en),
    }
    made = []
    for slug, (body_sv, body_en) in first.items():
        if (body_sv or body_en) and not Version.objects.of(slug).exists():
            text, _new = Text.objects.get_or_create(slug=slug)
            made.append(_add(text, 1, body_sv=body_sv, body_en=body_en, note="", by=None))
    return made


@transaction.atomic
def write_text(
    *, slug: str, body_sv: str, body_en: str, by: Person, note: str = "", seen: int = 0
) -> Version:
    """Say it anew. `seen` is the number of the version that the person started from."""
    if not may_edit_texts(by):
        raise Refused(_("Only coordinators write the texts of the partnership."))
    founded = [version for version in found_texts() if version.text.slug == slug]
    text, _new = Text.objects.select_for_update().get_or_create(slug=slug)
    latest = Version.objects.of(slug).first()
    number = latest.number if latest else 0
    # Whoever came before there were versions saw what is the first one now.
    if number != seen and not (founded and seen == 0):
        raise Outdated(
            _(
                "Somebody else changed this text while you were writing. What you wrote is still"
                " here. Compare in the history, then save again to let yours stand."
            )
        )
    if latest and (latest.body_sv, latest.body_en) == (body_sv, body_en):
        return latest
    version = _add(text, number + 1, body_sv=body_sv, body_en=body_en, note=note, by=by)
    for task in Task.objects.open().about(text, Task.Kind.PAGE_REVIEW):
        finish_task(task=task, by=None)
    return version


def restore_version(*, version: Version, by: Person, seen: int) -> Version:
    """Let the text say again what it said then: a new version, so that nothing is lost."""
    return write_text(
        slug=version.text.slug,
        body_sv=version.body_sv,
        body_en=version.body_en,
        note=_("As in version %(number)s") % {"number": version.number},
        by=by,
        seen=seen,
    )


def _add(
    text: Text, number: int, *, body_sv: str, body_en: str, note: str, by: Person | None
) -> Version:
    version = Version.objects.create(
        text=text, number=number, body_sv=body_sv, body_en=body_en, note=note, by=by
    )
    text.changed_at = timezone.now()
    text.save(update_fields=["changed_at"])
    role = History.Role.PERSON if by else History.Role.SYSTEM
    write_history(verb="written", of=text, by=by, role=role, version=number)
    return version
