"""A talk is moved, people come who had not registered, and what they asked becomes something."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.record.models import Letter
from samverka.talks.actions.at_door import add_at_door
from samverka.talks.actions.questions import close_questions
from samverka.talks.actions.registering import forget_registrations
from samverka.talks.forms.preparing import TalkForm
from samverka.talks.models import Outcome, ProgrammePart, Registration, Talk
from samverka.talks.tests.story import a_question, a_talk, comes, held_talk


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def typed(talk: Talk, **other: str) -> dict[str, str]:
    """The form as it stands, and what is changed in it."""
    facts = {name: value for name, value in TalkForm.facts(talk).items() if value}
    facts |= {"theme": talk.theme_id, "day": facts["day"].isoformat()}
    facts |= {name: facts[name].strftime("%H:%M") for name in ("begins", "ends")}
    return {name: str(value) for name, value in facts.items()} | other


def test_a_moved_talk_says_how_many_were_told_and_what_lies_outside(
    client: Client, cast: Cast
) -> None:
    talk = a_talk(seats=None)
    comes(talk, "Ada"), comes(talk, "Bo")
    ProgrammePart.objects.create(talk=talk, starts_at=talk.starts_at, title_sv="Kaffe")
    client.force_login(cast.elsa)
    edit = f"/en/talks/{talk.slug}/edit/"

    same = client.post(edit, typed(talk), follow=True).content.decode()
    moved = client.post(edit, typed(talk, begins="13:00", ends="15:00"), follow=True)

    page = moved.content.decode()
    assert "Saved. 2 who have registered get a letter about it." in page
    assert "1 part of the programme lies outside the hours of the talk." in page
    assert "registered get a letter" not in same
    assert "outside the hours" not in same
    letter = Letter.objects.filter(to="ada@example.org").latest("pk")
    day = timezone.localtime(talk.starts_at).strftime("%-d")
    was, now = (
        next(line for line in letter.body.splitlines() if line.startswith(word))
        for word in ("It was to be:", "When:")
    )
    assert was.startswith("It was to be:")
    assert day in was
    assert was.endswith("12–14, Folkets hus")
    assert now.endswith("13–15")


def test_what_is_wrong_between_two_fields_leads_to_one_of_them(client: Client, cast: Cast) -> None:
    talk = a_talk()
    client.force_login(cast.elsa)

    wrong = typed(talk, begins="15:00", title_sv="")
    lacks = client.post(f"/en/talks/{talk.slug}/edit/", wrong).content.decode()
    answer = client.post(f"/en/talks/{talk.slug}/edit/", wrong | {"title_sv": "Odla"})

    assert 'href="#id_title_sv"' in lacks
    assert answer.status_code == 422
    assert '<a href="#id_ends">The talk ends before it begins.' in answer.content.decode()


def test_nobody_asks_at_a_talk_that_is_over(client: Client, cast: Cast) -> None:
    talk = a_talk(starts_at=timezone.now() - timedelta(hours=1))
    a_question(talk)
    page = f"/en/talks/{talk.slug}/"

    going_on = client.get(page).content.decode()
    Talk.objects.filter(pk=talk.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    over = client.get(page).content.decode()

    assert ["Ask at the talk" in seen for seen in (going_on, over)] == [True, False]


def test_who_had_not_registered_is_added_at_the_door(client: Client, cast: Cast) -> None:
    talk = a_talk(starts_at=timezone.now() - timedelta(hours=1), seats=1)
    client.force_login(cast.elsa)
    door = f"/en/talks/{talk.slug}/coming/door/"

    lacks = client.post(f"{door}add/", {"name": "", "people": "2"})
    added = client.post(f"{door}add/", {"name": "Åke", "people": "2"}, follow=True)

    assert lacks.status_code == 422
    assert "Write the name." in lacks.content.decode()
    assert "Åke is on the list. 2 people came." in added.content.decode()
    row = Registration.objects.get(talk=talk)
    assert (row.name, row.email, row.people, row.came, row.state) == ("Åke", "", 2, 2, "seated")
    assert "2" in client.get(f"/en/talks/{talk.slug}/afterwards/").content.decode()
    forget_registrations(now=talk.ends_at + timedelta(days=400))
    row.refresh_from_db()
    assert (row.name, row.came) == ("", 2)


def test_nobody_is_added_at_the_door_before_the_day_or_long_after(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.elsa)
    for talk in (a_talk(), held_talk(days_ago=400, slug="old"), a_talk(slug="x", state="draft")):
        page = client.get(f"/en/talks/{talk.slug}/coming/door/").content.decode()
        assert "Somebody who had not registered" not in page
        with pytest.raises(Refused, match="from the day of the talk"):
            add_at_door(talk=talk, name="Åke", people=1, by=cast.elsa)


def test_what_it_led_to_is_written_as_an_idea_that_knows_its_talk(
    client: Client, cast: Cast
) -> None:
    talk = held_talk()
    Outcome.objects.create(talk=talk, kind="idea", words_sv="En bod", words_en="A shed")
    Outcome.objects.create(talk=talk, kind="contact", words_sv="Odlarna")
    client.force_login(cast.elsa)

    page = client.get(f"/en/talks/{talk.slug}/afterwards/").content.decode()
    form = client.post(f"/en/ideas/new/?talk={talk.slug}", {"text": "A shed"}).content.decode()

    step = f'action="/en/ideas/new/?talk={talk.slug}"'
    assert page.count(step) == 1
    assert 'name="text" value="A shed"' in page.partition(step)[2]
    assert f'name="talk" value="{talk.slug}"' in form
    assert "A shed</textarea>" in form


def test_what_the_audience_asked_can_become_what_the_talk_led_to(
    client: Client, cast: Cast
) -> None:
    talk = a_talk(starts_at=timezone.now() - timedelta(hours=1))
    _time, question = a_question(talk, "Vad kostar det?")
    close_questions(talk=talk, by=cast.elsa)
    client.force_login(cast.elsa)
    page = f"/en/talks/{talk.slug}/afterwards/"

    plain = client.get(page).content.decode()
    begun = client.get(f"{page}?question={question.pk}").content.decode()
    unknown = client.get(f"{page}?question=999999")

    assert f'href="{page}?question={question.pk}#add-outcome"' in plain
    assert 'value="Vad kostar det?"' not in plain
    assert 'value="Vad kostar det?"' in begun
    assert unknown.status_code == 200
