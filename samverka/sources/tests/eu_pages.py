"""Answers of the EU's portal in the shape that it gives them; all that they tell is invented."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from samverka.sources.tests.replay import Asked, Told, json_told

SUBJECTS = ("young people", "housing", "work", "loneliness", "gardens", "learning", "health")
PARAGRAPH = (
    "<p>Activities under this topic bring together associations, municipalities and those whom it "
    "concerns. <b>Expected outcome:</b> more people take part in what is decided about {subject}."
    "</p><ul><li>partners from at least three countries</li>"
    "<li>results that others can use</li></ul>"
)


def topic(number: int, **other: Any) -> dict[str, Any]:
    """A row of a search; `other` stands in place of fields of its metadata."""
    code = f"EXAMPLE-2027-{number // 100:02}-{number:04}"
    subject = SUBJECTS[number % len(SUBJECTS)]
    days = [f"2027-{1 + number % 12:02}-1{number % 10}"]
    days += ["2028-01-20"] if number % 10 == 0 else []
    action = {
        "action": f"{code} - EX-RIA EXAMPLE Research and Innovation Actions",
        "expectedGrants": 2,
        "minContribution": 1_000_000,
        "maxContribution": 2_000_000 + number,
        "budgetYearMap": {"2027": "3000000", "2028": "1000000"},
        "deadlineDates": days,
    }
    others = action | {"action": f"{code}9 - EX-RIA EXAMPLE Research", "maxContribution": 9}
    metadata: dict[str, Any] = {
        "type": ["1"],
        "status": ["31094502"],
        "identifier": [code],
        "title": [f"Together for {subject}: example topic {number}"],
        "callIdentifier": ["EXAMPLE-2027"],
        "callTitle": ["Examples"],
        "frameworkProgramme": ["43251589"],
        "startDate": ["2026-10-01T00:00:00.000+0000"],
        "deadlineDate": [f"{day}T00:00:00.000+0000" for day in days],
        "typesOfAction": ["EXAMPLE Research and Innovation Actions"],
        "descriptionByte": [PARAGRAPH.format(subject=subject) * (1 + number % 8)],
        "budgetOverview": [json.dumps({"budgetTopicActionMap": {"1": [action], "2": [others]}})],
        "keywords": [code, "EXAMPLE-2027", subject.capitalize(), "Social innovation"],
        "supportInfo": ["<p>Ask Some Body, some.body@example.org</p>"],
        "language": ["en"],
        "DATASOURCE": ["SEDIA"],
        "es_SortDate": ["2026-10-01T00:00:00.000+0000"],
        "url": [f"https://portal.example/topic-details/{code}"],
    }
    reference = f"{50_000_000 + number}TOPICSen"
    return {"reference": reference, "language": "en", "metadata": metadata | other}


def page_of(rows: list[Mapping[str, Any]], number: int, size: int = 100) -> dict[str, Any]:
    return {
        "apiVersion": "2.151",
        "totalResults": len(rows),
        "pageNumber": number,
        "pageSize": size,
        "results": rows[(number - 1) * size : number * size],
    }


def portal(rows: list[Mapping[str, Any]]) -> Callable[[Asked], Told]:
    """Answers a search page by page; a page behind the last one is empty."""

    def answer(asked: Asked) -> Told:
        return json_told(page_of(rows, int(asked.params["pageNumber"])))

    return answer


def sweep(pages: int = 14, **other: Any) -> list[Mapping[str, Any]]:
    """As many rows as these pages hold."""
    return [topic(number, **other) for number in range(1, pages * 100 + 1)]
