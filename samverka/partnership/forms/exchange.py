"""A file is sent, and what it would do is said yes to."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.forms import Form
from samverka.common.refusal import Refused
from samverka.common.tables import read_table
from samverka.common.text import clean_line


class FileForm(Form):
    """`cleaned_data` holds the `table` that was read and the `name` of the file."""

    read_table = staticmethod(read_table)
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("CSV or Excel. The first row holds the names of the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(_("The file is too large. Divide it."))
        try:
            self.cleaned_data["table"] = self.read_table(file.read())
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None
        self.cleaned_data["name"] = clean_line(file.name or "")[-120:]
        return file


class CarryOutForm(Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
