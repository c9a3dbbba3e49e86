"""What may be empty while one writes, but not when it is handed in."""

from typing import Any

from django import forms

from samverka.common.forms import Form


class AwaitedForm(Form):
    """Its fields are not marked as optional, but for those in `optional`, which may be empty then
    too."""

    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.await_all()

    def await_all(self) -> None:
        for name, field in self.fields.items():
            await_it(field, name not in self.optional)


def await_it(field: forms.Field, awaited: bool = True) -> None:
    """The page marks no field as optional that is awaited."""
    setattr(field, "is_awaited", awaited)  # noqa: B010
