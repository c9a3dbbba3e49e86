"""Who is where in a text: only remembered, never stored."""

import re

from samverka.writing.live import wire
from samverka.writing.live.client import Client
from samverka.writing.live.wire import Malformed, Presence

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
BROWSERS_EACH = 4  # client ids that one line may tell of


class People:
    """What each browser tells of itself, under the name of who is signed in there."""

    def __init__(self) -> None:
        self._here: dict[int, tuple[Client, Presence]] = {}
        self._news: dict[int, Presence] = {}

    @property
    def is_empty(self) -> bool:
        return not self._here

    def hear(self, client: Client, data: bytes) -> None:
        """Raises `Malformed`. What somebody tells in the place of another is left out."""
        for told in wire.read_presence(data):
            known = self._here.get(told.client_id)
            if known and (known[0] is not client or told.clock < known[1].clock):
                continue
            if told.state is None:
                if known:
                    self._here.pop(told.client_id)
                    self._news[told.client_id] = told
                continue
            if not known and self._browsers_of(client) >= BROWSERS_EACH:
                raise Malformed("too many browsers")
            named = Presence(told.client_id, told.clock, _under_own_name(told.state, client))
            self._here[told.client_id] = client, named
            self._news[told.client_id] = named

    def _browsers_of(self, client: Client) -> int:
        return sum(whose is client for whose, _ in self._here.values())

    def forget(self, client: Client) -> None:
        """They have left: the others are told."""
        for client_id, (whose, last) in list(self._here.items()):
            if whose is client:
                del self._here[client_id]
                self._news[client_id] = Presence(client_id, last.clock + 1, None)

    def changed(self) -> bytes:
        """The message that tells what is new; empty where nothing is."""
        news, self._news = list(self._news.values()), {}
        return wire.presence(news) if news else b""

    def all(self) -> bytes:
        return wire.presence([told for _, told in self._here.values()])


def _under_own_name(state: dict[str, object], client: Client) -> dict[str, object]:
    user = state.get("user")
    colour = user.get("color") if isinstance(user, dict) else None
    named: dict[str, object] = {"id": client.visitor.person_id, "name": client.visitor.name}
    if isinstance(colour, str) and COLOUR.fullmatch(colour):
        named["color"] = colour
    return state | {"user": named}
