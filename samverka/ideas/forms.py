"""What people fill in: the visitor, the owner, the advisor and those who take care."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import (
    TOO_LONG,
    EmailField,
    Form,
    LineField,
    RowField,
    RowsField,
    TextField,
)
from samverka.common.text import clean_line
from samverka.common.writing import SealedForm
from samverka.ideas.models import MESSAGE_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Idea, Routing
from samverka.partnership.models import Municipality
from samverka.people.models import Person
from samverka.suggest.find import SHORTEST
from samverka.support.models import Service
from samverka.talks.models import Talk


def named_talk(slug: str) -> Talk | None:
    """One that everybody may read of."""
    return Talk.objects.public().filter(slug=clean_line(slug)).first() if slug else None


class IdeaForm(SealedForm):
    """The idea itself."""

    field_order = ("text", "title", "municipality", "email", "may_show", "consent")

    text = TextField(
        label=_("Your idea"),
        rows=8,
        min_length=SHORTEST,
        max_length=TEXT_LENGTH,
        error_messages={
            "required": _("Write what you want to change. Two sentences are enough."),
            "min_length": _("Write a little more, so that somebody can understand the idea."),
            "max_length": TOO_LONG,
        },
    )
    title = LineField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("Taken from your text. Change it as you like."),
        error_messages={
            "required": _("Give the idea a title, for example its first words."),
            "max_length": TOO_LONG,
        },
    )
    municipality = RowField(
        label=_("Municipality"),
        required=False,
        empty_label=_("Not chosen"),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )
    email = EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "Then you get a letter when something happens. It is not shown to anybody outside."
            " Without it you follow the idea on its own page."
        ),
    )
    may_show = forms.BooleanField(
        label=_("Others may read the idea here when we have looked at it. Never my e-mail."),
        required=False,
    )
    talk = LineField(required=False)  # that it came out of, by the end of its address
    consent = forms.BooleanField(
        label=_("You may store what I have written and pass it on to advisors."),
        error_messages={"required": _("We need your yes to store the idea and pass it on.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("municipality", Municipality.objects.all())

    def clean_talk(self) -> Talk | None:
        """A talk that is not there any more stops no idea."""
        return named_talk(self.cleaned_data["talk"])

    @property
    def came_out_of(self) -> Talk | None:
        return named_talk(str(self["talk"].value() or ""))

    @property
    def sending_key(self) -> str:
        """The same for the same words from the same page; other words are another idea."""
        return self.sent_once(self.cleaned_data["title"], self.cleaned_data["text"])


class MessageForm(Form):
    """Words of somebody without an account; an advisor's go to the owner."""

    text = TextField(
        label=_("Write to us"),
        rows=4,
        max_length=MESSAGE_LENGTH,
        error_messages={
            "required": _("Write something first."),
            "max_length": TOO_LONG,
        },
    )


class AdvisorForm(MessageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Write to the owner")


class VisibilityForm(Form):
    may_show = forms.BooleanField(required=False)


class AnswerForm(Form):
    """The advisor's answer to being asked."""

    CHOICES = [
        (Routing.State.ACCEPTED, _("We take it on")),
        (Routing.State.DECLINED, _("Not for us")),
        (Routing.State.SUGGESTED, _("We suggest somebody else")),
    ]
    answer = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    suggested = RowField(
        label=_("Whom do you suggest?"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Only if you suggest somebody else."),
    )
    text = TextField(
        label=_("A few words"),
        rows=4,
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_(
            "If you take it on: a first answer, the owner reads it at once. Otherwise: why. Only"
            " the coordinators read that."
        ),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, asked: Service, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("suggested", Service.objects.active().with_listing().exclude(pk=asked.pk))


class CareForm(Form):
    """What every form in the inbox carries: which version of the idea the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AssignForm(CareForm):
    ids = "assign-%s"
    responsible = RowField(
        label=_("Responsible"),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = Person.objects.filter(pk__in=[person.pk for person in people])
        self.offer("responsible", chosen.order_by("name"))


class PassOnForm(Form):
    ids = "pass-%s"
    to = RowField(
        label=_("Who takes them on?"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose who takes them on.")},
    )

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = Person.objects.filter(pk__in=[person.pk for person in people])
        self.offer("to", chosen.order_by("name"))


class MoveForm(CareForm):
    ids = "move-%s"
    to = forms.ChoiceField(
        label=_("Next step"), choices=(), error_messages={"required": _("Choose the next step.")}
    )
    reason = TextField(
        label=_("Words to the owner"),
        rows=3,
        required=False,
        max_length=MESSAGE_LENGTH,
        help_text=_("Needed when the idea is closed."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        super().__init__(*args, **options)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        # The steps that are open now are shown. A step that was open when the page was made is
        # for the action to refuse: it knows that somebody else was quicker, and says so.
        to.choices = Idea.State.choices
        to.widget.choices = [(state.value, state.label) for state in idea.next_states]


class WriteForm(CareForm, MessageForm):
    ids = "write-%s"
    asks = forms.BooleanField(label=_("It is a question that needs an answer"), required=False)


class NoteForm(MessageForm):
    ids = "note-%s"


@dataclass(frozen=True)
class Advisor:
    """A service as a choice, with what speaks against asking it just now."""

    service: Service
    doubts: list[str]

    @property
    def label(self) -> str:
        """`Idéverkstaden: Test an idea (full until 1 March, no e-mail)`."""
        silent = [] if self.service.contact_email else [gettext("no e-mail")]
        said = [f"{doubt[:1].lower()}{doubt[1:]}" for doubt in self.doubts] + silent
        return f"{self.service} ({', '.join(said)})" if said else str(self.service)


class RouteForm(CareForm):
    ids = "route-%s"
    to = RowsField(
        label=_("Ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service to ask.")},
    )
    then = RowField(
        label=_("If nobody takes it on, ask"),
        required=False,
        empty_label=_("Nobody"),
    )
    words = TextField(
        label=_("Words to the advisors"),
        rows=3,
        required=False,
        max_length=MESSAGE_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )

    although_full = forms.BooleanField(label=_("Ask even those who are full"), required=False)

    def __init__(self, *args: Any, best_first: list[Advisor], **options: Any) -> None:
        super().__init__(*args, **options)
        everyone = Service.objects.active().with_listing()
        labels = {advisor.service.pk: advisor.label for advisor in best_first}
        for name in ("to", "then"):
            self.offer_in_order(name, everyone, [advisor.service for advisor in best_first])
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            choices = cast(Iterable[tuple[Any, str]], field.choices)
            field.choices = [(key, labels.get(key, label)) for key, label in choices]


class MergeForm(CareForm):
    ids = "merge-%s"
    into = RowField(
        label=_("The idea that goes on"),
        empty_label=_("Not chosen"),
        error_messages={"required": _("Choose the idea that goes on.")},
    )
    reason = TextField(
        label=_("Words to the owner"),
        rows=3,
        max_length=MESSAGE_LENGTH,
        error_messages={
            "required": _("Write a few words to the owner on why."),
            "max_length": TOO_LONG,
        },
    )

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Idea.objects.open().filter(merged_into=None).exclude(pk=idea.pk).newest_first()
        self.offer("into", others)
