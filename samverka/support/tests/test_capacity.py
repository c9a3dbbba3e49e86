"""An advisor is full, and there is room again by itself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.ideas import actions as ideas
from samverka.ideas.models import Routing
from samverka.ideas.tests.story import sent, workshop
from samverka.partnership.models import Municipality
from samverka.record.models import History
from samverka.support.actions.services import set_capacity
from samverka.support.documents import card
from samverka.support.models import Service
from samverka.support.tests.story import greenery_gives

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(until=DAYS, today=DAYS)
def test_full_until_a_day_is_open_from_that_day(until: date, today: date) -> None:
    service = Service(capacity="full", full_until=until)

    assert service.capacity_on(today) == ("open" if today >= until else "full")


@given(today=DAYS)
def test_closed_stays_closed(today: date) -> None:
    assert Service(capacity="closed").capacity_on(today) == "closed"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_amina_says_it_in_two_presses(client: Client, cast: Cast) -> None:
    service = greenery_gives()
    client.force_login(cast.amina)
    page = client.get(f"/en/support/{service.slug}/").content.decode()
    assert f'href="/en/support/{service.slug}/capacity/"' in page

    client.post(f"/en/support/{service.slug}/capacity/", {"capacity": "full", "until": in_days(30)})

    service.refresh_from_db()
    assert (service.capacity, service.full_until) == ("full", in_days(30))
    [told] = History.objects.of(service).filter(verb="capacity")
    assert (told.actor, told.detail) == (cast.amina, {"to": "full", "until": str(in_days(30))})
    assert service.capacity_words.startswith("Fullt till") or "until" in service.capacity_words
    assert card(service).line == f"Odlingsråd. {service.capacity_words}."


@pytest.mark.parametrize("days", [None, -1, 0, 731])
def test_a_day_that_cannot_be_is_refused(cast: Cast, days: int | None) -> None:
    until = None if days is None else in_days(days)

    with pytest.raises(Refused):
        set_capacity(service=greenery_gives(), capacity="full", until=until, by=cast.amina)

    assert not History.objects.filter(verb="capacity").exists()


def test_rut_does_not_speak_for_another_organisation(cast: Cast) -> None:
    with pytest.raises(Refused):
        set_capacity(service=greenery_gives(), capacity="closed", by=cast.rut)


def test_the_advisor_says_it_from_the_page_of_an_idea(client: Client, cast: Cast) -> None:
    [routing] = ideas.route_idea(idea=sent(), to=[workshop()[0]], by=cast.elsa)
    address = f"/en/ideas/answer/{routing.key}/capacity/"

    assert client.post(address, {"capacity": "full"}).status_code == 422
    assert client.post(address, {"capacity": "closed"}).status_code == 302

    service = Service.objects.get(pk=routing.service_id)
    assert service.capacity == "closed"
    [told] = History.objects.of(service).filter(verb="capacity")
    assert (told.role, told.actor) == ("advisor", None)
    assert "Takes no new cases" in client.get(f"/en/support/{service.slug}/").content.decode()


def test_a_full_one_is_asked_only_when_that_is_chosen(client: Client, cast: Cast) -> None:
    idea, full = sent(), workshop()[0]
    Service.objects.filter(pk=full.pk).update(capacity="full", full_until=in_days(10))
    client.force_login(cast.elsa)
    address = f"/en/ideas/inbox/{idea.pk}/"
    last = list(client.get(address).context["route_form"].fields["to"].choices)[-1]
    assert last[0] == full.pk
    assert "full until" in last[1]

    warned = client.post(f"{address}route/", {"to": full.pk, "seen": 1})

    assert warned.status_code == 422
    assert "Do you want to ask even so?" in warned.content.decode()
    assert not Routing.objects.exists()
    client.post(f"{address}route/", {"to": full.pk, "seen": 1, "although_full": "on"})
    assert Routing.objects.get().service == full


def test_what_speaks_against_a_service(cast: Cast) -> None:
    service = greenery_gives(languages=["sv", "ar"], capacity="closed")
    here, there = Municipality.objects.all()[:2]
    service.municipalities.add(here)

    assert service.doubts(place=here, language="sv") == [service.capacity_words]
    assert len(service.doubts(place=there, language="en")) == 3
    service.municipalities.clear()
    assert len(service.doubts(place=there, language="en")) == 2


def test_who_works_at_a_partner_that_has_left_enters_no_services(
    client: Client, cast: Cast
) -> None:
    service = greenery_gives()
    client.force_login(cast.amina)
    before = client.get(f"/en/support/{service.slug}/edit/").status_code
    service.organisation.left_on = timezone.localdate()
    service.organisation.save()

    after = [
        client.get(f"/en/support/{path}/").status_code for path in (f"{service.slug}/edit", "new")
    ]

    assert (before, after) == (200, [404, 404])
