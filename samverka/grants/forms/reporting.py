"""What a report is written in: three answers, how many, and what each line came to."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.applications.forms.fields import line, text
from samverka.common.amounts import written
from samverka.common.forms import AmountField, Form
from samverka.grants.actions.reporting import ANSWERS, Told, Unplanned
from samverka.grants.forms.awaited import await_it
from samverka.grants.models import WHAT_LENGTH, GrantCost, GrantReport

ANSWER_LENGTH = 5_000
MOST_PEOPLE = 1_000_000
MORE_ROWS = 3  # for what nobody had planned
NOTHING = Decimal(0)


class ReportForm(Form):
    happened = text(_("What happened?"), ANSWER_LENGTH, help_text=_("A few sentences are enough."))
    reached = text(
        _("What did you reach?"),
        ANSWER_LENGTH,
        help_text=_("Look at the goals in the application: how did it go with each?"),
    )
    people = forms.IntegerField(
        label=_("How many people did you reach?"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    learned = text(
        _("What did you learn?"),
        ANSWER_LENGTH,
        help_text=_("Also what did not work. Others can be spared the same."),
    )
    shows_lessons = forms.BooleanField(
        label=_("Everybody may read what we learned, on the public page"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, report: GrantReport, hands_in: bool = False, **options: Any
    ) -> None:
        self.is_final = report.is_final
        self.needs_every_line = hands_in and self.is_final
        costs = {row.line_id: row for row in report.costs.all()}
        self.lines = list(report.grant.application.costs.all())
        unplanned = [row for row in report.costs.all() if row.line_id is None]
        initial: dict[str, Any] = {
            **report.answers,
            "people": report.people,
            "shows_lessons": report.shows_lessons,
            "version": report.version,
        }
        for one in self.lines:
            told = costs.get(one.pk)
            initial[f"line_{one.pk}"] = written(told.actual) if told else ""
        for number, row in enumerate(unplanned):
            initial |= {f"what_{number}": row.what, f"cost_{number}": written(row.actual)}
        self.more = len(unplanned) + MORE_ROWS
        super().__init__(*args, initial=initial, **options)
        for name in ANSWERS:
            await_it(self.fields[name])
        self._add_lines()

    def _add_lines(self) -> None:
        for one in self.lines:
            hours = one.kind == GrantCost.Kind.HOURS
            label = _("%(what)s, hours") if hours else "%(what)s"
            field = AmountField(label=label % {"what": one.what})
            await_it(field, self.is_final)
            self.fields[f"line_{one.pk}"] = field
        for number in range(self.more):
            self.fields[f"what_{number}"] = line(_("What else did you pay for?"), WHAT_LENGTH)
            self.fields[f"cost_{number}"] = AmountField(label=_("What it cost"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for number in range(self.more):
            what, cost = told.get(f"what_{number}"), told.get(f"cost_{number}")
            if what and cost is None and not self.has_error(f"cost_{number}"):
                self.add_error(f"cost_{number}", _("Write what it cost."))
            if cost and not what:
                self.add_error(f"what_{number}", _("Write what it was."))
        if self.needs_every_line:
            for name in (f"line_{one.pk}" for one in self.lines):
                if told.get(name) is None and not self.has_error(name):
                    self.add_error(name, _("Write what it came to, 0 if it was nothing."))
        return told

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            answers={name: said[name] for name in ANSWERS},
            people=said["people"],
            shows_lessons=said["shows_lessons"],
            lines={
                one.pk: said[f"line_{one.pk}"]
                for one in self.lines
                if said[f"line_{one.pk}"] is not None
            },
            unplanned=[
                Unplanned(said[f"what_{n}"], said[f"cost_{n}"])
                for n in range(self.more)
                if said[f"what_{n}"]
            ],
        )

    def _fields(self, names: Iterable[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def words(self) -> list[forms.BoundField]:
        return self._fields(("happened", "reached", "people", "learned", "shows_lessons"))

    @property
    def costs(self) -> list[forms.BoundField]:
        return self._fields(f"line_{one.pk}" for one in self.lines)

    @property
    def others(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"what_{n}"], self[f"cost_{n}"]) for n in range(self.more)]
