"""What people fill in when they look for collaborators, and when they answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from samverka.collaboration.actions import Wanted
from samverka.collaboration.models import ROLE_LENGTH, TITLE_LENGTH, WORDS_LENGTH, Search
from samverka.common.forms import DayField, Form, LineField, RowField, RowsField, TextField
from samverka.common.languages import ENGLISH, SWEDISH, other_language, reader_language
from samverka.partnership.models import Municipality, Organisation
from samverka.suggest.company import subject_labels

FARTHEST = 400  # days ahead: a search is for a time, and can be opened again
TEXTS = ("title", "what", "wanted")

TOO_LONG = ngettext_lazy(
    "At most %(limit_value)d character; this is %(show_value)d.",
    "At most %(limit_value)d characters; this is %(show_value)d. Shorten it a little.",
    "limit_value",
)
NO_NUMBER = {"invalid": _("The page had been open for long. Load it again.")}


class SeenForm(Form):
    """What every form about a search carries: which version of it the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=NO_NUMBER)


class UntilField(DayField):
    """A last day: today or later, and not for ever."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Until when"),
            help_text=_("The last day to answer. You get a letter before it."),
            error_messages={"required": _("Choose the last day to answer.")},
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        if isinstance(value, date) and value < today:
            raise forms.ValidationError(_("That day has passed. Choose a later one."))
        if isinstance(value, date) and value > today + timedelta(days=FARTHEST):
            raise forms.ValidationError(_("Choose a day within a year. You can open it again."))


def title_field(label: Any) -> LineField:
    errors = {"max_length": TOO_LONG}
    return LineField(label=label, required=False, max_length=TITLE_LENGTH, error_messages=errors)


def what_field(label: Any) -> TextField:
    errors = {"max_length": TOO_LONG}
    return TextField(
        label=label, rows=6, required=False, max_length=WORDS_LENGTH, error_messages=errors
    )


def wanted_field(label: Any) -> LineField:
    errors = {"max_length": TOO_LONG}
    return LineField(label=label, required=False, max_length=ROLE_LENGTH, error_messages=errors)


class SearchForm(SeenForm):
    """A search in the reader's language, in the other one, or in both."""

    organisation = RowField(
        label=_("Who looks"),
        empty_label=_("Not chosen"),
        error_messages={
            "required": _("Choose which organisation looks."),
            "invalid_choice": _("Choose an organisation from the list."),
        },
    )
    title_sv = title_field(_("Title"))
    title_en = title_field(_("Title"))
    what_sv = what_field(_("What do you want to do together?"))
    what_en = what_field(_("What do you want to do together?"))
    wanted_sv = wanted_field(_("Whom do you lack?"))
    wanted_en = wanted_field(_("Whom do you lack?"))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        choices=Organisation.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    municipality = RowField(
        label=_("Where"),
        required=False,
        empty_label=_("Anywhere in the county"),
        error_messages={"invalid_choice": _("Choose a municipality from the list, or none.")},
    )
    subjects = forms.MultipleChoiceField(
        label=_("Subjects"), widget=forms.CheckboxSelectMultiple, required=False
    )
    until = UntilField()

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation] | None = None,
        subjects: Iterable[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if organisations is None:  # who looks is settled
            del self.fields["organisation"]
        else:
            self.offer("organisation", organisations)
        self.offer("municipality", Municipality.objects.all())
        field = self.fields["subjects"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(subject_labels(subjects).items())
        for language in (SWEDISH, ENGLISH):
            for name in TEXTS:
                self.fields[f"{name}_{language}"].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        """A title and a text that belong together, in one language at least."""
        told = super().clean() or {}
        here = reader_language()
        begun = [code for code in (here, other_language(here)) if self._begun(code)]
        for code in begun or [here]:
            if not told.get(f"title_{code}") and not self.has_error(f"title_{code}"):
                self.add_error(f"title_{code}", _("Give it a title, so that others see at once."))
            if not told.get(f"what_{code}") and not self.has_error(f"what_{code}"):
                self.add_error(f"what_{code}", _("Write what you want to do. Two sentences do."))
        return told

    def _begun(self, language: str) -> bool:
        names = [f"{name}_{language}" for name in TEXTS]
        return any(self.cleaned_data.get(name) or self.has_error(name) for name in names)

    @property
    def wanted(self) -> Wanted:
        """What was written, for the actions; only of a valid form."""
        told = self.cleaned_data
        texts = {
            f"{name}_{code}": told[f"{name}_{code}"] for name in TEXTS for code in ("sv", "en")
        }
        return Wanted(
            until=told["until"],
            kinds=tuple(told["kinds"]),
            municipality=told["municipality"],
            **texts,
        )

    @property
    def own_language(self) -> list[forms.BoundField]:
        return [self[f"{name}_{reader_language()}"] for name in TEXTS]

    @property
    def other_language(self) -> list[forms.BoundField]:
        return [self[f"{name}_{other_language(reader_language())}"] for name in TEXTS]

    @property
    def other_is_begun(self) -> bool:
        """Something stands there, or has to be mended there."""
        return any(field.value() or field.errors for field in self.other_language)

    @property
    def wishes_are_begun(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("kinds", "municipality"))


def words_of(search: Search) -> dict[str, Any]:
    """A search as it stands in its form."""
    names = [f"{name}_{language}" for name in TEXTS for language in (SWEDISH, ENGLISH)]
    told: dict[str, Any] = {name: getattr(search, name) for name in names}
    return told | {
        "kinds": search.kinds,
        "municipality": search.municipality_id,
        "subjects": search.subjects,
        "until": search.until,
    }


class AskForm(SeenForm):
    ids = "ask-%s"
    to = RowsField(
        label=_("Whom to ask"),
        error_messages={
            "required": _("Choose at least one to ask."),
            "invalid_choice": _("One of them is no longer a partner. Choose again."),
        },
    )
    words = TextField(
        label=_("Words to them"),
        rows=3,
        required=False,
        max_length=WORDS_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, search: Search, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("to", Organisation.objects.partners().exclude(pk=search.organisation_id))


class ReopenForm(SeenForm):
    ids = "reopen-%s"
    until = UntilField()


class ForForm(Form):
    """For which of their organisations somebody answers; asked only where there are several."""

    organisation = RowField(
        label=_("Your organisation"),
        empty_label=None,
        error_messages={
            "required": _("Choose for which organisation you answer."),
            "invalid_choice": _("Choose for which organisation you answer."),
        },
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in organisations]
        self.offer("organisation", Organisation.objects.filter(pk__in=keys))
        self.only = organisations[0] if len(organisations) == 1 else None
        if self.only:
            self.fields["organisation"].required = False

    def clean_organisation(self) -> Organisation:
        chosen: Organisation | None = self.cleaned_data["organisation"] or self.only
        assert chosen
        return chosen


class InterestForm(ForForm):
    ids = "interest-%s"
    words = TextField(
        label=_("Why do you want to take part?"),
        rows=4,
        max_length=WORDS_LENGTH,
        error_messages={
            "required": _("Write a few words to them. Two sentences do."),
            "max_length": TOO_LONG,
        },
    )
    brings = TextField(
        label=_("What do you bring?"),
        rows=3,
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("For example people, premises, knowledge, contacts or money."),
        error_messages={"max_length": TOO_LONG},
    )
    role = LineField(
        label=_("Your role"),
        required=False,
        max_length=ROLE_LENGTH,
        help_text=_("What you would look after if it comes about."),
        error_messages={"max_length": TOO_LONG},
    )


class ReplyForm(Form):
    """Yes or no to one organisation. `seen` is the version of its answer."""

    YES, NO = "yes", "no"
    ids = "reply-%s"
    say = forms.ChoiceField(
        choices=[(YES, _("Yes, take part")), (NO, _("Not this time"))],
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
    reply = TextField(
        label=_("Words to them"),
        rows=3,
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("Needed when you say no."),
        error_messages={"max_length": TOO_LONG},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=NO_NUMBER)


class LeaveForm(Form):
    ids = "leave-%s"
    words = TextField(
        label=_("Words to the others"),
        rows=3,
        required=False,
        max_length=WORDS_LENGTH,
        error_messages={"max_length": TOO_LONG},
    )
