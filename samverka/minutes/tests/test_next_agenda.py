"""The next agenda by itself: what was put off comes back, and what is open is asked for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.cast.minutes import keep_example_minutes
from samverka.common.refusal import Refused
from samverka.meetings.actions.agenda import remove_item
from samverka.meetings.actions.calling import call_meeting, cancel_meeting
from samverka.meetings.actions.preparing import copy_agenda
from samverka.meetings.models import Body, Meeting
from samverka.meetings.tests.story import coming
from samverka.meetings.tests.test_planning import planned
from samverka.minutes.actions.coming_back import correct_later
from samverka.minutes.actions.following import add_task_of
from samverka.minutes.models import Minutes, Paragraph, Resolution, TakenUpAgain
from samverka.minutes.tests.following_story import visit
from samverka.record.models import Letter

TALK = "How do more people find a way in?"
Titles = list[tuple[str, str]]


@pytest.fixture
def minutes(cast: Cast) -> Minutes:
    return keep_example_minutes(cast)


def put_off(minutes: Minutes, state: str = "tabled") -> Paragraph:
    """The assembly put off its second paragraph."""
    minutes.paragraphs.filter(number=2).update(state=state)
    return minutes.paragraphs.get(number=2)


def assembly(cast: Cast, *, in_days: int = 60) -> Meeting:
    return planned(cast.elsa, body=Body.ASSEMBLY, in_days=in_days)


def agenda(meeting: Meeting) -> list[str]:
    return [one.title_en for one in meeting.items.all()]


def called(meeting: Meeting, cast: Cast) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(place_sv="Örebro")
    call_meeting(meeting=meeting, by=cast.elsa, late_why="x")
    return Meeting.objects.get(pk=meeting.pk)


def test_what_was_tabled_stands_on_the_next_agenda(minutes: Minutes, cast: Cast) -> None:
    paragraph = put_off(minutes)

    meeting = assembly(cast)

    title = f"{TALK} (tabled, {paragraph.reference})"
    assert agenda(meeting) == [
        "The meeting opens",
        "Attendance and voting list",
        "Agenda",
        "Since last time",
        "Talk",
        "Break",
        title,
        "Other matters",
        "The meeting closes",
    ]
    item = meeting.items.get(title_en=title)
    assert item.title_sv == f"Hur får fler en väg in? (bordlagd, {paragraph.reference})"
    assert (item.kind, item.minutes) == (paragraph.item.kind, paragraph.item.minutes)
    again = TakenUpAgain.objects.get()
    assert (again.item, again.paragraph, again.why) == (item, paragraph, "tabled")
    places = [one.place for one in meeting.items.all()]
    assert places == sorted(set(places))


def test_it_stands_on_one_agenda_and_only_of_its_own_body(minutes: Minutes, cast: Cast) -> None:
    put_off(minutes, "referred")
    of_the_committee = planned(cast.elsa)
    first, second = assembly(cast), assembly(cast, in_days=90)

    assert TakenUpAgain.objects.get().item.meeting == first
    assert TakenUpAgain.objects.get().why == "referred"
    assert len(agenda(second)) == 8
    assert not TakenUpAgain.objects.filter(item__meeting=of_the_committee)


def test_a_meeting_that_is_called_off_leaves_it_to_the_next(minutes: Minutes, cast: Cast) -> None:
    put_off(minutes)
    first, second = assembly(cast), assembly(cast, in_days=90)
    cancel_meeting(meeting=first, why="Snö", by=cast.elsa)

    called(second, cast)
    third = assembly(cast, in_days=120)

    assert TakenUpAgain.objects.filter(item__meeting=second).count() == 1
    assert not TakenUpAgain.objects.filter(item__meeting=third)


def test_a_meeting_that_never_came_to_it_leaves_it_too(minutes: Minutes, cast: Cast) -> None:
    put_off(minutes)
    first = assembly(cast)
    kept = Minutes.objects.create(meeting=first)
    assert not Paragraph.objects.left_over()

    kept.closed_at = timezone.now()
    kept.save()
    assert Paragraph.objects.left_over().get() == minutes.paragraphs.get(number=2)


def test_what_was_tabled_since_comes_with_the_notice(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    meeting = assembly(cast)
    paragraph = put_off(minutes)
    title = f"{TALK} (tabled, {paragraph.reference})"
    client.force_login(cast.elsa)
    page = f"/en/meetings/{meeting.pk}/notice/"
    assert title in client.get(page).content.decode()
    assert title not in agenda(meeting)

    called(meeting, cast)

    assert agenda(meeting).count(title) == 1
    assert not meeting.items.filter(added_late=True)


def test_while_the_meeting_goes_on_nothing_is_left_over(minutes: Minutes, cast: Cast) -> None:
    put_off(minutes)
    Minutes.objects.update(state="going_on", closed_at=None)

    assert not TakenUpAgain.objects.filter(item__meeting=assembly(cast))


def test_a_copied_agenda_brings_what_waits_and_not_what_came_before(
    minutes: Minutes, cast: Cast
) -> None:
    paragraph = put_off(minutes)
    earlier, meeting = assembly(cast), assembly(cast, in_days=90)
    copy_agenda(meeting=meeting, since=earlier, by=cast.elsa)
    assert len(agenda(meeting)) == 8

    remove_item(row=TakenUpAgain.objects.get().item, by=cast.elsa)
    copy_agenda(meeting=meeting, since=earlier, by=cast.elsa)
    copy_agenda(meeting=meeting, since=earlier, by=cast.elsa)
    assert agenda(meeting)[6] == f"{TALK} (tabled, {paragraph.reference})"
    assert len(agenda(meeting)) == 9


def test_tabled_twice_it_keeps_its_name(minutes: Minutes, cast: Cast) -> None:
    put_off(minutes)
    first = assembly(cast)
    kept = Minutes.objects.create(meeting=first, state="writing", closed_at=timezone.now())
    item = TakenUpAgain.objects.get().item
    facts = {"minutes": kept, "item": item, "body": "assembly", "year": 2027, "number": 9}
    Paragraph.objects.create(state="tabled", **facts)

    second = assembly(cast, in_days=90)

    assert agenda(second)[6] == f"{TALK} (tabled, § 9/2027)"


def test_the_notice_asks_for_what_is_open(minutes: Minutes, cast: Cast) -> None:
    meeting = assembly(cast)
    meeting.items.filter(recalls=True).delete()

    called(meeting, cast)

    assert agenda(meeting)[2:5] == ["Agenda", "Since last time", "Talk"]
    assert meeting.items.get(recalls=True).title_sv == "Sedan sist"
    letter = Letter.objects.filter(to=cast.rut.email, about_id=meeting.pk).get()
    assert "Since last time (Information): 1 open decision\n" in letter.body


def test_without_open_decisions_the_notice_adds_nothing(minutes: Minutes, cast: Cast) -> None:
    Resolution.objects.update(struck_at=timezone.now())
    meeting = assembly(cast)
    meeting.items.filter(recalls=True).delete()

    called(meeting, cast)

    assert not meeting.items.filter(recalls=True)


def test_the_agenda_shows_what_is_open_late_ones_first(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    paragraph = minutes.paragraphs.get(number=3)
    today = timezone.localdate()
    for words, due_on, asked in (
        ("Senare", today + timedelta(days=30), None),
        ("Utan dag", None, None),
        ("Snart", today + timedelta(days=3), None),
        ("Frågas efter", None, today),
    ):
        row = Resolution.objects.create(paragraph=paragraph, words=words, follow_up_on=asked)
        add_task_of(resolution=row, person=cast.amina, due_on=due_on, by=cast.elsa)
    client.force_login(cast.amina)

    page = client.get(f"/en/meetings/{coming().pk}/").content.decode()

    shown = ["Föreningen Grönskan bjuder in", "Frågas efter", "Snart", "Senare", "Utan dag"]
    found = [page.index(words) for words in shown]
    assert found == sorted(found)
    assert "9 days late" in page


def test_the_agenda_costs_the_same_however_much_came_back(
    minutes: Minutes,
    cast: Cast,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.elsa)
    costs = []
    for states in (["tabled"], ["tabled", "referred", "tabled"]):
        for number, state in enumerate(states, start=1):
            minutes.paragraphs.filter(number=number).update(state=state)
        meeting = assembly(cast)
        with django_assert_max_num_queries(60) as asked:
            page = client.get(f"/en/meetings/{meeting.pk}/").content.decode()
        assert page.count("It was tabled: §") == max(1, states.count("tabled") - 1)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_locked_minutes_are_corrected_at_a_later_meeting(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    paragraph, meeting = minutes.paragraphs.get(number=2), coming()
    client.force_login(cast.elsa)
    address = f"/en/meetings/corrections/{paragraph.pk}/"
    with pytest.raises(Refused):  # they are not locked
        correct_later(paragraph=paragraph, meeting=meeting, by=cast.elsa)
    Minutes.objects.update(state="locked", locked_at=timezone.now())

    gone = client.post(address, {"meeting": "x"})
    answer = client.post(address, {"meeting": meeting.pk})

    assert (gone.status_code, answer.status_code) == (404, 302)
    item = TakenUpAgain.objects.get(paragraph=paragraph, why="correction").item
    assert (item.title_sv, item.title_en) == (
        f"Rättelse av {paragraph.reference}",
        f"Correction of {paragraph.reference}",
    )
    assert (item.kind, item.added_late, item.meeting) == ("decision", True, meeting)
    assert agenda(meeting)[-2:] == [item.title_en, "Tasks and closing"]
    page = client.get(f"/en/meetings/decisions/{visit(minutes).pk}/").content.decode()
    assert "Corrected at:" in page

    for wrong in (meeting, planned(cast.elsa), minutes.meeting):
        paragraph.minutes.refresh_from_db()
        with pytest.raises(Refused):  # twice, another body, a meeting that is over
            correct_later(paragraph=paragraph, meeting=wrong, by=cast.elsa)
    with pytest.raises(Refused):
        correct_later(paragraph=paragraph, meeting=assembly(cast), by=cast.amina)


def test_it_is_chosen_in_the_minutes_and_they_say_where_it_is_corrected(
    minutes: Minutes, cast: Cast, client: Client
) -> None:
    meeting = assembly(cast, in_days=30)
    paragraph = minutes.paragraphs.get(number=2)
    Minutes.objects.update(state="locked", locked_at=timezone.now())
    client.force_login(cast.elsa)
    page = f"/en/meetings/{minutes.meeting_id}/minutes/"

    before = client.get(page).content.decode()
    client.post(f"/en/meetings/corrections/{paragraph.pk}/", {"meeting": meeting.pk})
    after = client.get(page).content.decode()

    assert f'id="paragraph-{paragraph.pk}"' in before
    assert f'action="/en/meetings/corrections/{paragraph.pk}/"' in before
    assert ("Corrected at:" in before, "Corrected at:" in after) == (False, True)
    client.force_login(cast.amina)
    assert "Correct at a later meeting" not in client.get(page).content.decode()
