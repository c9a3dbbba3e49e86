"""What the pictures promise, whatever the network looks like."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast.partnership import MUNICIPALITIES
from samverka.common.lettering import Box, in_lines, width_of
from samverka.home.pictures.county import corners_of, county_of
from samverka.home.pictures.layout import APART, places
from samverka.home.pictures.network import (
    MOST,
    Dot,
    Picture,
    Wish,
    links_of,
    network_of,
    picture_of,
)
from samverka.home.pictures.ties import Tie
from samverka.partnership.models import Municipality
from tests.patience import examples

WORDS = ["Byalaget", "Föreningen", "Örebro", "Samordningsförbundet", "&", "kommun", "Wi", "M", "å"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def dot(pk: int, name: str, place: str = "", themes: tuple[str, ...] = ()) -> Dot:
    return Dot(pk, f"slug-{pk}", name, "association", place, themes, example=False)


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[int, Dot], list[Tie]]:
    """Up to ninety organisations, tied to each other at random."""
    dots = {pk: dot(pk, draw(names)) for pk in range(draw(st.integers(0, 90)))}
    if len(dots) < 2:
        return dots, []
    pairs = st.tuples(st.integers(0, len(dots) - 1), st.integers(0, len(dots) - 1))
    drawn = draw(st.lists(pairs.filter(lambda pair: pair[0] < pair[1]), max_size=150))
    kinds = draw(st.sampled_from([["project"], ["project", "committee"]]))
    return dots, [
        Tie(one, other, "Together", None, kinds[n % len(kinds)])
        for n, (one, other) in enumerate(drawn)
    ]


def boxes(picture: Picture) -> list[Box]:
    return [node.label.box for node in picture.nodes if node.label]


@pytest.mark.slow
@examples(60)
@given(networks())
def test_no_name_covers_another_or_leaves_the_picture(
    drawn: tuple[dict[int, Dot], list[Tie]],
) -> None:
    dots, ties = drawn
    network = network_of(dots, links_of(dots, ties), Wish())

    picture = picture_of(network)

    view = Box(0, 0, picture.width, picture.height)
    assert [box for box in boxes(picture) if not box.within(view)] == []
    assert [two for two in combinations(boxes(picture), 2) if two[0].overlaps(two[1])] == []
    for node in picture.nodes:
        reach = Box(node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size)
        assert reach.within(view)
    assert len(picture.nodes) == min(len(dots), MOST)
    assert picture.shown == min(len(network.tied), MOST)
    assert picture_of(network) == picture  # the same rows, the same picture


@pytest.mark.slow
@examples(40)
@given(networks(), st.integers(0, 89))
def test_the_chosen_one_is_always_in_the_picture_with_somebody_it_is_tied_to(
    drawn: tuple[dict[int, Dot], list[Tie]], pk: int
) -> None:
    dots, ties = drawn
    network = network_of(dots, links_of(dots, ties), Wish())
    chosen = dots.get(pk)
    if chosen not in network.tied:
        return

    picture = picture_of(network, chosen, most=10)

    states = [node.state for node in picture.nodes]
    assert states.count("chosen") == 1
    assert "near" in states
    assert [line for line in picture.lines if line.near]


def test_a_network_in_whole_values() -> None:
    dots = {1: dot(1, "Bilda"), 2: dot(2, "ABF"), 3: dot(3, "Coompanion"), 4: dot(4, "Nils")}
    ties = [
        Tie(1, 2, "A garden", None, "project"),
        Tie(1, 3, "A garden", None, "project"),
        Tie(1, 2, "2024", None, "committee"),
        Tie(2, 99, "With somebody who has left", None, "project"),
    ]
    links = links_of(dots, ties)

    network = network_of(dots, links, Wish())

    assert [(one.one.name, one.other.name, one.weight) for one in network.links] == [
        ("ABF", "Bilda", 2),
        ("Bilda", "Coompanion", 1),
    ]
    assert [one.name for one in network.tied] == ["Bilda", "ABF", "Coompanion"]
    assert [one.name for one in network.alone] == ["Nils"]
    only = network_of(dots, links, Wish(ties=("committee",)))
    assert [(one.one.name, [tie.what for tie in one.ties]) for one in only.links] == [
        ("ABF", ["2024"])
    ]
    assert [one.name for one in only.alone] == ["Coompanion", "Nils"]


def test_a_choice_shows_also_those_whom_the_fitting_ones_worked_with() -> None:
    dots = {1: dot(1, "A", "1884"), 2: dot(2, "B", "1880"), 3: dot(3, "C", "1880")}
    ties = [Tie(1, 2, "x", None, "project"), Tie(2, 3, "y", None, "project")]

    found = network_of(dots, links_of(dots, ties), Wish(municipalities=("1884",)))

    assert [one.name for one in found.tied] == ["A", "B"]


def test_two_kinds_of_tie_are_two_lines_with_different_bends() -> None:
    dots = {1: dot(1, "A"), 2: dot(2, "B")}
    ties = [Tie(1, 2, "x", None, "project"), Tie(1, 2, "y", None, "committee")]

    lines = picture_of(network_of(dots, links_of(dots, ties), Wish())).lines

    assert [line.kind for line in lines] == ["committee", "project"]
    assert len({line.path for line in lines}) == 2


@pytest.mark.parametrize("dots", [1, 2, 7, 60])
def test_dots_keep_apart(dots: int) -> None:
    ties = dict.fromkeys(combinations(range(dots), 2), 1)

    found = places(ties, dots, Box(70, 50, 890, 710))

    for (x1, y1), (x2, y2) in combinations(found, 2):
        assert ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 > APART * 0.75


def test_long_names_stand_on_two_lines_and_are_cut_where_they_must() -> None:
    assert in_lines("Coompanion") == ("Coompanion",)
    assert in_lines("Samordningsförbundet Sydnärke") == ("Samordningsförbundet", "Sydnärke")
    assert in_lines("x" * 40) == ("x" * 23 + "…",)


def test_names_are_given_at_least_the_room_that_a_browser_takes() -> None:
    """Measured in Chromium, 600 15px Atkinson Hyperlegible Next."""
    for word, wide in {
        "Region Örebro län": 129,
        "Möckelnföreningarna": 159,
        "Lekeberg": 65,
    }.items():
        assert wide - 12 < width_of(word) < wide * 1.15, word


def test_every_municipality_has_its_name_where_no_other_is() -> None:
    rows = [Municipality(**one._asdict()) for one in MUNICIPALITIES]
    for row in rows:
        row.partner_count = 3

    county = county_of(rows, {"1880": 2}, "1863")

    assert len(county.drawn) == 12
    left, top, width, height = map(float, county.view.split())
    view = Box(left, top, left + width, top + height)
    outside = [one.name for one in county.drawn for row in one.rows if not row.within(view)]
    assert outside == []
    pairs = combinations(county.drawn, 2)
    assert [(one.name, two.name) for one, two in pairs if one.runs_into(two)] == []
    assert county.chosen
    assert county.chosen.name == "Hällefors"


@given(st.text(max_size=40))
def test_a_shape_that_cannot_be_read_has_no_corners(shape: str) -> None:
    assert isinstance(corners_of(shape), list)


def test_a_county_without_shapes_draws_nothing_and_lists_everything() -> None:
    row = Municipality(code="1", name="Somewhere", shape="")
    row.partner_count = 0

    county = county_of([row], {})

    assert (county.drawn, [place.name for place in county.missing]) == ([], ["Somewhere"])
