"""What many forms offer to choose from."""

from typing import Any

from django.db.models import Model

from samverka.common.forms import Form
from samverka.partnership.models import Theme


def offer_themes(form: Form, name: str = "themes") -> None:
    """The current ones, and retired ones that what is edited is tied to already."""
    form.offer(name, Theme.objects.current(also=_keys(form.initial.get(name))))


def _keys(chosen: Any) -> list[int]:
    """Of rows or of keys, of one or of many; what is no key is left out."""
    many = [chosen] if chosen is None or isinstance(chosen, Model | int | str) else chosen
    keys = (one.pk if isinstance(one, Model) else one for one in many)
    return [int(str(key)) for key in keys if str(key).isdecimal()]
