"""A round of the region's (example): Elsa is its officer, Nils and Ruth assess, Petra decides."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone

from samverka.applications.actions import take_shipped
from samverka.applications.shipped import forms
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.grants.models import (
    Assessment,
    Criterion,
    Declaration,
    GrantApplication,
    Panelist,
    Round,
    Score,
    registration_number,
)
from samverka.grants.rules import Standing
from samverka.grants.telling.case import Case
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import Person

RULES = "regional-social-innovation"
NAME = "Odlarna i Viby (exempel)"
EMAIL = "odlarna@example.net"
MONEY = Decimal(40_000)
MARKS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def a_round(cast: Cast, **facts: Any) -> Round:
    """Open since a month, rolling, with two criteria and a panel of four."""
    turn = Round.objects.create(
        call=Call.objects.get(slug="utvecklingsmedel-social-innovation"),
        edition=take_shipped(forms()[RULES]),
        host=Organisation.objects.get(slug="region-orebro-lan"),
        **{
            "slug": "tests-round",
            "name_sv": "Utvecklingsmedel (exempel)",
            "opens_on": timezone.localdate() - timedelta(days=30),
            "cost_rules": RULES,
            "state": Round.State.OPEN,
            "kinds": ["association"],
            "example": True,
            **facts,
        },
    )
    for number, title in enumerate(("Nytta", "Genomförande"), 1):
        Criterion.objects.create(round=turn, number=number, title_sv=title)
    for who, role in (
        (cast.elsa, Panelist.Role.OFFICER),
        (cast.nils, Panelist.Role.ASSESSOR),
        (cast.rut, Panelist.Role.ASSESSOR),
        (cast.petra, Panelist.Role.DECIDER),
    ):
        take_place(turn, who, role)
    return turn


def take_place(turn: Round, who: Person, role: Panelist.Role) -> Panelist:
    """For an organisation that applies for nothing."""
    return Panelist.objects.create(round=turn, person=who, organisation=turn.host, role=role)


def handed_in(turn: Round, **facts: Any) -> GrantApplication:
    """From an association that is no partner: nobody of the cast has to do with it."""
    starts = date(timezone.localdate().year + 1, 2, 1)
    return GrantApplication.objects.create(
        round=turn,
        **{
            "number": registration_number(),
            "state": GrantApplication.State.SENT,
            "sent_at": timezone.now(),
            "name": NAME,
            "kind": "association",
            "municipality": Municipality.objects.get(name="Hallsberg"),
            "contact_name": "Viola Viby (exempel)",
            "email": EMAIL,
            "title": "Trädgården för alla",
            "asked": MONEY,
            "starts_on": starts,
            "ends_on": starts.replace(month=11),
            "example": True,
            **facts,
        },
    )


def declare(application: GrantApplication, who: Person, *, conflict: bool = False) -> None:
    Declaration.objects.create(application=application, person=who, conflict=conflict)


def case_of(application: GrantApplication, who: Person) -> Case:
    return Case(application, Standing(who).places[application.round_id])


def scored(
    application: GrantApplication, who: Person, *points: int, state: str = "handed_in"
) -> Assessment:
    """What somebody of the panel thinks: so many points for each criterion in turn."""
    place = Panelist.objects.sitting().get(round=application.round, person=who)
    done = {"state": state, "handed_in_at": timezone.now()}
    assessment = Assessment.objects.create(application=application, panelist=place, **done)
    for criterion, point in zip(application.round.criteria.all(), points, strict=False):
        Score.objects.create(assessment=assessment, criterion=criterion, points=point)
    return assessment


def shown(answer: HttpResponseBase) -> str:
    """What stands on a page, without the marks that are new each time it is made."""
    text = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return MARKS.sub("", text.decode("utf-8", "replace"))
