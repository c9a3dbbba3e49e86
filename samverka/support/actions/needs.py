"""The rows of the map."""

from django.db import transaction

from samverka.support.models import Need
from samverka.support.usual_needs import USUAL_NEEDS


@transaction.atomic
def add_usual_needs() -> dict[str, Need]:
    """The usual needs for a partnership that has just begun; gives all it has, by slug."""
    known = {need.slug for need in Need.objects.all()}
    Need.objects.bulk_create(
        Need(order=10 * (n + 1), **usual._asdict())
        for n, usual in enumerate(USUAL_NEEDS)
        if usual.slug not in known
    )
    return {need.slug: need for need in Need.objects.all()}
