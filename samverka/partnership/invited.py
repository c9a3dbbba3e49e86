"""Where somebody who has been invited comes in, when their address is proven by other means."""

from django.utils import timezone

from samverka.common.tenancy import everywhere, whole_address
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Invitation


def way_in_for_invited(email: str) -> str:
    """The page of the newest open invitation to this address, in any partnership; "" for none.

    Whoever gets it may accept in the name of the address, so it must be proven to be theirs.
    """
    waiting = everywhere(Invitation).filter(
        email=email, state=Invitation.State.WAITING, expires_at__gt=timezone.now()
    )
    newest = waiting.select_related("partnership").order_by("-sent_at").first()
    if newest is None:
        return ""
    with working_for(newest.partnership):
        return whole_address(newest.get_absolute_url())
