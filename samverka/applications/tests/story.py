"""Föreningen Grönskan applies for money, and Amina has begun."""

from datetime import date
from typing import Any

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


def form_places(application: Application, cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of who applies, the form and the steps."""
    lead = application.members.get()
    section = actions.add_section(application=application, title="Need", by=cast.amina)
    letter = actions.Letter(name="Others (example)", email="others@example.org", language="en")
    asked = actions.ask_outside(application=application, letter=letter, by=cast.amina)
    what = actions.Committed(kind="cash", what="Money")
    sections = actions.keyed([("", {"title": "Need"})])
    form = actions.Drawn(name="Ours", language="en", sections=sections)
    own = actions.make_template(organisation=lead.organisation, what=form, by=cast.amina)
    return {
        "sections": section.pk,
        "form": section.pk,
        "status": application.steps.all()[0].pk,
        "who": lead.pk,
        "places": lead.places.get().pk,
        "outside": asked.pk,
        "asked": asked.key,
        "brings": actions.add_commitment(member=lead, what=what, by=cast.amina).pk,
        "forms": own.pk,
    }
