"""A problem, told so that nobody can be recognised; and the question that problems make."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.common.forms import TOO_LONG, RowField, RowsField, TextField
from samverka.common.languages import LANGUAGES
from samverka.knowledge.actions import Asked, Met
from samverka.knowledge.forms.shared import (
    ForForm,
    InBothForm,
    SeenForm,
    line,
    text,
)
from samverka.knowledge.models import Gathered, Problem, ProblemQuerySet
from samverka.knowledge.models.shared import TEXT_LENGTH
from samverka.knowledge.recognising import Detail, Kind, details_in
from samverka.partnership.choosing import offer_themes
from samverka.partnership.models import Municipality
from samverka.plan.models import ActivityList
from samverka.talks.models import Talk

LOOKS_LIKE: dict[Kind, Promise] = {
    Kind.IDENTITY: gettext_lazy(
        "“%(said)s” looks like a personal identity number. Take it away: nobody should be"
        " recognised."
    ),
    Kind.EMAIL: gettext_lazy(
        "“%(said)s” looks like an e-mail address. Take it away: nobody should be recognised."
    ),
    Kind.PHONE: gettext_lazy(
        "“%(said)s” looks like a telephone number. Take it away: nobody should be recognised."
    ),
}
MAY_BE: dict[Kind, Promise] = {
    Kind.NAME: gettext_lazy(
        "Is this a name: %(said)s? Take it away, or tick that you have looked again."
    ),
    Kind.NUMBER: gettext_lazy(
        "Is this somebody’s identity number: %(said)s? Take it away, or tick that you have looked"
        " again."
    ),
}


class ProblemForm(SeenForm):
    """`looked` is asked only where something may tell who somebody is."""

    what = TextField(
        label=gettext_lazy("What do people meet?"),
        rows=6,
        max_length=TEXT_LENGTH,
        help_text=gettext_lazy("What happens, and what it leads to. Two sentences are enough."),
        error_messages={
            "required": gettext_lazy("Write what people meet. Two sentences are enough."),
            "max_length": TOO_LONG,
        },
    )
    for_whom = line(
        gettext_lazy("Whom does it concern?"),
        gettext_lazy("A group, such as “families with small children”. Never one person."),
    )
    municipality = RowField(
        label=gettext_lazy("Where?"),
        required=False,
        empty_label=gettext_lazy("In several places"),
        error_messages={
            "invalid_choice": gettext_lazy("Choose a municipality from the list, or none.")
        },
    )
    common = forms.ChoiceField(
        label=gettext_lazy("How often do you meet it?"),
        required=False,
        choices=[("", gettext_lazy("Not known")), *Problem.Common.choices],
        error_messages={"invalid_choice": gettext_lazy("Choose one of the answers.")},
    )
    looked = forms.BooleanField(
        label=gettext_lazy("I have looked again: nobody can be recognised."), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())
        self.asked: dict[Kind, list[str]] = {}  # what may tell who somebody is

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("what", "for_whom"):
            for detail in details_in(told.get(name) or ""):
                self._mention(name, detail)
        if not told.get("looked"):
            for kind, said in self.asked.items():
                self.add_error("looked", str(MAY_BE[kind]) % {"said": ", ".join(said)})
        return told

    def _mention(self, name: str, detail: Detail) -> None:
        if detail.is_sure:
            self.add_error(name, str(LOOKS_LIKE[detail.kind]) % {"said": detail.said})
        else:
            self.asked.setdefault(detail.kind, []).append(detail.said)

    @property
    def met(self) -> Met:
        """What was written, for the actions; only of a valid form."""
        names = Met.__dataclass_fields__
        return Met(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def facts(problem: Problem) -> dict[str, Any]:
        names = ("what", "for_whom", "municipality", "common")
        return {name: getattr(problem, name) for name in names} | {"seen": problem.version}


class NewProblemForm(ForForm, ProblemForm):
    field_order = ("organisation", "what")


class QuestionForm(InBothForm):
    """The question, and which problems it gathers."""

    TEXTS = ("question", "about")
    NEEDED = {"question": gettext_lazy("Write the question that the problems lead to.")}

    question_sv = line(gettext_lazy("The question"))
    question_en = line(gettext_lazy("The question"))
    about_sv = text(gettext_lazy("More about it"))
    about_en = text(gettext_lazy("More about it"))
    theme = RowField(
        label=gettext_lazy("Theme"),
        required=False,
        empty_label=gettext_lazy("Not chosen"),
        error_messages={"invalid_choice": gettext_lazy("Choose a theme in the list.")},
    )
    problems = RowsField(
        label=gettext_lazy("Problems"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one problem."),
            "invalid_choice": gettext_lazy("One of the problems is gone. Choose again."),
        },
    )

    def __init__(self, *args: Any, problems: ProblemQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_themes(self, "theme")
        self.offer("problems", problems)

    @property
    def asked(self) -> Asked:
        names = Asked.__dataclass_fields__
        return Asked(**{name: self.cleaned_data[name] for name in names})

    @property
    def chosen(self) -> set[str]:
        """Keys of the problems that are ticked."""
        value: Iterable[Any] = self["problems"].value() or ()
        return set(map(str, value))

    @staticmethod
    def facts(gathered: Gathered) -> dict[str, Any]:
        names = [f"{name}_{code}" for name in QuestionForm.TEXTS for code in LANGUAGES]
        return {name: getattr(gathered, name) for name in (*names, "theme")} | {
            "problems": [one.pk for one in gathered.problems.all()],
            "seen": gathered.version,
        }


class TalkChoiceForm(SeenForm):
    ids = "tie-%s"
    talk = RowField(
        label=gettext_lazy("Talk that is planned"),
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose a talk."),
            "invalid_choice": gettext_lazy("Choose a talk in the list."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        coming = Talk.objects.exclude(state=Talk.State.CANCELLED).upcoming()
        self.offer("talk", coming)


class ListChoiceForm(SeenForm):
    ids = "year-%s"
    activity_list = RowField(
        label=gettext_lazy("Year"),
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose a year."),
            "invalid_choice": gettext_lazy("Choose a year in the list."),
        },
    )
    month = forms.TypedChoiceField(
        label=gettext_lazy("Month"),
        choices=list(MONTHS.items()),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a month."),
            "invalid_choice": gettext_lazy("Choose a month."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lists = ActivityList.objects.filter(year__gte=timezone.localdate().year)
        self.offer("activity_list", lists.order_by("year"))
