"""The calls in memory: what fits, how many there would be, and how they follow the database."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone
from hypothesis import given
from pytest_django import DjangoAssertNumQueries

from samverka.calls.facts import AMOUNTS, ROUGHLY, WITHIN
from samverka.calls.models import Call
from samverka.calls.shelf import bits, forget, shelf
from samverka.calls.tests.test_wanted import wanted
from samverka.calls.wanted import CHOICES, NOT_TOLD, Amount, Status, Wanted
from samverka.cast import Cast
from samverka.command import pages
from samverka.common.tenancy import scope
from samverka.partnership.models import Theme
from samverka.record.actions import write_history
from tests.patience import examples

SIZES = [Amount.SMALL, Amount.MEDIUM, Amount.LARGE, Amount.HUGE]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def new(slug: str, **facts: object) -> Call:
    return Call.objects.create(slug=slug, **{"title_en": slug, "level": "national"} | facts)


def slugs(**asked: object) -> list[str]:
    keys = shelf().picked(Wanted(**asked))  # type: ignore[arg-type]
    known = Call.objects.in_bulk(keys)
    return [known[key].slug for key in keys]


@pytest.fixture
def calls(cast: Cast) -> None:
    """One of each that the calendar knows."""
    Call.objects.all().delete()
    months = [(timezone.localdate().month + n) % 12 + 1 for n in range(4, 7)]
    new("standing")
    new("closed-long-ago", closes_on=in_days(-100))
    new("closed-lately", closes_on=in_days(-1))
    new("paused", paused_months=[timezone.localdate().month])
    new("this-week", closes_on=in_days(7), level="regional", amount_max=50_000)
    new("coming", opens_on=in_days(20), closes_on=in_days(40), amount_min=4_600, currency="EUR")
    new("pauses-later", paused_months=months, applicants=["church"])
    new("today", closes_on=in_days(0), curated=["applicants"], amount_max=10**7)


def test_the_nearest_last_day_first_then_the_always_open_the_paused_and_the_closed(
    calls: None,
) -> None:
    there = ["today", "this-week", "coming", "pauses-later", "standing", "paused"]

    assert slugs() == there
    assert slugs(status=tuple(Status)) == [*there, "closed-lately", "closed-long-ago"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"deadline": ("week",)}, ["today", "this-week"]),
        ({"deadline": ("quarter",)}, ["today", "this-week", "coming"]),
        ({"status": ("coming", "closed")}, ["coming", "closed-lately", "closed-long-ago"]),
        ({"status": ("always",)}, ["pauses-later", "standing"]),
        ({"level": ("regional",)}, ["this-week"]),
        ({"level": ("regional",), "amount": ("medium",)}, []),
        ({"amount": ("medium", "small")}, ["this-week", "coming"]),
        ({"applicants": ("church",)}, ["today", "pauses-later"]),
        ({"applicants": ("unknown",)}, ["this-week", "coming", "standing", "paused"]),
        ({"theme": ("no-such-theme",)}, []),
    ],
)
def test_each_question_narrows(
    calls: None, asked: dict[str, tuple[str, ...]], found: list[str]
) -> None:
    assert slugs(**asked) == found


def test_words_are_found_in_compounds_in_other_words_and_in_the_other_language(
    calls: None,
) -> None:
    new("own-words", title_sv="Skolan för unga", closes_on=in_days(90))
    new("compound", title_sv="", summary_sv="Vi söker skolmat och matlådor.")
    new("english", title_en="Schools against exclusion", closes_on=in_days(5))
    new("reference", reference="HORIZON-CL2-2027-01")

    assert slugs(words="skola") == ["own-words", "compound", "english"]
    assert slugs(words="skola unga") == ["own-words"]
    assert slugs(words="för skolan") == slugs(words="skola")
    assert slugs(words="horizon 2027") == ["reference"]
    assert slugs(words="orizo") == ["reference"]
    assert slugs(words="xyzzy") == slugs(words="skola xyzzy") == []
    assert shelf().exactly(Wanted(words="skola")) == 2


def test_a_change_is_seen_at_once_and_an_untouched_shelf_costs_one_query(
    cast: Cast, calls: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert slugs(words="odling") == []
    call = Call.objects.get(slug="standing")
    before = shelf()
    with django_assert_num_queries(1):
        assert shelf() is before

    call.title_sv, call.level = "Odling", "european"
    call.save()
    call.themes.set(Theme.objects.filter(slug="acting-together"))
    write_history(verb="edited", of=call, by=cast.elsa)
    assert slugs(words="odling", level=("european",), theme=("acting-together",)) == ["standing"]

    call.state = Call.State.HIDDEN
    call.save()
    assert slugs(words="odling") == []
    assert "standing" not in slugs()

    Call.objects.filter(slug="today").delete()
    assert slugs() == ["this-week", "coming", "pauses-later", "paused"]


def test_what_happens_elsewhere_changes_nothing(cast: Cast, calls: None) -> None:
    before = shelf()

    write_history(verb="joined", of=cast.partnership, by=cast.elsa)

    assert shelf().stamp != before.stamp
    assert shelf().masks is before.masks


def test_at_midnight_everything_stands_as_it_stands_then(
    calls: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert slugs()[0] == "today"

    tomorrow = in_days(1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)

    assert "today" not in slugs()
    assert slugs(status=("closed",))[0] == "today"


def test_each_partnership_has_its_own(cast: Cast, calls: None) -> None:
    with scope(cast.neighbour.pk):
        assert slugs() == []
        new("over-there")
        assert slugs() == ["over-there"]
    assert "over-there" not in slugs()


@examples(60)
@given(wanted)
def test_what_fits_and_all_numbers_are_those_found_by_looking_at_each_call(
    cast: Cast, asked: Wanted
) -> None:
    asked = replace(asked, words="")
    every = list(Call.objects.public().prefetch_related("themes"))
    answers = {call.pk: answers_of(call) for call in every}

    def fitting(but: str = "") -> set[int]:
        chosen = {name: set(some) for name, some in asked.answers.items()}
        chosen.setdefault("status", set(Status.values) - {"closed"})
        chosen.pop(but, None)
        return {
            call
            for call, own in answers.items()
            if all(own[name] & some for name, some in chosen.items())
        }

    found = shelf()
    assert set(found.picked(asked)) == fitting()
    for question in (*CHOICES, "theme"):
        numbers: dict[str, int] = {}
        for call in fitting(but=question):
            for answer in answers[call][question]:
                numbers[answer] = numbers.get(answer, 0) + 1
        assert found.numbers(asked, question) == numbers


def answers_of(call: Call) -> dict[str, set[str]]:
    """The same questions, asked of a call itself."""
    anybody = call.curated and "applicants" in call.curated
    kinds = {value for value, _ in CHOICES["applicants"]} - {NOT_TOLD} if anybody else {NOT_TOLD}
    kronor = (call.amount_max or call.amount_min or 0) * ROUGHLY[call.currency]
    left = call.days_left
    stands = "always" if call.stands == "open" and call.opening.is_standing else call.stands
    return {
        "level": {call.level},
        "theme": {theme.slug for theme in call.themes.all()},
        "applicants": set(call.applicants) or kinds,
        "amount": {SIZES[sum(kronor > most for most in AMOUNTS)] if kronor else Amount.UNKNOWN},
        "status": {stands},
        "deadline": {str(one) for one, most in WITHIN.items() if left is not None and left <= most}
        - (set(WITHIN) if call.is_closed else set()),
    }


def test_bits() -> None:
    assert bits([], 0) == 0
    assert bits([0, 3, 9], 10) == 0b1000001001


def test_what_was_read_beforehand_is_not_read_when_somebody_asks(
    calls: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget()
    monkeypatch.setattr(pages, "connections", Mock())
    pages.warm_calls()

    with django_assert_num_queries(1):  # has anything changed?
        found = shelf().picked(Wanted(words="pauses"))

    assert len(found) == 2
