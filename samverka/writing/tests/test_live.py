"""The whole live part, with a real database and real lines."""

import asyncio

import pytest

from samverka.cast import Cast
from samverka.writing.tests.line import Browser
from samverka.writing.tests.served import served, session_of
from samverka.writing.tests.story import a_text

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_two_write_and_both_read_it_and_it_is_stored(cast: Cast) -> None:
    text = a_text(**{cast.elsa.email: "write", cast.nils.email: "write"})
    elsa, nils = session_of(cast.elsa), session_of(cast.nils)

    async def story() -> None:
        async with (
            served() as live,
            Browser(f"{live}/{text.pk}", elsa) as one,
            Browser(f"{live}/{text.pk}", nils) as other,
        ):
            await one.synced.wait()
            await other.synced.wait()
            one.write("Hej!")
            await other.until(lambda: other.reads == "Hej!")
            other.write("Hej själv.")
            await one.until(lambda: one.reads == "Hej!\nHej själv.")
            await one.until(lambda: one.stored == one.sent)
            assert (one.right, other.right) == ("write", "write")

    asyncio.run(story())
    text.refresh_from_db()
    assert (text.plain, text.characters, text.words) == ("Hej!\nHej själv.", 14, 3)
    assert text.changed_by == cast.nils
