"""At the door: elsa and a second phone tick who comes, with and without a network."""

from datetime import timedelta

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.record.models import History
from samverka.talks.actions.at_door import Tick, note_who_came
from samverka.talks.models import Registration, Talk
from samverka.talks.tests.story import a_talk, comes

AS_FACTS = {"Accept": "application/json"}


def came(talk: Talk) -> dict[str, int | None]:
    return dict(Registration.objects.filter(talk=talk).values_list("name", "came"))


def times_counted() -> int:
    return History.objects.filter(verb="counted").count()


def test_without_scripts_it_is_a_form(client: Client, cast: Cast) -> None:
    talk = a_talk(seats=None)
    ada, bo, cleo, dan = (comes(talk, name, people=2) for name in ("Ada", "Bo", "Cleo", "Dan"))
    client.force_login(cast.elsa)
    told = {f"was-{row.pk}": "" for row in (ada, bo, cleo, dan)}
    told |= {f"here-{row.pk}": "on" for row in (ada, bo, cleo)}
    told |= {f"came-{ada.pk}": "2", f"came-{bo.pk}": "1", f"came-{cleo.pk}": "many"}

    page = client.post(f"/en/talks/{talk.slug}/coming/door/", told, follow=True).content.decode()

    assert "5 people came." in page
    assert came(talk) == {"Ada": 2, "Bo": 1, "Cleo": 2, "Dan": None}


def test_two_phones_do_not_undo_each_other(client: Client, cast: Cast) -> None:
    """Both loaded the list before anybody came. What one did not touch, it says nothing of."""
    talk = a_talk(seats=None)
    ada, bo = comes(talk, "Ada"), comes(talk, "Bo", people=3)
    client.force_login(cast.elsa)
    address = f"/en/talks/{talk.slug}/coming/door/"
    all_unticked = {f"was-{ada.pk}": "", f"was-{bo.pk}": ""}

    client.post(address, {**all_unticked, f"here-{ada.pk}": "on"})
    client.post(address, {**all_unticked, f"here-{bo.pk}": "on", f"came-{bo.pk}": "2"})
    assert came(talk) == {"Ada": 1, "Bo": 2}

    late = {f"was-{bo.pk}": "", f"here-{bo.pk}": "on", f"came-{bo.pk}": "3"}
    answer = client.post(address, late, headers=AS_FACTS).json()
    assert answer["came"] == {str(ada.pk): 1, str(bo.pk): 2}
    assert answer["says"] == "3 people came."


def test_a_tick_that_is_sent_twice_counts_once(cast: Cast) -> None:
    talk = a_talk()
    ada = comes(talk, "Ada")
    tick = {ada.pk: Tick(None, 1)}

    assert note_who_came(talk=talk, ticks=tick, by=cast.elsa) == 1
    assert note_who_came(talk=talk, ticks=tick, by=cast.elsa) == 1
    note_who_came(talk=talk, ticks={ada.pk: Tick(1, None)}, by=cast.elsa)
    assert (came(talk), times_counted()) == ({"Ada": None}, 2)


def test_only_rows_of_this_talk_and_only_those_who_prepare_it(cast: Cast) -> None:
    talk, other = a_talk(), a_talk(slug="other")
    ada, bo = comes(talk, "Ada"), comes(other, "Bo")

    note_who_came(talk=talk, ticks={bo.pk: Tick(None, 1)}, by=cast.elsa)
    assert came(other) == {"Bo": None}
    with pytest.raises(Refused):
        note_who_came(talk=talk, ticks={ada.pk: Tick(None, 1)}, by=cast.kim)


def test_a_phone_that_is_signed_out_hears_so_and_loses_nothing(cast: Cast) -> None:
    talk = a_talk()
    ada = comes(talk, "Ada")
    told = {f"was-{ada.pk}": "", f"here-{ada.pk}": "on"}

    answer = Client().post(f"/en/talks/{talk.slug}/coming/door/", told, headers=AS_FACTS)

    assert (answer.status_code, came(talk)) == (403, {"Ada": None})


def test_the_worker_knows_when_the_names_leave_the_phone(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)

    answer = client.get(f"/en/talks/{talk.slug}/coming/door/worker.js")

    until = int((talk.ends_at + timedelta(hours=1)).timestamp() * 1000)
    assert f"const UNTIL = {until};" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")


def test_whoever_waits_is_on_the_list_too_and_a_search_field_waits_for_its_script(
    client: Client, cast: Cast
) -> None:
    talk = a_talk(seats=1)
    comes(talk, "Ada")
    comes(talk, "Bo")
    client.force_login(cast.elsa)
    page = client.get(f"/en/talks/{talk.slug}/coming/door/").content.decode()

    assert page.index(">Ada<") < page.index("In the queue, without a seat") < page.index(">Bo<")
    assert 'data-find hidden><label for="find">Find a name' in page
