"""Föreningen Grönskan applies for money, and Amina has begun."""

from datetime import date

from samverka.applications import actions
from samverka.applications.models import Application
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.partnership.models import Organisation

TITLE = "The market garden: grow, cook and find work"
REGION = "regional-social-innovation"


def begun(cast: Cast, call: Call | None = None) -> Application:
    lead = Organisation.objects.get(slug="foreningen-gronskan")
    what = actions.Beginning(title=TITLE, language="en", call=call)
    return actions.begin_application(lead=lead, what=what, by=cast.amina)


def on_the_form(cast: Cast, due_on: date | None = None) -> Application:
    """On the region's form, with its seven sections."""
    lead = Organisation.objects.get(slug="foreningen-gronskan")
    edition = actions.take_shipped(forms()[REGION])
    what = actions.Beginning(title=TITLE, language="sv", edition=edition, due_on=due_on)
    return actions.begin_application(lead=lead, what=what, by=cast.amina)
