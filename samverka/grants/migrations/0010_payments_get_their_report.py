"""What was to be paid after a report in words is tied to that report, and a grant whose final report
is approved knows what that gives the right to.
"""

from typing import Any

from django.db import migrations

from samverka.grants.outcome import right_of

NAMES = {
    "final": ("slutrapport", "slutrapporten", "final report", "the final report"),
    "interim": ("delrapport", "delrapporten", "interim report", "the interim report"),
}


def give_reports(apps: Any, schema_editor: Any) -> None:
    payment, report = (apps.get_model("grants", name) for name in ("Payment", "GrantReport"))
    for one in payment.objects.exclude(after=""):
        said = " ".join(one.after.split()).strip(". ").casefold()
        for kind, names in NAMES.items():
            its = report.objects.filter(grant=one.grant_id, kind=kind)
            if said in names and its.count() == 1:
                payment.objects.filter(pk=one.pk).update(report=its.get(), after="")


def tell_rights(apps: Any, schema_editor: Any) -> None:
    grants = apps.get_model("grants", "Grant").objects
    for one in grants.filter(reports__kind="final", reports__state="approved"):
        grants.filter(pk=one.pk).update(right=right_of(one))


class Migration(migrations.Migration):
    dependencies = [("grants", "0009_payments_wait_for_reports")]

    operations = [
        migrations.RunPython(give_reports, migrations.RunPython.noop),
        migrations.RunPython(tell_rights, migrations.RunPython.noop),
    ]
