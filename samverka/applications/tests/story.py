"""Föreningen Grönskan applies for money, and Amina has begun."""

from samverka.applications import actions
from samverka.applications.models import Application
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.partnership.models import Organisation

TITLE = "The market garden: grow, cook and find work"


def begun(cast: Cast, call: Call | None = None) -> Application:
    lead = Organisation.objects.get(slug="foreningen-gronskan")
    what = actions.Beginning(title=TITLE, language="en", call=call)
    return actions.begin_application(lead=lead, what=what, by=cast.amina)
