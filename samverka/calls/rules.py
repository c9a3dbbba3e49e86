"""Who may do what with calls. Each rule is a question; nothing here changes anything."""

from samverka.calls.models import Call
from samverka.partnership.rules import Visitor, is_coordinator

may_look_after_calls = is_coordinator


def may_read(visitor: Visitor, call: Call) -> bool:
    """Published calls are for everybody; the others for those who look after calls."""
    return call.state == Call.State.PUBLISHED or may_look_after_calls(visitor)
