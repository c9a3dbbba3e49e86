"""A funder for the tests."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from samverka.sources import Trouble
from samverka.sources.web import Answer, Web

ADDRESS = "https://funder.example"


@dataclass
class Asked:
    path: str
    params: Mapping[str, str]
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Pretended(Web):
    """Answers by a function of what was asked; what it returns is told as JSON, bytes as such."""

    agent: str = "test"
    answer: Callable[[Asked], Any] = lambda asked: []
    asked: list[Asked] = field(default_factory=list)

    def get(self, address, *, params=None, headers=None, etag="", modified=""):  # type: ignore
        return self._told(address, Asked("", params or {}, None, headers or {}))

    def post(self, address, *, json=None, parts=None, params=None, headers=None):  # type: ignore
        return self._told(address, Asked("", params or {}, json, headers or {}))

    def _told(self, address: str, asked: Asked) -> Answer:
        asked.path = address.removeprefix(ADDRESS)
        self.asked.append(asked)
        told = self.answer(asked)
        headers = {}
        if isinstance(told, tuple):
            told, headers = told
        if isinstance(told, int) and told >= 400:
            raise Trouble("status", address, status=told)
        return Answer(
            address, told if isinstance(told, bytes) else json.dumps(told).encode(), headers
        )
