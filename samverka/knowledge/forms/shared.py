"""What every form here has: for which partner, in which language, which version was seen."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField, RowField, RowsField, TextField
from samverka.common.languages import LANGUAGES, other_language, reader_language
from samverka.knowledge.models import Shared
from samverka.knowledge.models.shared import LINE_LENGTH, TEXT_LENGTH
from samverka.partnership.models import Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet

NO_NUMBER = {"invalid": _("The page had been open for long. Load it again.")}
MANY = 2  # organisations from which on somebody has to choose


def text(label: Any, rows: int = 4, help_text: Any = "") -> TextField:
    return TextField(
        label=label,
        rows=rows,
        required=False,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


def line(label: Any, help_text: Any = "") -> LineField:
    return LineField(
        label=label,
        required=False,
        max_length=LINE_LENGTH,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


def themes_field() -> RowsField:
    return RowsField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of the themes is gone. Choose again.")},
    )


def shown_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Shared.Shown.choices,
        initial=Shared.Shown.PARTNERS,
        widget=forms.RadioSelect,
        help_text=_("You can change it at any time."),
        error_messages={
            "required": _("Choose who may read it."),
            "invalid_choice": _("Choose who may read it."),
        },
    )


class SeenForm(Form):
    """Which version the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=NO_NUMBER)


class ForForm(Form):
    """For which partner something is said; asked only where there are several."""

    organisation = RowField(
        label=_("For which partner"),
        empty_label=_("Not chosen"),
        error_messages={
            "required": _("Choose for which partner you write."),
            "invalid_choice": _("Choose a partner in the list."),
        },
    )

    def __init__(self, *args: Any, organisations: OrganisationQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("organisation", organisations)
        found = list(organisations[:MANY])
        self.only: Organisation | None = found[0] if len(found) < MANY and found else None
        self.fields["organisation"].required = self.only is None

    def clean_organisation(self) -> Organisation:
        chosen: Organisation | None = self.cleaned_data["organisation"] or self.only
        assert chosen
        return chosen


class InBothForm(SeenForm):
    """Texts in the reader's language, in the other one, or in both.

    `TEXTS` are asked for in each language; `NEEDED` have to stand there in one that is begun, each
    with the sentence that says so.
    """

    TEXTS: ClassVar[tuple[str, ...]]
    NEEDED: ClassVar[dict[str, Promise]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for language in LANGUAGES:
            for name in self.TEXTS:
                self.fields[f"{name}_{language}"].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        here = reader_language()
        begun = [code for code in (here, other_language(here)) if self._begun(code)]
        for code in begun or [here]:
            for name, sentence in self.NEEDED.items():
                field = f"{name}_{code}"
                if not told.get(field) and not self.has_error(field):
                    self.add_error(field, str(sentence))
        return told

    def _begun(self, language: str) -> bool:
        names = [f"{name}_{language}" for name in self.TEXTS]
        return any(self.cleaned_data.get(name) or self.has_error(name) for name in names)

    @property
    def own_language(self) -> list[tuple[forms.BoundField, bool]]:
        """Each with whether it may be left out."""
        return self._in(reader_language())

    @property
    def other_language(self) -> list[tuple[forms.BoundField, bool]]:
        return self._in(other_language(reader_language()))

    def _in(self, language: str) -> list[tuple[forms.BoundField, bool]]:
        return [(self[f"{name}_{language}"], name not in self.NEEDED) for name in self.TEXTS]

    @property
    def other_is_begun(self) -> bool:
        return any(field.value() or field.errors for field, _left in self.other_language)

    @property
    def words(self) -> str:
        """All that is written in it just now, in whichever language."""
        names = [f"{name}_{language}" for language in LANGUAGES for name in self.TEXTS]
        return "\n\n".join(value for name in names if (value := self[name].value()))
