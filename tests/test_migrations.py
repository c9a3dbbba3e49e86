"""Rows that were there before a migration are there afterwards, in both directions."""

import json
from pathlib import Path

import pytest

from tests.own_data import empty_database
from tests.test_tables import run

BEFORE = """
from samverka.common.tenancy import scope
from samverka.partnership.models import Organisation, Partnership
from django.db import connection
owner = Partnership.objects.create(slug="old", name_sv="Gammal")
with scope(owner.pk), connection.cursor() as cursor:
    one, other = (
        Organisation.objects.create(slug=slug, name=slug, kind="association").pk
        for slug in ("one", "other")
    )
    facts = "(%s, 'old', 'Gammalt', '', '', '', FALSE, '2026-11-01', %s)"
    columns = "id, slug, title_sv, title_en, summary_sv, summary_en, example, updated_at"
    cursor.execute(
        f"INSERT INTO projects_project ({columns}, partnership_id) VALUES {facts}", [7, owner.pk]
    )
    for organisation in (one, other):
        cursor.execute(
            "INSERT INTO projects_project_partners (project_id, organisation_id) VALUES (7, %s)",
            [organisation],
        )
"""
AFTER = """
import json
from samverka.projects.models import Project, ProjectPartner
project = Project._base_manager.get()
rows = ProjectPartner._base_manager.order_by("pk")
print(json.dumps({
    "project": [project.slug, project.title_sv, project.state, project.origin],
    "takers": [[one.organisation.slug, one.role, one.partnership.slug] for one in rows],
}))
"""
BACK = """
import json
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(
        "SELECT p.project_id, o.slug FROM projects_project_partners p"
        " JOIN partnership_organisation o ON o.id = p.organisation_id ORDER BY o.slug"
    )
    print(json.dumps(cursor.fetchall()))
"""


def in_shell(url: str, code: str) -> str:
    return run(url, "manage", "shell", "-v", "0", "-c", code)


@pytest.mark.slow
@pytest.mark.database
def test_partners_of_projects_keep_their_place_and_get_a_role(tmp_path: Path) -> None:
    with empty_database("samverka_partners", tmp_path) as url:
        run(url, "manage", "migrate", "projects", "0001")
        run(url, "manage", "migrate", "partnership")
        in_shell(url, BEFORE)

        run(url, "manage", "migrate", "projects")

        assert json.loads(in_shell(url, AFTER)) == {
            "project": ["old", "Gammalt", "unknown", "by_hand"],
            "takers": [["one", "partner", "old"], ["other", "partner", "old"]],
        }

        run(url, "manage", "migrate", "projects", "0001")

        assert json.loads(in_shell(url, BACK)) == [[7, "one"], [7, "other"]]
