"""A person's own page: name and language."""

import json

from django.test import Client

from samverka.cast import Cast
from samverka.common.personal import Chosen
from samverka.people.actions import change_person
from samverka.people.models import Person
from samverka.people.templatetags.people import device, fact
from samverka.record.models import History


def test_somebody_without_name_or_language_gets_both(client: Client, cast: Cast) -> None:
    client.force_login(cast.kim)
    page = client.get("/sv/account/").content.decode()

    answer = client.post("/sv/account/", {"name": "  Kim  Exempel ", "language": "en"})

    kim = Person.objects.get(pk=cast.kim.pk)
    assert "checked" not in page
    assert answer["Location"] == "/en/account/"
    assert (kim.name, kim.language) == ("Kim Exempel", "en")


def test_the_history_says_which_facts_changed_and_not_what_they_were(cast: Cast) -> None:
    change_person(person=cast.elsa, by=cast.elsa, name="Elsa", language="sv")
    change_person(person=cast.elsa, by=cast.elsa, name="Elsa", language="sv")

    row = History.objects.of(cast.elsa).get()
    assert (row.verb, row.actor, row.detail) == ("changed", cast.elsa, {"fields": ["name"]})


def test_a_language_we_do_not_speak_is_refused_and_the_name_stays(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.elsa)

    answer = client.post("/en/account/", {"name": "Elsa Andra", "language": "xx"})

    page = answer.content.decode()
    assert "<title>1 thing to mend. My account" in page
    assert 'value="Elsa Andra"' in page
    assert Person.objects.get(pk=cast.elsa.pk).name == "Elsa Exempel"


def test_a_visitor_who_was_writing_keeps_the_words(client: Client, cast: Cast) -> None:
    answer = client.post("/sv/account/", {"name": "Elsa Andra", "language": "sv"})

    assert answer.status_code == 403
    assert "Elsa Andra" in answer.content.decode()


def test_browsers_are_called_what_people_call_them() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/130 Safari/537 Edg/130"
    assert device(edge) == "Edge på Windows" or device(edge) == "Edge on Windows"
    assert device("curl/8") in ("An unknown device", "En okänd enhet")


def test_what_we_know_is_told_in_words_on_the_page_and_kept_as_it_is_in_the_file() -> None:
    state = Chosen("answered")
    state.label = "Answered"

    assert (fact(state), json.dumps(state)) == ("Answered", '"answered"')
    assert fact({"role": state, "for": "Greenery"}) == "Roll: Answered; För: Greenery"
    assert fact([1, {"kind": "grant"}]) == "1, Slag: grant"
