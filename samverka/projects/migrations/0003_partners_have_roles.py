"""Those who take part get a row each, as partners: what they were until now."""

from typing import Any

from django.db import migrations

AT_ONCE = 500


def give_rows(apps: Any, schema_editor: Any) -> None:
    project, taker = (apps.get_model("projects", name) for name in ("Project", "ProjectPartner"))
    pairs = project.partners.through.objects.order_by("pk").values_list(
        "project_id", "organisation_id", "project__partnership_id"
    )
    taker.objects.bulk_create(
        (
            taker(project_id=one, organisation_id=organisation, partnership_id=owner)
            for one, organisation, owner in pairs
        ),
        batch_size=AT_ONCE,
    )


def take_rows_back(apps: Any, schema_editor: Any) -> None:
    project, taker = (apps.get_model("projects", name) for name in ("Project", "ProjectPartner"))
    pair = project.partners.through
    rows = taker.objects.order_by("pk").values_list("project_id", "organisation_id")
    pair.objects.bulk_create(
        (pair(project_id=one, organisation_id=organisation) for one, organisation in rows),
        batch_size=AT_ONCE,
    )
    taker.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_who_does_what_with_which_money")]

    operations = [migrations.RunPython(give_rows, take_rows_back)]
