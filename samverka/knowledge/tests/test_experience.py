"""A partner writes down what it learned; others read it and say that it helped."""

from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Outdated, Refused
from samverka.knowledge import actions
from samverka.knowledge.models import Experience
from samverka.knowledge.telling import story_of
from samverka.knowledge.tests.story import (
    ADVICE,
    HAPPENED,
    TRIED,
    a_note,
    cost,
    learned,
    read,
    signed_in,
)
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.projects.models import Project

HERE = "/en/knowledge/experience/"
WRITTEN = {"tried_en": TRIED, "happened_en": HAPPENED, "advice_en": ADVICE, "shown": "partners"}


def test_three_answers_are_enough(cast: Cast, amina: Person, greenery: Organisation) -> None:
    answer = signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN)

    note = Experience.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, note.get_absolute_url())
    assert (note.organisation, note.author, note.shown) == (greenery, amina, "partners")
    assert (note.title, note.language) == (TRIED.rstrip("."), "en")
    assert (note.tried_en, note.happened_en, note.advice_en) == (TRIED, HAPPENED, ADVICE)
    assert [told.sentence for told in story_of(note)] == ["Amina Exempel wrote it."]


def test_what_is_left_out_is_asked_for_and_the_rest_stays(cast: Cast) -> None:
    answer = signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN | {"advice_en": " "})

    assert answer.status_code == 422
    assert answer.context["form"].error_links == [
        ("id_advice_en", "Write what others should know.")
    ]
    assert HAPPENED in read(answer)
    assert not Experience.objects.exists()


def test_the_other_language_alone_is_enough(cast: Cast, greenery: Organisation) -> None:
    told = {"tried_sv": "Buss", "happened_sv": "Ingen kom", "advice_sv": "Fråga först"}
    signed_in(cast, "amina").post(f"{HERE}new/", told | {"shown": "everybody"})

    note = Experience.objects.get()
    assert (note.title, note.language, note.is_public) == ("Buss", "sv", True)


WHO_READS = {
    "partners": {"nobody": 404, "kim": 404, "petra": 404, "olof": 404},
    "everybody": {},
    "withdrawn": {"nobody": 404, "kim": 404, "petra": 404, "olof": 404, "rut": 404, "nils": 404},
}


@pytest.mark.parametrize("who", ["nobody", "kim", "petra", "olof", "rut", "amina", "nils", "elsa"])
@pytest.mark.parametrize("state", WHO_READS)
def test_who_reads_a_note(
    cast: Cast, amina: Person, greenery: Organisation, state: str, who: str
) -> None:
    note = a_note(amina, greenery)
    if state == "everybody":
        actions.show_to_everybody(row=note, by=amina)
    elif state == "withdrawn":
        actions.withdraw(row=note, by=amina)
    client = signed_in(cast, who)

    assert client.get(f"{HERE}{note.pk}/").status_code == WHO_READS[state].get(who, 200)
    listed = WHO_READS[state].get(who, 200) == 200 and state != "withdrawn"
    for page in (HERE, "/en/knowledge/"):
        assert (note.title in read(client.get(page))) is listed


def test_its_own_organisation_shows_hides_withdraws_and_undoes(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    note, client = a_note(amina, greenery), signed_in(cast, "amina")
    states = []
    for word in ("show", "hide", "withdraw", "show", "put-back"):
        client.post(f"{HERE}{note.pk}/{word}/")
        note.refresh_from_db()
        states.append((note.shown, note.stands))

    assert states == [
        ("everybody", True),
        ("partners", True),
        ("partners", False),
        ("partners", False),  # withdrawn: refused
        ("partners", True),
    ]
    assert [told.sentence for told in story_of(note)] == [
        "Amina Exempel put it back.",
        "Amina Exempel withdrew it.",
        "Amina Exempel let only partners read it.",
        "Amina Exempel let everybody read it.",
        "Amina Exempel wrote it.",
    ]


@pytest.mark.parametrize("word", ["edit", "show", "hide", "withdraw", "put-back", "themes"])
def test_others_change_nothing(
    cast: Cast, amina: Person, greenery: Organisation, word: str
) -> None:
    note = a_note(amina, greenery)

    for who in ("kim", "rut", "nils"):
        assert signed_in(cast, who).post(f"{HERE}{note.pk}/{word}/").status_code == 404
    with pytest.raises(Refused, match="Only Föreningen Grönskan and the coordinators"):
        actions.withdraw(row=note, by=cast.rut)
    with pytest.raises(Refused, match="Only staff of a partner"):
        a_note(cast.nils, greenery)


def test_another_partner_says_once_that_it_helped_and_takes_it_back(
    cast: Cast, amina: Person, greenery: Organisation, workshop: Organisation
) -> None:
    note, client = a_note(amina, greenery), signed_in(cast, "rut")

    for _ in range(2):
        client.post(f"{HERE}{note.pk}/helped/", {"organisation": workshop.pk})
    assert [one.organisation for one in note.helped.all()] == [workshop]
    assert "It has helped 1 other." in read(client.get(HERE))
    client.post(f"{HERE}{note.pk}/not-helped/", {"organisation": workshop.pk})
    assert not note.helped.exists()

    assert [told.sentence for told in story_of(note)][:2] == [
        "Idéverkstaden took back that it helped.",
        "Idéverkstaden said that it helped.",
    ]
    with pytest.raises(Refused, match="Only another partner"):
        actions.say_it_helped(experience=note, organisation=greenery, by=amina)


def test_whoever_is_second_sees_what_it_says_now(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    note = a_note(amina, greenery)
    told = WRITTEN | {"seen": note.version, "tried_en": "Mine"}
    actions.change_experience(experience=note, learned=learned(tried_en="Theirs"), by=amina)

    answer = signed_in(cast, "amina").post(f"{HERE}{note.pk}/edit/", told)

    assert answer.status_code == 422
    assert answer.context["newer"].tried == "Theirs"
    assert answer.context["form"]["tried_en"].value() == "Mine"
    again = signed_in(cast, "amina").post(f"{HERE}{note.pk}/edit/", told | {"seen": 2})
    note.refresh_from_db()
    assert (again.status_code, note.tried, note.version) == (302, "Mine", 3)
    with pytest.raises(Outdated):
        actions.change_experience(experience=note, learned=learned(), by=amina, seen=1)


def test_what_it_belongs_to_can_come_with_the_address(cast: Cast) -> None:
    project = Project.objects.all()[0]
    page = signed_in(cast, "amina").get(f"{HERE}new/?project={project.pk}&talk=x")

    assert page.context["form"]["project"].value() == project.pk
    signed_in(cast, "amina").post(f"{HERE}new/", WRITTEN | {"project": project.pk})
    assert list(project.experiences.all()) == [Experience.objects.get()]


def test_themes_are_proposed_with_the_words_that_led_there(cast: Cast, indexed: None) -> None:
    words = "We grew vegetables together with women born abroad who look for work."
    answer = signed_in(cast, "amina").post(f"{HERE}new/themes/", WRITTEN | {"tried_en": words})

    assert (answer.status_code, answer.context["asked"]) == (200, True)
    assert answer.context["form"]["tried_en"].value() == words
    known = set(map(str, Theme.objects.values_list("pk", flat=True)))
    assert set(answer.context["why"]) <= known
    assert answer.context["why"]
    assert not Experience.objects.exists()


COSTS = {
    ("nobody", HERE): 4,
    ("nobody", "/en/knowledge/"): 4,
    ("rut", HERE): 9,
}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_note_and_for_three(
    cast: Cast,
    amina: Person,
    greenery: Organisation,
    number: int,
) -> None:
    for n in range(number):
        note = a_note(amina, greenery, title_en=f"Note {n}", themes=Theme.objects.all()[:number])
        actions.show_to_everybody(row=note, by=amina)
        for slug in ["ideverkstaden", "abf", "bilda"][:number]:
            note.helped.create(organisation=Organisation.objects.get(slug=slug))

    assert {(who, path): cost(cast, who, path) for who, path in COSTS} == COSTS


def test_lists_are_narrowed_by_words_and_theme(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    theme = Theme.objects.all()[0]
    bus = a_note(amina, greenery, title_en="The bus", themes=[theme])
    kitchen = a_note(amina, greenery, title_en="The kitchen", advice_en="Öppna tidigt")

    def listed(query: str) -> list[Any]:
        return list(signed_in(cast, "rut").get(f"{HERE}?{query}").context["page"])

    assert listed("") == [kitchen, bus]
    assert listed("q=öppna+kitchen") == [kitchen]
    assert listed(f"theme={theme.slug}") == [bus]


def test_the_contact_page_begins_with_what_it_is_about(client: Client) -> None:
    page = client.get("/en/contact/?to=foreningen-gronskan&about=The+bus")

    assert page.context["form"]["text"].value() == "About “The bus”:\n\n"
