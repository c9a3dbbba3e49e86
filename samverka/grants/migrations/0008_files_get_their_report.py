"""Each file of a report gets that report: the first that was handed in after the file came.

A file that came later belongs to the next one that is to be written.
"""

from typing import Any

from django.db import migrations


def give_reports(apps: Any, schema_editor: Any) -> None:
    file, report = (apps.get_model("grants", name) for name in ("Enclosure", "GrantReport"))
    for one in file.objects.filter(of="report", report=None).defer("content"):
        its = report.objects.filter(grant__application=one.application_id)
        later = its.filter(sent_at__gte=one.at).order_by("sent_at", "pk")
        written = its.filter(state__in=["due", "returned"]).order_by("due_on", "pk")
        found = later.first() or written.first() or its.order_by("due_on", "pk").last()
        file.objects.filter(pk=one.pk).update(report=found)


class Migration(migrations.Migration):
    dependencies = [("grants", "0007_files_know_their_report")]

    operations = [migrations.RunPython(give_reports, migrations.RunPython.noop)]
