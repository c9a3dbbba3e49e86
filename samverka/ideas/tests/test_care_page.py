"""What stands nearest at hand on the page of one idea in the inbox."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from samverka.ideas import actions
from samverka.ideas.models import Idea, Routing
from samverka.ideas.tests.story import sent, unreachable, workshop
from samverka.people.models import Person


def address(idea: Idea, button: str = "") -> str:
    return f"/en/ideas/inbox/{idea.pk}/{button}{'/' if button else ''}"


def shown(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def idea(elsa: Person, client: Client) -> Idea:
    """A new idea, and the coordinator signed in."""
    client.force_login(elsa)
    return sent()


def main_buttons(client: Client, idea: Idea) -> list[str]:
    """The primary buttons of the care page, as they are read."""
    page = shown(client.get(address(idea)))
    found = re.findall(r'<button class="primary" type="submit">(.*?)</button>', page, re.DOTALL)
    return [re.sub(r"<.*?>", "", one, flags=re.DOTALL).strip() for one in found]


def test_what_nobody_looks_after_is_taken_with_one_press(
    client: Client, idea: Idea, elsa: Person
) -> None:
    assert main_buttons(client, idea) == ["I take care of it"]

    client.post(address(idea, "assign"), {"responsible": elsa.pk, "seen": 1})

    assert Idea.objects.get(pk=idea.pk).responsible == elsa
    assert main_buttons(client, idea) == ["Send to the owner"]


def test_who_was_suggested_is_asked_with_one_press(
    client: Client, idea: Idea, elsa: Person
) -> None:
    first, second = workshop()
    [routing] = actions.route_idea(idea=idea, to=[first], by=elsa)
    actions.answer_routing(
        routing=routing, answer="suggested", words="They know.", suggested=second
    )
    press = f'<input type="hidden" name="to" value="{second.pk}">'
    assert press in shown(client.get(address(idea)))

    client.post(address(idea, "route"), {"to": second.pk, "seen": 3})

    assert Routing.objects.get(idea=idea, service=second).state == "asked"
    assert press not in shown(client.get(address(idea)))


def test_services_that_cannot_be_written_to_are_marked(client: Client, idea: Idea) -> None:
    labels = dict(client.get(address(idea)).context["route_form"].fields["to"].choices)

    assert labels[unreachable().pk] == f"{unreachable()} (no e-mail)"
    assert labels[workshop()[0].pk] == str(workshop()[0])
