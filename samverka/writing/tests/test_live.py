"""The whole live part, with a real database and real lines."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.writing import actions
from samverka.writing.actions.storing import edit
from samverka.writing.live import wire
from samverka.writing.models import SharedText, Update
from samverka.writing.prose import make_say
from samverka.writing.tests.line import Browser
from samverka.writing.tests.served import ORIGIN, served, session_of
from samverka.writing.tests.story import a_text, paragraph

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def in_thread(work: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    """In a thread of its own, which leaves no connection behind."""

    def done(*args: Any, **options: Any) -> Any:
        try:
            return work(*args, **options)
        finally:
            connections.close_all()

    return sync_to_async(done, thread_sensitive=False)


def play(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def change_rights(text: SharedText, partnership: int, **people: str) -> None:
    """As an action would: with a line in the history."""
    title = ", ".join(f"{email}: {right}" for email, right in people.items())
    with scope(partnership):
        SharedText.objects.filter(pk=text.pk).update(title=title)
        write_history(verb="changed", of=text)


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
            await one.until(lambda: wire.COUNTS in dict(one.told))
            assert (one.right, other.right) == ("write", "write")

    play(story())
    text.refresh_from_db()
    assert (text.plain, text.characters, text.words) == ("Hej!\nHej själv.", 14, 3)
    assert text.changed_by == cast.nils


def test_what_a_page_changes_reaches_those_who_write(cast: Cast) -> None:
    """A suggestion that is taken comes as an update, a comment as a sign to fetch anew."""
    text = a_text(**{cast.elsa.email: "write", cast.nils.email: "comment"})
    elsa, here = session_of(cast.elsa), cast.partnership.pk

    def change() -> None:
        with scope(here):
            wanted = {"type": "doc", "content": [paragraph("Från en sida.")]}
            edit(text=text, by=cast.elsa, change=lambda doc: make_say(doc, wanted))
            actions.begin_thread(text=text, by=cast.nils, words="Bra!")

    async def story() -> None:
        async with served() as live, Browser(f"{live}/{text.pk}", elsa) as one:
            await one.synced.wait()
            await asyncio.sleep(0.3)
            await in_thread(change)()
            await one.until(lambda: one.reads == "Från en sida.", 2)
            await one.until(lambda: one.heard(wire.BESIDE) == [{"number": 1}], 2)

    play(story())


def test_who_may_not_write_reads_and_is_seen(cast: Cast) -> None:
    text = a_text(**{cast.elsa.email: "write", cast.rut.email: "read"})
    elsa, rut = session_of(cast.elsa), session_of(cast.rut)

    async def story() -> None:
        async with (
            served() as live,
            Browser(f"{live}/{text.pk}", elsa) as writer,
            Browser(f"{live}/{text.pk}", rut) as reader,
        ):
            await writer.synced.wait()
            await reader.synced.wait()
            writer.write("Hej!")
            await reader.until(lambda: reader.reads == "Hej!")
            reader.write("Jag också!")
            await reader.until(lambda: bool(reader.heard(wire.REFUSED)))
            told = wire.Presence(7, 1, {"user": {"name": "Elsa", "color": "#aa0000"}, "cursor": 1})
            await reader.line.send(wire.presence([told]))
            await writer.until(lambda: bool(writer.heard(wire.AWARENESS)))
            shown = writer.heard(wire.AWARENESS)[0].state
            assert shown["user"] == {"id": cast.rut.pk, "name": cast.rut.name, "color": "#aa0000"}
            await reader.line.close()
            gone = wire.Presence(7, 2, None)
            await writer.until(lambda: gone in writer.heard(wire.AWARENESS))

            sentence = "You may read this text, not change it."
            told_why = [{"reason": "may_not_write", "sentence": sentence}]
            assert reader.heard(wire.REFUSED) == told_why
            assert (reader.right, reader.stored, writer.reads) == ("read", 0, "Hej!")

    play(story())


def test_a_right_that_ends_ends_the_line_within_a_second(cast: Cast) -> None:
    """Removed from the text, the session ended, the account closed."""
    people = {one.email: "write" for one in (cast.elsa, cast.nils, cast.rut, cast.amina)}
    text = a_text(**people)
    elsa, nils, rut, amina = (
        session_of(one) for one in (cast.elsa, cast.nils, cast.rut, cast.amina)
    )
    here = cast.partnership.pk

    async def story() -> None:
        async with served() as live:
            address = f"{live}/{text.pk}"
            browsers = [Browser(address, key) for key in (elsa, nils, rut, amina)]
            for one in browsers:
                await one.__aenter__()
                await one.synced.wait()
            stays, removed, signed_out, closed = browsers
            kept = people | {cast.elsa.email: "read"}
            del kept[cast.nils.email]
            await in_thread(change_rights)(text, here, **kept)
            await in_thread(Session.objects.filter(pk=rut).delete)()
            await in_thread(Person.objects.filter(pk=cast.amina.pk).update)(is_active=False)

            async with asyncio.timeout(1.0):
                codes = [await one.closed() for one in (removed, signed_out, closed)]
                await stays.until(lambda: stays.right == "read")
            assert codes == [4404, 4401, 4401]
            for one in browsers:
                await one.__aexit__()

    play(story())


def test_strangers_and_foreign_pages_stay_outside(cast: Cast) -> None:
    text = a_text(**{cast.elsa.email: "write"})
    elsa, kim = session_of(cast.elsa), session_of(cast.kim)
    with scope(cast.neighbour.pk):
        theirs = a_text(**{cast.olof.email: "write"})

    async def refused(address: str, origin: str | None) -> int:
        try:
            async with connect(
                address,
                origin=Origin(origin) if origin else None,
                additional_headers={"Cookie": f"sessionid={elsa}"},
            ):
                return 101
        except InvalidStatus as answer:
            return answer.response.status_code

    async def story() -> None:
        async with served() as live:
            codes = []
            for pk, key in ((text.pk, kim), (text.pk, ""), (theirs.pk, elsa), (10**9, elsa)):
                async with Browser(f"{live}/{pk}", key) as one:
                    codes.append(await one.closed())
            assert codes == [4404, 4401, 4404, 4404]
            foreign = ["http://evil.example", "http://127.0.0.1:9000", "null", "http://[", None]
            own = f"{live}/{text.pk}"
            assert [await refused(own, origin) for origin in foreign] == [403] * 5
            assert await refused(own, ORIGIN) == 101
            assert await refused(f"{live}/x", ORIGIN) == 404

    play(story())


def test_nonsense_ends_one_line_and_hurts_nobody_else(cast: Cast) -> None:
    text = a_text(**{cast.elsa.email: "write", cast.nils.email: "write"})
    elsa, nils = session_of(cast.elsa), session_of(cast.nils)
    nonsense = (
        (b"", 4400),
        (b"\xff" * 40, 4400),
        (wire.sync(wire.UPDATE, b"garbage"), 4400),
        (wire.sync(wire.UPDATE, b"\x01\x02\x03"), 4400),
        (wire.sync(wire.STATE, b"\xff\xff\xff"), 4400),
        (wire.sync(9, b""), 4400),
        (b"\x01\x05\x01\x01\x01{}", 4400),
        ("text", 4400),
        (b"\x00" * (wire.LARGEST + 1), 1009),
    )

    async def story() -> None:
        async with served() as live, Browser(f"{live}/{text.pk}", elsa) as well:
            await well.synced.wait()
            for message, code in nonsense:
                async with Browser(f"{live}/{text.pk}", nils) as ill:
                    await ill.synced.wait()
                    await ill.line.send(message)
                    assert await ill.closed() == code, message[:20]
            well.write("Allt är bra här.")
            await well.until(lambda: well.stored == well.sent)

    play(story())
    text.refresh_from_db()
    assert text.plain == "Allt är bra här."
    assert Update.objects.of(text.pk).count() == 1


@given(messages=st.lists(st.binary(max_size=60), min_size=1, max_size=20))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_come_the_others_go_on(cast: Cast, messages: list[bytes]) -> None:
    text = a_text(**{cast.elsa.email: "write", cast.nils.email: "write"})
    elsa, nils = session_of(cast.elsa), session_of(cast.nils)

    async def story() -> None:
        async with served() as live, Browser(f"{live}/{text.pk}", elsa) as well:
            await well.synced.wait()
            for message in messages:
                for framed in (message, wire.sync(wire.UPDATE, message), b"\x01" + message):
                    async with Browser(f"{live}/{text.pk}", nils) as ill:
                        await ill.line.send(framed)
            well.write("Kvar.")
            await well.until(lambda: well.stored == well.sent)
            assert well.reads == "Kvar."

    play(story())
