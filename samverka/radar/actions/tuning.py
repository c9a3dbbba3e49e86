"""How much an organisation wants to hear of, and what its noes have taught."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.radar.actions.stances import ask_staff
from samverka.radar.models import Tuning
from samverka.record.actions import write_history


@transaction.atomic
def tune(
    *, organisation: Organisation, width: str, letters: bool, by: Person, seen: int | None = None
) -> Tuning:
    """How well a call has to fit, and whether those who work there get letters about new ones."""
    tuning = _lock(organisation, by, seen)
    tuning.width, tuning.letters = Tuning.Width(width), letters
    tuning.save()
    write_history(verb="tuned", of=tuning, by=by, organisation=organisation.pk, width=tuning.width)
    return tuning


@transaction.atomic
def forget_lessons(*, organisation: Organisation, by: Person) -> Tuning:
    """Nothing is learned from the noes there have been; the calls themselves stay away."""
    tuning = _lock(organisation, by, None)
    tuning.forgotten_at = timezone.now()
    tuning.save()
    write_history(verb="forgot", of=tuning, by=by, organisation=organisation.pk)
    return tuning


@transaction.atomic
def remember_lessons(*, organisation: Organisation, by: Person) -> Tuning:
    """The other way round: all noes teach again."""
    tuning = _lock(organisation, by, None)
    tuning.forgotten_at = None
    tuning.save()
    write_history(verb="remembered", of=tuning, by=by, organisation=organisation.pk)
    return tuning


def _lock(organisation: Organisation, by: Person, seen: int | None) -> Tuning:
    """Theirs as it is now, held until the transaction ends; made where they had chosen nothing."""
    ask_staff(by, organisation)
    Tuning.objects.get_or_create(organisation=organisation)
    tuning = Tuning.objects.select_for_update(of=("self",)).get(organisation=organisation)
    if seen is not None and tuning.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were reading. This is how it stands now."
                " What you chose is still here: look it through and send it again."
            )
        )
    tuning.version += 1
    return tuning
