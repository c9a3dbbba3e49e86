"""Groups that only an app above knows, and who of them may know of which task.

`settings.TASK_GROUPS` names for each such role its `Group`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from samverka.people.models import Person


@dataclass(frozen=True)
class Group:
    """Whose a task is goes by what it is about and by the rights of the moment, each time anew.

    `tasks` picks those that a person may know of, `people` those who may know of one: nobody else
    finds it, not even who has taken it once.
    """

    tasks: Callable[[Person], Q]
    people: Callable[[Any], QuerySet[Person]]


@cache
def groups() -> Mapping[str, Group]:
    """By the role of their tasks."""
    return {role: import_string(path) for role, path in settings.TASK_GROUPS.items()}
