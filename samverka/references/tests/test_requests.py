"""Somebody asks, and hears within two weeks: yes, no, or a question back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.secrets import unguessable
from samverka.common.templatetags.samverka import day
from samverka.record.digest import send_digests
from samverka.record.models import History, Letter
from samverka.references.actions import asking, forgetting, taking_part, triage
from samverka.references.actions.asking import Wish
from samverka.references.actions.telling import TIMES_AN_HOUR
from samverka.references.models import Engagement, ReferenceLine, ReferenceRequest
from samverka.references.tests.story import (
    ASKER,
    WISH,
    accepted,
    greenery,
    partner_asked,
    requested,
    workshop,
)
from samverka.tasks.actions import hand_over_task
from samverka.tasks.models import Task


def letters(to: str | None = None) -> list[str]:
    found = Letter.objects.filter(to=to) if to else Letter.objects.all()
    return list(found.order_by("pk").values_list("subject", flat=True))


def tasks() -> list[tuple[str, str, Any]]:
    return [(one.state, one.group or str(one.person), one.due_on) for one in Task.objects.all()]


def days_pass(request: ReferenceRequest, days: int) -> ReferenceRequest:
    """As if all that has happened to it had happened so many days ago."""
    back = timedelta(days=days)
    request.refresh_from_db()
    request.sent_at -= back
    request.due_on -= back
    request.waits_since = request.waits_since and request.waits_since - back
    request.save()
    return request


def test_a_request_is_promised_an_answer_and_waits_for_the_committee(cast: Cast) -> None:
    request = requested()

    due_on = timezone.localdate() + timedelta(days=14)
    assert (request.state, request.due_on, request.language) == ("received", due_on, "en")
    assert tasks() == [("open", "The working committee", due_on)]
    assert list(Letter.objects.order_by("pk").values_list("to", "language", "subject")) == [
        (ASKER, "en", "We have got your request: Gardens that give jobs"),
        (
            *("elsa@example.org", "sv"),
            "Instituto Novo (example) frågar: vill ni vara vår referensgrupp?",
        ),
        (
            *("nils@example.org", "sv"),
            "Instituto Novo (example) frågar: vill ni vara vår referensgrupp?",
        ),
    ]


def test_their_own_last_day_holds_where_it_is_sooner(cast: Cast) -> None:
    soon, late = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(days=60)

    assert requested(answer_wanted_on=soon).due_on == soon
    assert requested(answer_wanted_on=late).due_on == timezone.localdate() + timedelta(days=14)


def test_the_same_button_pressed_twice_sends_once(cast: Cast) -> None:
    key = unguessable()
    wish = Wish(**WISH)
    first, second = (
        asking.ask_for_reference(wish=wish, language="sv", sending_key=key, sender_mark="door")
        for _number in range(2)
    )

    assert first == second
    assert ReferenceRequest.objects.count() == 1


def test_a_flood_is_held_back_with_words(cast: Cast, settings: Any) -> None:
    settings.QUESTIONS_PER_HOUR = 1
    ask: dict[str, Any] = {"wish": Wish(**WISH), "language": "sv", "sender_mark": "door"}
    asking.ask_for_reference(**ask, sending_key="a")

    with pytest.raises(Refused, match="Many requests have been sent"):
        asking.ask_for_reference(**ask, sending_key="b")


def test_we_ask_back_and_the_days_stand_still_until_they_answer(cast: Cast) -> None:
    request = requested()
    triage.ask_back(request=request, text="In which languages?", by=cast.nils)
    days_pass(request, 5)
    again = asking.add_words(request=request, text="English, and Swedish if needed.")

    # It was answered five days later, so five days are won back: two weeks from today, again.
    assert (again.state, again.due_on) == ("looked_at", timezone.localdate() + timedelta(days=14))
    assert tasks() == [
        ("done", "The working committee", timezone.localdate() + timedelta(days=14)),
        ("open", "The working committee", timezone.localdate() + timedelta(days=14)),
    ]
    assert list(request.lines.values_list("voice", "text")) == [
        ("us", "In which languages?"),
        ("asker", "English, and Swedish if needed."),
    ]
    assert letters(ASKER) == [
        "We have got your request: Gardens that give jobs",
        "We have a question: Gardens that give jobs",
    ]


def test_a_partner_says_yes_and_they_get_a_yes_and_a_group(cast: Cast) -> None:
    request = requested()
    asked = partner_asked(cast, request)
    assert (asked.who, asked.state) == ("Föreningen Grönskan", "asked")
    assert "Är ni med i en referensgrupp för Instituto Novo (example)?" in letters(
        "amina@example.org"
    )
    taking_part.say_yes(participation=asked, words="Gladly.", by=cast.amina)
    triage.accept_request(request=request, words="Yes, with pleasure.", by=cast.nils)

    request.refresh_from_db()
    assert (request.state, request.decision_words) == ("accepted", "Yes, with pleasure.")
    assert letters(ASKER)[-1] == "Yes: Gardens that give jobs"
    group = Engagement.objects.get()
    assert (group.request, group.title, group.state, group.country, group.public) == (
        *(request, "Gardens that give jobs", "planned", "Portugal", False),
    )
    assert [one.organisation for one in group.members.all()] == [greenery()]
    assert not Task.objects.open().exists()
    assert list(History.objects.of(request).values_list("verb", flat=True)) == [
        *("asked", "partner_asked", "partner_yes", "accepted"),
    ]


def test_partners_that_were_asked_hear_what_became_of_it(cast: Cast) -> None:
    request = requested()
    first = partner_asked(cast, request)
    later = taking_part.ask_to_take_part(request=request, organisation=workshop(), by=cast.nils)
    taking_part.say_yes(participation=first, words="", by=cast.amina)
    triage.decline_request(request=request, words="Not now.", by=cast.nils)

    assert letters("amina@example.org")[1:] == ["Vi har sagt nej till Instituto Novo (example)"]
    assert len(letters("rut@example.org")) == 1  # who has not answered hears no more
    assert not Task.objects.open().exists()
    triage.reopen_request(request=request, by=cast.elsa)
    assert Task.objects.open().about(later).count() == 1
    asking.withdraw_request(request=request)
    assert not Task.objects.open().exists()
    assert letters("amina@example.org")[2:] == [
        "Instituto Novo (example) har dragit tillbaka sin förfrågan"
    ]


def test_a_letter_of_support_makes_no_group(cast: Cast) -> None:
    accepted(cast, kind="letter")

    assert not Engagement.objects.exists()


def test_without_a_partner_there_is_no_yes(cast: Cast) -> None:
    request = requested()
    taking_part.say_no(participation=partner_asked(cast, request), words="", by=cast.amina)

    with pytest.raises(Refused, match="No partner has said yes yet"):
        triage.accept_request(request=request, words="Yes", by=cast.nils)


def test_a_no_has_reasons(cast: Cast) -> None:
    request = requested()
    with pytest.raises(Refused, match="Write a few words to them on why"):
        triage.decline_request(request=request, words=" ", by=cast.nils)
    triage.decline_request(request=request, words="Nobody of us grows.", by=cast.nils)

    assert letters(ASKER)[-1] == "Not this time: Gardens that give jobs"
    letter = Letter.objects.filter(to=ASKER).latest("pk")
    assert "> Nobody of us grows." in letter.body


def test_an_answer_is_undone_and_the_group_with_it(cast: Cast) -> None:
    request = accepted(cast)
    triage.reopen_request(request=request, by=cast.elsa)

    assert Engagement.objects.get().state == "dropped"
    assert Task.objects.open().about(request).get().due_on == timezone.localdate() + timedelta(
        days=14
    )
    triage.accept_request(request=request, words="Yes again.", by=cast.elsa)
    group = Engagement.objects.get()
    assert (group.state, group.members.count()) == ("planned", 1)


def test_one_person_is_asked_where_they_work(cast: Cast) -> None:
    request = requested()
    ask: dict[str, Any] = {"request": request, "organisation": workshop(), "by": cast.nils}
    with pytest.raises(Refused, match="does not work at Idéverkstaden"):
        taking_part.ask_to_take_part(**ask, person=cast.amina)
    asked = taking_part.ask_to_take_part(**ask, person=cast.rut)

    assert asked.who == "Ruth Example, Idéverkstaden"
    assert [str(one.person) for one in Task.objects.open().about(asked)] == ["Ruth Example"]
    with pytest.raises(Refused, match="has been asked already"):
        taking_part.ask_to_take_part(**ask)


def test_a_question_that_is_taken_back_can_be_asked_again(cast: Cast) -> None:
    request = requested()
    asked = partner_asked(cast, request)
    taking_part.take_question_back(participation=asked, by=cast.nils)
    with pytest.raises(Refused, match="This has been answered"):
        taking_part.say_yes(participation=asked, words="")

    again = partner_asked(cast, request)
    assert (again.pk, again.state) == (asked.pk, "asked")
    assert len(Task.objects.open().about(asked)) == 1


@pytest.mark.parametrize("who", ["kim", "petra", "olof", "rut", "amina"])
def test_only_the_committee_and_coordinators_answer(cast: Cast, who: str) -> None:
    request, by = requested(), getattr(cast, who)
    for act in (
        lambda: triage.look_at_request(request=request, by=by),
        lambda: triage.ask_back(request=request, text="Why?", by=by),
        lambda: triage.accept_request(request=request, words="Yes", by=by),
        lambda: triage.decline_request(request=request, words="No", by=by),
        lambda: taking_part.ask_to_take_part(request=request, organisation=greenery(), by=by),
    ):
        with pytest.raises(Refused, match="Only the working committee"):
            act()


def test_whoever_saw_an_older_version_is_told(cast: Cast) -> None:
    request = requested()
    triage.look_at_request(request=request, by=cast.nils, seen=1)

    with pytest.raises(Refused, match="Somebody else changed this request"):
        triage.decline_request(request=request, words="No", by=cast.elsa, seen=1)


def test_we_are_reminded_when_the_day_is_near_and_when_it_has_passed(cast: Cast) -> None:
    request = requested()
    told = []
    for days in (10, 1, 3, 1):  # 4, 3 and 0 days are left; then it is late
        days_pass(request, days)
        told.append(triage.remind_of_references(now=timezone.now()))

    assert told == [0, 1, 0, 1]
    assert letters("nils@example.org")[1:] == [
        f"Svara Instituto Novo (example) senast {_in_swedish(3)}",
        "Instituto Novo (example) skulle ha fått svar",
    ]


def _in_swedish(days: int) -> str:
    with override("sv"):
        return day(timezone.localdate() + timedelta(days=days))


def test_nobody_withdraws_and_returns_without_end(cast: Cast) -> None:
    """Each time writes to the committee and to the partners that take part."""
    request = requested()
    for _n in range(TIMES_AN_HOUR):
        asking.withdraw_request(request=request)
        asking.return_request(request=request)
    asking.withdraw_request(request=request)

    before = letters()
    with pytest.raises(Refused, match="many times"):
        asking.return_request(request=request)
    assert letters() == before


def test_no_partner_says_yes_and_no_without_end(cast: Cast) -> None:
    """Each answer writes to all who care; another partner's pace is its own."""
    request = requested()
    asked = partner_asked(cast, request)
    other = taking_part.ask_to_take_part(request=request, organisation=workshop(), by=cast.nils)
    for say in (taking_part.say_yes, taking_part.say_no, taking_part.say_yes):
        say(participation=asked, words="")

    before = letters()
    with pytest.raises(Refused, match="many times"):
        taking_part.say_no(participation=asked, words="")
    assert letters() == before
    taking_part.say_yes(participation=other, words="Gladly.", by=cast.amina)
    assert set(request.participations.values_list("state", flat=True)) == {"yes"}


def test_it_is_withdrawn_and_asked_again(cast: Cast) -> None:
    request = days_pass(requested(), 5)
    asking.withdraw_request(request=request)
    assert [one.state for one in Task.objects.about(request)] == ["dropped"]

    again = asking.return_request(request=request)
    assert (again.state, again.due_on) == ("looked_at", timezone.localdate() + timedelta(days=14))
    assert letters("nils@example.org")[1:] == [
        "Instituto Novo (example) har dragit tillbaka sin förfrågan",
        "Instituto Novo (example) frågar: vill ni vara vår referensgrupp?",
    ]


def test_a_yes_that_was_withdrawn_stands_again(cast: Cast) -> None:
    request = accepted(cast)
    asking.withdraw_request(request=request)
    told = Letter.objects.filter(to=cast.amina.email).count()

    again = asking.return_request(request=request)

    assert (again.state, again.decision_words) == ("accepted", "Yes, with pleasure.")
    assert not Task.objects.open().about(again).exists()
    assert letters("nils@example.org")[-1] == "Instituto Novo (example) vill gå vidare med oss"
    assert Letter.objects.filter(to=cast.amina.email).count() == told + 1


def test_whoever_wants_a_letter_only_is_not_called_a_group(cast: Cast) -> None:
    request = requested(kind="letter")
    partner_asked(cast, request)

    with override("sv"):
        [task] = Task.objects.about(request)
        assert task.what == "Svara Instituto Novo (example): skriver vi ett stödbrev?"
    assert letters("nils@example.org") == [
        "Instituto Novo (example) frågar: vill ni skriva ett stödbrev?"
    ]
    [asked] = letters("amina@example.org")
    assert asked == "Står ni bakom ett stödbrev till Instituto Novo (example)?"


def test_who_asked_erases_all_and_the_group_stays_ours(cast: Cast) -> None:
    request = accepted(cast)
    asking.add_words(request=request, text="Thank you.")
    asking.erase_request(request=request)

    request.refresh_from_db()
    kept = (request.title, request.summary, request.wanted, request.name, request.email)
    assert kept == ("–", "–", "–", "", "")
    assert not ReferenceLine.objects.exists()
    assert not Letter.objects.filter(to=ASKER).exists()
    assert Engagement.objects.get().title == "Gardens that give jobs"
    with pytest.raises(Refused, match="Who asked has erased this request"):
        triage.reopen_request(request=request, by=cast.elsa)


def test_no_task_and_no_letter_keeps_what_who_asked_has_erased(cast: Cast) -> None:
    """Neither those of partners, nor a digest, nor a letter that says whose a task is now."""
    request = requested()
    partner_asked(cast, request)
    for task in Task.objects.open():
        hand_over_task(task=task, by=cast.amina if task.organisation else cast.nils, to=cast.elsa)
    send_digests(now=timezone.now() + timedelta(days=1))
    assert Letter.objects.filter(subject__startswith="Din nu").exists()

    asking.erase_request(request=request)

    assert {(one.state, one.what_sv, one.what_en) for one in Task.objects.all()} == {
        ("dropped", "–", "–")
    }
    said = " ".join(f"{one.subject} {one.body}" for one in Letter.objects.all())
    assert [word for word in ("Gardens", "Instituto", "vegetables") if word in said] == []


def test_contact_persons_are_forgotten_when_it_has_long_been_over(cast: Cast) -> None:
    declined, _going_on, _waiting = requested(), accepted(cast), requested()
    triage.decline_request(request=declined, words="No.", by=cast.nils)
    a_year_ago = timezone.now() - timedelta(days=366)
    ReferenceRequest.objects.exclude(ended_at=None).update(ended_at=a_year_ago)

    assert forgetting.forget_contact_persons(now=timezone.now()) == 1
    kept = ReferenceRequest.objects.order_by("pk").values_list("email", flat=True)
    assert list(kept) == ["", ASKER, ASKER]
    assert forgetting.forget_contact_persons(now=timezone.now()) == 0


def test_network_addresses_are_forgotten_after_a_day(cast: Cast) -> None:
    request = requested()
    ReferenceRequest.objects.update(sent_at=timezone.now() - timedelta(days=2))

    assert forgetting.forget_reference_senders() == 1
    request.refresh_from_db()
    assert request.sender_mark == ""
