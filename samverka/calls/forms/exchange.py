"""A file of calls is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samverka.common.json_tables import read_any_table
from samverka.partnership.forms.exchange import FileForm


class CallFileForm(FileForm):
    """Programs send JSON where people send a spreadsheet."""

    read_table = staticmethod(read_any_table)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        file = self.fields["file"]
        file.help_text = _("CSV, Excel or JSON. The first row holds the names of the columns.")
        file.widget = forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"})
