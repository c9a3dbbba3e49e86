"""A joint application is handed in to a round of ours as it stands."""

import pytest
from django.test import Client

from samverka.applications.models import Application
from samverka.cast import Cast
from samverka.grants.models import GrantApplication
from samverka.grants.rules import known_to
from samverka.grants.tests.story import a_round

pytestmark = pytest.mark.django_db


def test_it_is_copied_once_by_those_who_lead_it(cast: Cast, client: Client) -> None:
    turn, joint = a_round(cast), Application.objects.get()
    path = f"/sv/grants/joint/{joint.pk}/{turn.slug}/"
    client.force_login(cast.amina)
    page = client.get(f"/sv/applications/{joint.pk}/sending/").content.decode()
    assert path in page

    first, second = client.post(path), client.post(path)

    made = GrantApplication.objects.get(joint=joint)
    assert first["Location"] == second["Location"] == made.own_url
    assert (made.title, made.name, made.writer) == (
        joint.title,
        "Föreningen Grönskan",
        cast.amina,
    )
    assert set(made.answers) == {one.key for one in joint.sections.all()}
    assert made.asked == sum(one.grant for one in joint.budget.shares.all())
    assert made.costs.exists()


def test_what_is_written_in_the_joint_one_afterwards_does_not_reach_it(
    cast: Cast, client: Client
) -> None:
    turn, joint = a_round(cast), Application.objects.get()
    client.force_login(cast.amina)
    client.post(f"/sv/grants/joint/{joint.pk}/{turn.slug}/")
    Application.objects.update(title="Något annat")
    assert GrantApplication.objects.get(joint=joint).title != "Något annat"


def test_members_of_it_that_sit_in_the_panel_do_not_know_of_it(cast: Cast, client: Client) -> None:
    """Ruth works at the workshop, which takes part."""
    turn, joint = a_round(cast), Application.objects.get()
    client.force_login(cast.amina)
    client.post(f"/sv/grants/joint/{joint.pk}/{turn.slug}/")
    made = GrantApplication.objects.get(joint=joint)
    made.state, made.number, made.sent_at = "sent", "ABCDEFGH", made.begun_at
    made.save()
    assert [*known_to(cast.rut)] == []
    assert [*known_to(cast.petra)] == [made]


def test_others_do_not_hand_it_in(cast: Cast, client: Client) -> None:
    turn, joint = a_round(cast), Application.objects.get()
    for who in (cast.rut, cast.elsa, cast.kim):
        client.force_login(who)
        answer = client.post(f"/sv/grants/joint/{joint.pk}/{turn.slug}/")
        assert answer.status_code == 404
