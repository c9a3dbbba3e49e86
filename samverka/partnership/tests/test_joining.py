"""Elsa takes organisations in, lets them leave, and takes back what she wrote wrong."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.actions.joining import set_dates, undo_dates
from samverka.partnership.models import EarlierTime, Organisation
from samverka.partnership.tests.story import greenery
from samverka.record.models import History

PAGE = "/en/partners/foreningen-gronskan/"
DATES = f"{PAGE}joined/"
FIRST = date(2015, 1, 1)  # when the cast joined
LEFT, BACK = date(2019, 6, 30), date(2022, 2, 1)


def write(cast: Cast, joined_on: date | None, left_on: date | None = None) -> Organisation:
    return set_dates(organisation=greenery(), joined_on=joined_on, left_on=left_on, by=cast.elsa)


def times() -> list[tuple[date | None, date | None]]:
    """Every time as partner, the present one last."""
    earlier = EarlierTime.objects.filter(organisation=greenery()).values_list("since", "until")
    return [*earlier, (greenery().joined_on, greenery().left_on)]


def test_who_leaves_is_there_for_coordinators_only(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    client.post(DATES, {"joined_on": FIRST, "left_on": LEFT})

    page = client.get(PAGE).content.decode()
    assert "Not a partner since 30 June 2019. Only coordinators see this page." in page
    assert "application/ld+json" not in page
    for who in (None, cast.amina, cast.nils, cast.kim):
        other = Client()
        if who:
            other.force_login(who)
        assert other.get(PAGE).status_code == 404
    found = [one.name for one in client.get("/en/partners/care/?state=former").context["page"]]
    assert found == ["Föreningen Grönskan"]


def test_leaving_and_coming_back_can_be_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    client.post(DATES, {"joined_on": FIRST, "left_on": LEFT})
    client.post(DATES, {"joined_on": BACK, "left_on": ""})

    assert times() == [(FIRST, LEFT), (BACK, None)]
    page = Client().get(PAGE).content.decode()
    assert "1 January 2015 – 30 June 2019<br>since 1 February 2022" in page
    story = [told.sentence for told in client.get(f"{PAGE}history/").context["story"]]
    assert story == [
        "Elsa Exempel wrote that they came back on 1 February 2022.",
        "Elsa Exempel wrote that they left on 30 June 2019.",
    ]


def test_one_press_takes_back_what_was_wrong(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    write(cast, FIRST, LEFT)
    write(cast, BACK)
    assert "Take that change back" in client.get(DATES).content.decode()

    client.post(f"{DATES}undo/")

    assert times() == [(FIRST, LEFT)]
    assert "Take that change back" not in client.get(DATES).content.decode()
    client.post(f"{DATES}undo/")
    assert times() == [(FIRST, LEFT)]
    with pytest.raises(Refused):
        undo_dates(organisation=greenery(), by=cast.elsa)


def test_twice_back_and_forth_keeps_every_time(cast: Cast) -> None:
    write(cast, FIRST, LEFT)
    write(cast, BACK, date(2023, 1, 1))
    write(cast, date(2025, 1, 1))

    assert times() == [(FIRST, LEFT), (BACK, date(2023, 1, 1)), (date(2025, 1, 1), None)]


@pytest.mark.parametrize(
    ("joined_on", "left_on"),
    [(FIRST, date(2014, 12, 31)), (None, LEFT), (BACK, date(2021, 1, 1))],
)
def test_dates_that_cannot_be_are_refused(
    client: Client, cast: Cast, joined_on: date | None, left_on: date
) -> None:
    client.force_login(cast.elsa)

    answer = client.post(DATES, {"joined_on": joined_on or "", "left_on": left_on})

    assert answer.status_code == 422
    assert "The last day lies before the first." in answer.content.decode()
    assert times() == [(FIRST, None)]


def test_a_time_never_lies_within_an_earlier_one(cast: Cast) -> None:
    write(cast, FIRST, LEFT)
    write(cast, BACK)

    for day in (LEFT, date(2016, 1, 1), None):
        with pytest.raises(Refused):
            write(cast, day)
    write(cast, LEFT + timedelta(days=1))
    assert times() == [(FIRST, LEFT), (LEFT + timedelta(days=1), None)]


def test_a_day_that_is_none_is_told(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    answer = client.post(DATES, {"joined_on": "last spring", "left_on": ""})

    assert "Write the day as year-month-day." in answer.content.decode()


@pytest.mark.parametrize("who", ["amina", "nils", "kim", "olof"])
def test_only_coordinators_decide_who_is_a_partner(cast: Cast, who: str) -> None:
    by = getattr(cast, who)

    with pytest.raises(Refused):
        set_dates(organisation=greenery(), joined_on=FIRST, left_on=LEFT, by=by)
    with pytest.raises(Refused):
        undo_dates(organisation=greenery(), by=by)


def test_a_new_one_is_entered_and_its_page_written(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    answer = client.post("/en/partners/new/", {"name": "Cykelköket", "kind": "association"})

    assert answer["Location"] == "/en/partners/cykelkoket/edit/"
    made = Organisation.objects.get(slug="cykelkoket")
    assert not made.is_partner
    assert Client().get("/en/partners/cykelkoket/").status_code == 404
    assert "Not a partner yet." in client.get("/en/partners/cykelkoket/").content.decode()
    assert list(History.objects.of(made).values_list("verb", flat=True)) == ["added"]

    again = client.post("/en/partners/new/", {"name": "cykelköket", "kind": "association"})
    assert again.status_code == 422
    assert "There is already an organisation with this name." in again.content.decode()


def care(client: Client, choices: str = "") -> list[str]:
    return [one.slug for one in client.get(f"/en/partners/care/?{choices}").context["page"]]


def test_coordinators_find_those_who_need_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    today = timezone.localdate()
    Organisation.objects.filter(slug="abf").update(
        asked_on=today - timedelta(days=60), reminded_on=today - timedelta(days=30)
    )
    Organisation.objects.filter(slug="bilda").update(joined_on=None)

    assert care(client, "state=unconfirmed") == ["abf"]
    assert care(client, "state=coming") == ["bilda"]
    assert care(client, "q=grönskan") == ["foreningen-gronskan"]
    assert "foreningen-gronskan" not in care(client, "state=silent")
    assert "coompanion" in care(client, "state=silent")
    page = client.get("/en/partners/care/?state=unconfirmed").content.decode()
    assert "Not confirmed since 1 January 2015" in page


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 3, 4000])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.elsa)
    Organisation.objects.bulk_create(
        Organisation(slug=f"new-{n}", name=f"New {n}", kind="church", joined_on=FIRST)
        for n in range(rows)
    )

    with django_assert_num_queries(6):
        client.get("/en/partners/care/?state=now&q=new")
