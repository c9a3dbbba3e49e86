"""A talk is planned, published, held or not; who speaks is named when they have said yes."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.moments import end_of
from samverka.partnership.models import Organisation, Theme
from samverka.plan.models import ListedActivity
from samverka.record.models import Letter
from samverka.talks.models import Speaker, Talk
from samverka.talks.tests.story import a_talk, comes


def told(**more: str) -> dict[str, str]:
    return {
        "title_sv": "Odla i stan",
        "theme": str(Theme.objects.all()[0].pk),
        "day": "2099-05-06",
        "begins": "14:00",
        "ends": "16.00",
        **more,
    }


def test_from_the_years_list_to_a_published_talk(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    activity = ListedActivity.objects.exclude(theme=None)[0]
    page = client.get(f"/en/talks/new/?activity={activity.pk}").content.decode()
    assert activity.title_sv in page

    answer = client.post(f"/en/talks/new/?activity={activity.pk}", told())
    talk = Talk.objects.get(title_sv="Odla i stan")
    assert answer["Location"] == f"/en/talks/{talk.slug}/prepare/"
    assert (talk.slug, talk.state, talk.activity) == ("odla-i-stan", "draft", activity)
    assert timezone.localtime(talk.starts_at).isoformat() == "2099-05-06T14:00:00+02:00"

    visitor = Client()
    assert visitor.get(f"/en/talks/{talk.slug}/").status_code == 404
    assert talk.title not in visitor.get("/en/talks/").content.decode()

    said = client.post(f"/en/talks/{talk.slug}/publish/", follow=True).content.decode()
    assert "Write what the talk is about. Then publish it." in said
    more = told(summary_sv="Vi talar om odling.", place_sv="Folkets hus", takes_registrations="on")
    client.post(f"/en/talks/{talk.slug}/edit/", more)
    client.post(f"/en/talks/{talk.slug}/publish/")
    assert visitor.get(f"/en/talks/{talk.slug}/").status_code == 200
    assert "Register" in visitor.get(f"/en/talks/{talk.slug}/").content.decode()


def test_nobody_is_named_before_they_say_yes(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)
    said = {"name": "Sara Exempel", "role_sv": "odlare", "email": "sara@example.org"}
    client.post(f"/en/talks/{talk.slug}/speakers/", {**said, "language": "en"})
    speaker, letter = Speaker.objects.get(), Letter.objects.get()
    assert (letter.to, letter.subject) == (
        *("sara@example.org", "May we name you? Cultivate together"),
    )

    def is_named() -> bool:
        return "Sara Exempel" in Client().get(f"/en/talks/{talk.slug}/").content.decode()

    assert not is_named()
    page = f"/en/talks/speakers/{speaker.key}/"
    assert page in letter.body
    assert Client().post(page).status_code == 422
    assert Client().post(page, {"may_name": "yes"}).status_code == 302
    assert is_named()
    refused = client.post(
        f"/en/talks/{talk.slug}/speakers/{speaker.pk}/consent/", {"may_name": "no"}, follow=True
    )
    assert "Sara Exempel has answered by letter. Only they change it." in refused.content.decode()
    Client().post(page, {"may_name": "no"})
    assert not is_named()


def test_only_who_prepares_it_may_and_the_partner_that_introduces_it(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    talk = a_talk(state="draft", introduced_by=greenery)
    answers = {}
    for name in ("elsa", "nils", "amina", "rut", "kim", "olof"):
        client.force_login(getattr(cast, name))
        answers[name] = client.get(f"/en/talks/{talk.slug}/prepare/").status_code
    assert answers == {
        **{"elsa": 200, "nils": 200, "amina": 200},
        **{"rut": 404, "kim": 404, "olof": 404},
    }


def test_a_programme_in_the_order_of_time(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)
    address = f"/en/talks/{talk.slug}/programme/"
    for begins, title in (("13:00", "Samtal"), ("12.00", "Kaffe")):
        client.post(address, {"begins": begins, "title_sv": title})
    assert [part.title_sv for part in talk.programme.all()] == ["Kaffe", "Samtal"]

    for begins, why in (
        ("x", "Write the time as 13:00."),
        ("14:00", "The part begins outside the time of the talk."),
    ):
        refused = client.post(address, {"begins": begins, "title_sv": "Sent"})
        assert refused.status_code == 422
        assert why in refused.content.decode()


def test_registration_closes_after_its_last_day(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)
    before = timezone.localdate(talk.starts_at) - timedelta(days=2)
    said = told(day=str(timezone.localdate(talk.starts_at)), last_day=str(before))
    assert client.post(f"/en/talks/{talk.slug}/edit/", said).status_code == 302
    talk.refresh_from_db()
    assert talk.closes_at == end_of(before)
    assert f'value="{before}"' in client.get(f"/en/talks/{talk.slug}/edit/").content.decode()

    late = said | {"last_day": str(timezone.localdate(talk.starts_at) + timedelta(days=1))}
    refused = client.post(f"/en/talks/{talk.slug}/edit/", late)
    assert "The last day to register comes after the talk." in refused.content.decode()


def test_a_partner_that_has_left_prepares_nothing_more(
    client: Client, cast: Cast, greenery: Organisation
) -> None:
    talk = a_talk(introduced_by=greenery)
    client.force_login(cast.amina)
    assert client.get(f"/en/talks/{talk.slug}/coming/").status_code == 200
    Organisation.objects.filter(pk=greenery.pk).update(left_on=timezone.localdate())
    assert client.get(f"/en/talks/{talk.slug}/coming/").status_code == 404


def test_the_table_for_the_kitchen_runs_nothing(client: Client, cast: Cast) -> None:
    talk = a_talk()
    comes(talk, "Ada", food="=1+1")
    client.force_login(cast.elsa)
    table = client.get(f"/en/talks/{talk.slug}/coming/csv/").content.decode("utf-8-sig")
    assert table.splitlines() == [
        "Name;E-mail;How many;By link;Food;Needs;Seat",
        "Ada;ada@example.org;1;;'=1+1;;Has a seat",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = a_talk(seats=1)
    for n in range(number):
        comes(talk, f"Person{n}")
        Speaker.objects.create(talk=talk, name=f"Kim {n}", consent="yes")
    client.force_login(cast.elsa)
    with django_assert_num_queries(6):
        client.get(f"/en/talks/{talk.slug}/coming/")
    with django_assert_num_queries(7):
        client.get(f"/en/talks/{talk.slug}/coming/door/")
    with django_assert_num_queries(13):
        client.get(f"/en/talks/{talk.slug}/prepare/")


def test_the_feed_holds_what_is_public_and_says_what_is_cancelled(
    client: Client, cast: Cast
) -> None:
    Talk.objects.all().delete()
    a_talk(slug="out"), a_talk(slug="draft", state="draft"), a_talk(slug="off", state="cancelled")
    for address in ("/calendar.ics", "/sv/calendar.ics", "/en/calendar.ics"):
        found = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
        assert sorted(str(one["STATUS"]) for one in found) == ["CANCELLED", "CONFIRMED"]
