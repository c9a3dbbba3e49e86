"""Forms that answer alike: what is wrong stands first, each with a link to its field."""

from html import unescape

import pytest
from django import forms
from django.utils import translation

from samverka.common.forms import DayField, EmailField, Form, LineField, TextField


class Small(Form):
    title = LineField(max_length=5, error_messages={"required": "Write a title."})
    text = TextField(max_length=10, required=False)
    email = EmailField(required=False)
    choice = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self) -> None:
        raise forms.ValidationError("The whole does not hang together.")


@pytest.mark.parametrize(
    ("name", "written", "cleaned"),
    [
        ("title", " a\x07 b ", None),
        ("title", " a  b ", "a b"),
        ("text", "a\r\nb", "a\nb"),
        ("email", " a@b.se\n", "a@b.se"),
    ],
)
def test_what_is_written_is_cleaned(name: str, written: str, cleaned: str | None) -> None:
    form = Small({name: written})
    form.full_clean()

    assert form.cleaned_data.get(name) == (cleaned if cleaned else "a b")


def test_every_error_stands_in_the_summary_with_a_way_to_its_field() -> None:
    with translation.override("en"):
        form = Small({"title": "", "text": "x" * 11, "email": "anna"})

        assert form.error_title == "5 things to mend"
        assert form.error_links == [
            ("id_title", "Write a title."),
            ("id_text", "Ensure this value has at most 10 characters (it has 11)."),
            (
                "id_email",
                "Write the whole e-mail address. For example name@example.com",
            ),
            ("id_choice_0", "This field is required."),
            ("", "The whole does not hang together."),
        ]


def test_one_sentence_about_two_fields_says_which_and_is_said_once_of_each() -> None:
    class Hours(Form):
        begins = LineField(label="Begins", error_messages={"required": "Write a time."})
        ends = LineField(label="Ends", error_messages={"required": "Write a time."})

        def clean(self) -> None:
            self.add_error("ends", "Write a time.")

    form = Hours({})

    assert form.error_links == [
        ("id_begins", "Begins: Write a time."),
        ("id_ends", "Ends: Write a time."),
    ]
    assert form.error_count == 2


def test_without_errors_there_is_nothing_to_say() -> None:
    assert (Form({}).error_count, Form({}).error_title, Small().error_links) == (0, "", [])


def test_the_browser_cuts_no_long_text_and_blows_no_bubbles() -> None:
    shown = unescape(str(Small({"title": "a"})))

    assert "maxlength" not in shown.partition("<textarea")[2].partition(">")[0]
    assert " required" not in shown


@pytest.mark.parametrize("label", ["Title", "Text", "Email"])
def test_label_and_field_belong_together(label: str) -> None:
    shown = str(Small())

    name = label.lower()
    assert f'for="id_{name}"' in shown
    assert f'id="id_{name}"' in shown


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_of_another_century_is_a_slip_of_the_pen(day: str) -> None:
    """Nothing counts on from the last day that there is, or back from the first."""
    with pytest.raises(forms.ValidationError):
        DayField().clean(day)


def test_days_of_ours_are_taken() -> None:
    assert [str(DayField().clean(one)) for one in ("1900-01-01", "2099-12-31")] == [
        *("1900-01-01", "2099-12-31"),
    ]
