"""Anything at all, in place of anything that a funder tells."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=30)
    | st.sampled_from(
        ["1900-01-01", "99999-01-01", "2026-02-30", "x", "\ud800", "\x00", "9" * 400]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        | st.sampled_from(
            ["Text", "Lang", "Lank", "URL", "namn", "titel", "description", "hit"]
        ).flatmap(lambda name: st.fixed_dictionaries({name: inner}))
    ),
    max_leaves=8,
)


def places(told: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that stands in an answer."""
    yield way
    inner = (
        told.items()
        if isinstance(told, dict)
        else enumerate(told)
        if isinstance(told, list)
        else ()
    )
    for name, value in inner:
        yield from places(value, (*way, name))


def with_other(told: Any, way: tuple[Any, ...], other: Any) -> Any:
    """The same with something else in one place."""
    if not way:
        return other
    if isinstance(told, dict):
        return told | {way[0]: with_other(told[way[0]], way[1:], other)}
    return [with_other(one, way[1:], other) if n == way[0] else one for n, one in enumerate(told)]
