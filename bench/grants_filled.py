"""Rounds with applications that have been scored, put into the database of a demo."""

import random
from decimal import Decimal

from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.utils import timezone

from bench.grants import ASSESSORS, KEY, ROUNDS_OF
from samverka.cast.grants import SLUG
from samverka.common.tenancy import scope
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
from samverka.partnership.models import Municipality, Partnership
from samverka.people.models import Person

SEED = 2026


def fill() -> None:
    here = Partnership.objects.get(is_default=True)
    with transaction.atomic(), scope(here.pk):
        people = [Person.objects.create_user(f"assessor{n}@example.org") for n in range(ASSESSORS)]
        for slug, number in ROUNDS_OF.items():
            _round(slug, number, people)
        _sign_in(people[0])


def _sign_in(person: Person) -> None:
    """Under a key that the clients know."""
    client = Client()
    client.force_login(person)
    own = Session.objects.get(pk=client.session.session_key)
    Session.objects.create(
        session_key=KEY, session_data=own.session_data, expire_date=own.expire_date
    )


def _round(slug: str, number: int, people: list[Person]) -> None:
    like = Round.objects.get(slug=SLUG)
    criteria = list(like.criteria.all())
    turn = Round(
        **{
            name: getattr(like, name)
            for name in ("call", "edition", "host", "opens_on", "cost_rules", "kinds", "state")
        },
        slug=slug,
        name_sv=slug,
    )
    turn.save()
    for one in criteria:
        one.pk, one.round = None, turn
        one.save(force_insert=True)
    places = [
        Panelist.objects.create(round=turn, person=one, organisation=turn.host, role="assessor")
        for one in people
    ]
    _applications(turn, number, places)


def _applications(turn: Round, number: int, places: list[Panelist]) -> None:
    chance = random.Random(SEED)
    towns = list(Municipality.objects.all())
    rows = GrantApplication.objects.bulk_create(
        GrantApplication(
            round=turn,
            number=registration_number(),
            state="assessed",
            sent_at=timezone.now(),
            name=f"Exempelföreningen {n}",
            title=f"Exempel {n}",
            municipality=chance.choice(towns),
            asked=Decimal(chance.randrange(20, 51) * 1000),
            example=True,
        )
        for n in range(number)
    )
    Declaration.objects.bulk_create(
        Declaration(application=row, person=place.person, conflict=False)
        for row in rows
        for place in places
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(application=row, panelist=place, state="handed_in", handed_in_at=timezone.now())
        for row in rows
        for place in places
        if number == 1 or chance.random() < 0.9  # some have not handed in yet
    )
    criteria = list(Criterion.objects.filter(round=turn))
    Score.objects.bulk_create(
        (
            Score(assessment=one, criterion=criterion, points=chance.randrange(1, 6))
            for one in assessments
            for criterion in criteria
        ),
        batch_size=2000,
    )
