"""What is filled in to open a vote, and to vote."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.forms import TOO_LONG, Form, LineField, RowField, RowsField, TextField
from samverka.common.text import clean_line, first_sentence
from samverka.minutes.actions.voting import Question
from samverka.minutes.models import OPTION_LENGTH, QUESTION_LENGTH, Ballot, Paragraph

LONG = {"max_length": TOO_LONG}
CODE_ATTRS = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "class": "short",
}
LONGEST_CODE = 40  # as people write it, with what they put between


class BallotForm(Form):
    """A question and its answers."""

    ids = "ballot-%s"
    question = LineField(
        label=_("What is the vote about?"),
        max_length=QUESTION_LENGTH,
        error_messages={"required": _("Write what the vote is about."), **LONG},
    )
    options = TextField(
        label=_("Answers to choose between"),
        help_text=_("One on each line, two at least."),
        rows=4,
        error_messages={"required": _("Write the answers, one on each line.")},
    )
    may_abstain = forms.BooleanField(label=_("One may abstain"), required=False)
    secret = forms.ChoiceField(
        label=_("Who sees how each votes?"),
        choices=[
            ("no", _("Open: the minutes say who voted how")),
            ("yes", _("Secret: nobody can see how anybody voted")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the vote is open or secret.")},
    )

    def clean_options(self) -> tuple[str, ...]:
        lines = self.cleaned_data["options"].splitlines()
        options = tuple(line for one in lines if (line := clean_line(one)))
        if any(len(one) > OPTION_LENGTH for one in options):
            raise forms.ValidationError(
                _("An answer can have at most %(n)s characters. Shorten it a little."),
                params={"n": OPTION_LENGTH},
            )
        return options

    @property
    def put(self) -> Question:
        """What was written, for the action; only of a valid form."""
        told = self.cleaned_data
        return Question(
            words=told["question"],
            options=told["options"],
            secret=told["secret"] == "yes",
            abstain=gettext("Abstain") if told["may_abstain"] else "",
        )


class ChoiceForm(Form):
    """One answer out of those of a ballot."""

    ids = "vote-%s"
    option = RowField(
        label=_("Your vote"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )

    def __init__(self, *args: Any, ballot: Ballot, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("option", ballot.options.all())


class CodeForm(Form):
    """The code of a secret vote, which says what the vote is about."""

    ids = "vote-%s"
    code = LineField(
        label=_("Your code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs=CODE_ATTRS),
        error_messages={"required": _("Write your code."), **LONG},
    )


class SecretVoteForm(CodeForm, ChoiceForm):
    """Code and answer on one page."""

    field_order = ["option", "code"]


class SlipsForm(Form):
    """Who gets their code on paper."""

    ids = "slips-%s"
    attendees = RowsField(
        label=_("Who gets a slip of paper?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of them has got a code meanwhile. Choose again.")},
    )

    def __init__(self, *args: Any, ballot: Ballot, **options: Any) -> None:
        super().__init__(*args, **options)
        aside = ballot.paragraph.conflicts.values("attendee")
        rights = ballot.rights.filter(code_given=False).exclude(attendee__in=aside)
        people = ballot.paragraph.minutes.meeting.attendees.filter(pk__in=rights.values("attendee"))
        self.offer("attendees", people)


def ballot_as_prefilled(paragraph: Paragraph) -> dict[str, Any]:
    """The proposals that stand, where there are several to choose between; else yes or no."""
    motions = [first_sentence(one.words, OPTION_LENGTH) for one in paragraph.motions.standing()]
    question = motions[0] if len(motions) == 1 else str(paragraph.item)
    answers = motions if len(motions) > 1 else [gettext("Yes"), gettext("No")]
    return {
        "question": question[:QUESTION_LENGTH],
        "options": "\n".join(answers),
        "may_abstain": True,
        "secret": "no",
    }
