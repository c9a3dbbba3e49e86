"""The form of an assessment: points and words for each criterion, and a summary."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.forms import TOO_LONG, Form, TextField
from samverka.grants.actions.assessing import Thought, Written
from samverka.grants.forms.awaited import await_it
from samverka.grants.models import Assessment, Criterion
from samverka.grants.models.rounds import WORDS_LENGTH

SUMMARY_LENGTH = 4_000


class AssessmentForm(Form):
    """`seen` is the version that the person saw; after a collision, the one that stands now."""

    ids = "assess-%s"
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={
            "required": gettext_lazy("The page had been open for long. Load it again."),
            "invalid": gettext_lazy("The page had been open for long. Load it again."),
        },
    )

    def __init__(self, *args: Any, criteria: list[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"points_{criterion.number}"] = _points(criterion)
            self.fields[f"words_{criterion.number}"] = _words(criterion)
        self.fields["words"] = TextField(
            label=gettext_lazy("What you think of it as a whole"),
            required=False,
            rows=6,
            max_length=SUMMARY_LENGTH,
            error_messages={"max_length": TOO_LONG},
        )

    def rows(self) -> Iterator[tuple[Criterion, BoundField, BoundField]]:
        """Each criterion with its two fields."""
        for one in self.criteria:
            yield one, self[f"points_{one.number}"], self[f"words_{one.number}"]

    @property
    def written(self) -> Written:
        told = self.cleaned_data
        thoughts = {
            one.pk: Thought(
                int(told[f"points_{one.number}"]) if told[f"points_{one.number}"] else None,
                told[f"words_{one.number}"],
            )
            for one in self.criteria
        }
        return Written(thoughts, told["words"])

    @staticmethod
    def facts(assessment: Assessment | None) -> dict[str, Any]:
        """What was saved, as the form shows it."""
        if assessment is None:
            return {"seen": 0}
        found: dict[str, Any] = {"seen": assessment.version, "words": assessment.words}
        for score in assessment.scores.select_related("criterion"):
            found[f"points_{score.criterion.number}"] = score.points or ""
            found[f"words_{score.criterion.number}"] = score.words
        return found


def _points(criterion: Criterion) -> forms.ChoiceField:
    choices = [(str(n), str(n)) for n in range(1, criterion.most + 1)]
    choices[0] = ("1", _("1, least"))
    choices[-1] = (str(criterion.most), _("%(most)s, most") % {"most": criterion.most})
    field = forms.ChoiceField(
        label=criterion.title,
        help_text=criterion.guidance,
        required=False,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose points in the list.")},
    )
    await_it(field)
    return field


def _words(criterion: Criterion) -> TextField:
    return TextField(
        label=_("Why these points for “%(criterion)s”?") % {"criterion": criterion.title},
        required=False,
        rows=3,
        max_length=WORDS_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
