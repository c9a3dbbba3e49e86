"""Which of all that fits is shown, and in which order."""

from samverka.suggest.find import Suggestion, _first_of_every_kind
from samverka.suggest.sources import Card


def fitting(name: str, score: float) -> Suggestion:
    return Suggestion(name.partition(":")[0], name, score, Card(name, "/"), ())


def chosen(limit: int, **scores: float) -> list[str]:
    """`partner_1=0.5` is a partner with this score."""
    found = [fitting(name.replace("_", ":"), score) for name, score in scores.items()]
    return [one.id for one in _first_of_every_kind(found, limit)]


def test_who_helps_comes_before_what_others_think() -> None:
    alike = chosen(3, idea_1=0.52, call_1=0.52, partner_1=0.5)
    assert alike == ["partner:1", "call:1", "idea:1"]


def test_many_of_one_kind_do_not_hide_a_few_of_another() -> None:
    assert chosen(2, partner_1=0.5, partner_2=0.49, service_1=0.42) == ["partner:1", "service:1"]


def test_what_fits_far_less_takes_no_place_from_the_second_of_a_kind() -> None:
    assert chosen(2, partner_1=0.5, partner_2=0.49, service_1=0.3) == ["partner:1", "partner:2"]
    assert chosen(3, partner_1=0.5, partner_2=0.49, service_1=0.3)[-1] == "service:1"


def test_where_nothing_fits_nothing_is_shown() -> None:
    assert chosen(6) == []
