"""Whom to ask about what: a role, for everybody or only for partners."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.actions.contacts import MOST, add_contact
from samverka.partnership.models import ContactRole, Organisation
from samverka.partnership.tests.story import greenery
from samverka.record.models import History

PAGE = "/en/partners/foreningen-gronskan/"
NEW = f"{PAGE}contacts/new/"


def told(**changes: Any) -> dict[str, Any]:
    return {
        "purpose_sv": "Låna verktyg",
        "purpose_en": "",
        "email": "verktyg@gronskan.example",
        "phone": "",
        "person_name": "",
        "shown_to": "everybody",
        "place": 3,
    } | changes


def purposes(client: Client) -> list[str]:
    return [one.purpose for one in client.get(PAGE).context["contacts"]]


def verbs() -> list[str]:
    return list(History.objects.of(greenery()).values_list("verb", flat=True))


def test_amina_adds_one_and_everybody_sees_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    assert client.post(NEW, told()).status_code == 302

    assert purposes(Client()) == ["Questions about collaboration", "Låna verktyg"]
    page = Client().get(PAGE).content.decode()
    assert 'href="mailto:verktyg@gronskan.example"' in page
    assert verbs() == ["contact_added"]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("nobody", False),
        ("kim", False),
        ("petra", False),
        ("olof", False),
        ("rut", True),
        ("amina", True),
        ("nils", True),
        ("elsa", True),
    ],
)
def test_some_are_only_for_partners(client: Client, cast: Cast, who: str, sees: bool) -> None:
    if who != "nobody":
        client.force_login(getattr(cast, who))

    page = client.get(PAGE).content.decode()

    assert ("styrelsen@gronskan.example" in page) is sees
    assert ("Only partners see this." in page) is sees


def test_who_worked_at_a_partner_that_has_left_is_no_partner(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(slug="ideverkstaden").update(left_on=timezone.localdate())
    client.force_login(cast.rut)

    assert "styrelsen@gronskan.example" not in client.get(PAGE).content.decode()


def test_what_is_for_partners_is_not_told_to_machines(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    page = client.get(PAGE).content.decode()
    data = page[page.index("application/ld+json") :].partition("</script>")[0]

    assert "hej@gronskan.example" in data
    assert "styrelsen@" not in data


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"purpose_sv": ""}, "__all__", "Write what the contact is for"),
        ({"email": ""}, "__all__", "Write an e-mail address or a phone number."),
        ({"email": "verktyg"}, "email", "Write the whole e-mail address."),
        ({"phone": "ring oss"}, "phone", "Write the number with digits."),
        ({"phone": "tel:1;drop"}, "phone", "Write the number with digits."),
        ({"shown_to": "nobody"}, "shown_to", "nobody"),
        ({"place": "0"}, "place", "Write a number from 1 to 99."),
        ({"place": "first"}, "place", "Write a number, 1 for the first."),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    client: Client, cast: Cast, changes: dict[str, str], field: str, why: str
) -> None:
    client.force_login(cast.amina)

    answer = client.post(NEW, told(person_name="Kim", **changes))

    assert answer.status_code == 422
    assert why in str(answer.context["form"].errors[field])
    assert 'value="Kim"' in answer.content.decode()
    assert verbs() == []


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0980-319 200", "tel:0980319200"),
        ("+46 980 319 200", "tel:+46980319200"),
        ("+46 (0)980 31 92 00", "tel:+46980319200"),
        ("0980/319200", "tel:0980319200"),
    ],
)
def test_numbers_are_written_in_many_ways(
    client: Client, cast: Cast, phone: str, dialled: str
) -> None:
    client.force_login(cast.amina)

    client.post(NEW, told(email="", phone=phone))

    page = client.get(PAGE).content.decode()
    assert f'href="{dialled}"' in page
    assert phone in page


def test_one_is_changed_and_moved_to_the_front(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    contact = greenery().contact_roles.get(shown_to="partners")

    client.post(contact.get_absolute_url(), told(place=1))
    contact.refresh_from_db()

    assert (contact.purpose_sv, contact.shown_to, contact.place) == ("Låna verktyg", "everybody", 1)
    assert verbs() == ["contact_changed"]


def test_what_is_taken_away_is_gone_and_can_be_put_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    contact = greenery().contact_roles.public()[0]

    answer = client.post(f"{PAGE}contacts/{contact.pk}/remove/")

    assert not ContactRole.objects.filter(pk=contact.pk).exists()
    assert f'action="{NEW}"' in answer.content.decode()
    initial = answer.context["form"].initial
    client.post(NEW, initial)
    again = greenery().contact_roles.public()[0]
    assert (again.purpose_en, again.email, again.place) == (
        "Questions about collaboration",
        "hej@gronskan.example",
        1,
    )
    assert verbs() == ["contact_removed", "contact_added"]


def test_the_contact_of_another_partner_is_not_reached_from_here(
    client: Client, cast: Cast
) -> None:
    theirs = ContactRole.objects.exclude(organisation=greenery())[0]
    client.force_login(cast.amina)

    assert client.get(f"{PAGE}contacts/{theirs.pk}/").status_code == 404
    assert client.post(f"{PAGE}contacts/{theirs.pk}/remove/").status_code == 404
    with pytest.raises(Refused):
        add_contact(organisation=theirs.organisation, by=cast.amina, **told())


def test_there_is_an_end_to_it(cast: Cast) -> None:
    for _ in range(MOST - greenery().contact_roles.count()):
        add_contact(organisation=greenery(), by=cast.amina, **told())

    with pytest.raises(Refused):
        add_contact(organisation=greenery(), by=cast.amina, **told())


def test_a_page_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        for _ in range(count):
            add_contact(organisation=greenery(), by=cast.amina, **told())
        with django_assert_num_queries(11):
            client.get(PAGE)
