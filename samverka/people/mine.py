"""Everything about one person, gathered from all apps: as a file, and to read."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.functional import Promise

from samverka.common.personal import Facts, kinds_of_data
from samverka.people.models import Person


@dataclass(frozen=True)
class Chapter:
    """One kind of facts about the person, and what becomes of it when the account is erased."""

    name: str
    title: str | Promise
    rows: list[Facts]
    when_erased: str | Promise


def chapters_of(person: Person) -> list[Chapter]:
    """The account itself first, what each app holds after it."""
    kinds = sorted(kinds_of_data(), key=lambda kind: kind.name != "account")
    return [Chapter(k.name, k.title, k.collect(person), k.when_erased) for k in kinds]


def as_file(person: Person, *, at: datetime | None = None) -> str:
    """JSON with one list for each kind of facts."""
    facts: dict[str, Any] = {"made_at": at or timezone.now(), "about": person.email}
    facts |= {chapter.name: chapter.rows for chapter in chapters_of(person)}
    return json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"
