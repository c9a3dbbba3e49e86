"""A visitor says if a page helped; its owner hears of it and does something."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.pages.models import Feedback, Page
from samverka.pages.owners import Owner, owner_of
from samverka.pages.rules import may_handle
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.tasks.actions import add_task, finish_task
from samverka.tasks.models import Task

TIME_TO_SAY_WHY = timedelta(days=1)


@transaction.atomic
def take_feedback(*, path: str, language: str, helped: bool, sender_mark: str) -> Feedback:
    """Write down one answer; a no is a task for the page's owner.

    Raises `Http404` for a page that is not ours, and `Refused` when too many come at once.
    """
    owner = owner_of(path)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    latest = Feedback.objects.filter(sender_mark=sender_mark, at__gt=an_hour_ago)
    if latest.count() >= settings.FEEDBACK_PER_HOUR:
        raise Refused(_("Many answers have come from your network in the last hour."))
    facts = {"organisation": owner.organisation, "person": owner.person}
    page, _new = Page.objects.update_or_create(path=path, defaults=facts)
    feedback = Feedback.objects.create(
        page=page, language=language, helped=helped, sender_mark=sender_mark
    )
    if not helped:
        _ask_owner(page, owner)
    return feedback


@transaction.atomic
def say_why(*, feedback: Feedback, text: str) -> Feedback:
    """Why it helped or did not; once, within a day."""
    feedback = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if feedback.text or feedback.at < timezone.now() - TIME_TO_SAY_WHY:
        raise Refused(_("This has been answered already. Begin again from the page."))
    feedback.text, feedback.handled_at = text, None
    feedback.save()
    _ask_owner(feedback.page, owner_of(feedback.page.path))
    return feedback


def _ask_owner(page: Page, owner: Owner) -> Task:
    """One open task for each page, however many say something."""
    return add_task(
        kind=Task.Kind.PAGE_FEEDBACK,
        what=lambda: (
            _("What visitors say about the page: %(page)s") % {"page": owner.title() or str(page)}
        ),
        organisation=owner.organisation,
        person=owner.person,
        role="" if owner.organisation or owner.person else Task.Role.COORDINATORS,
        about=page,
        address=f"feedback/pages/{page.pk}/",
    )


@transaction.atomic
def handle_feedback(*, page: Page, by: Person, words: str, seen: int) -> int:
    """What was said up to `seen`, the last that the person read, is taken care of."""
    if not may_handle(by, page):
        raise Refused(_("Only the owner of the page and the coordinators do this."))
    handled = page.feedback.filter(pk__lte=seen, handled_at=None).update(handled_at=timezone.now())
    write_history(verb="handled", of=page, by=by, number=handled)
    for task in Task.objects.open().about(page, Task.Kind.PAGE_FEEDBACK):
        mine = Task.objects.for_person(by).filter(pk=task.pk).exists()
        finish_task(task=task, by=by if mine else None, words=words)
    if page.feedback.needing_somebody().exists():
        _ask_owner(page, owner_of(page.path))
    return handled


def forget_visitors() -> int:
    """Blot out the marks of network addresses after a day; returns how many there were."""
    a_day_ago = timezone.now() - timedelta(days=1)
    return Feedback.objects.filter(at__lt=a_day_ago).exclude(sender_mark="").update(sender_mark="")
