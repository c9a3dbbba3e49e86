"""The report as a document, to be printed, signed and kept."""

from datetime import datetime

from django.utils.translation import gettext as _

from samverka.annual.telling import GoalOfYear, Report
from samverka.common.languages import reader_language
from samverka.common.papers import paragraphs, said, table, whole_day
from samverka.documents import Document, Heading, Part, plain
from samverka.plan.models import ListedActivity
from samverka.plan.telling import when
from samverka.plan.templatetags.plan import figure


def report_paper(report: Report, author: str, made: datetime) -> Document:
    """In the language of the reader; `author` is the name of the partnership."""
    parts: list[Part] = []
    if report.listed.example:
        parts.append(said(_("This year is an example of a demonstration."), italic=True))
    if report.listed.words:
        parts += [Heading(1, plain(_("About the year"))), *paragraphs(report.listed.words)]
    if report.listed.decided_on:
        day, reference = whole_day(report.listed.decided_on), report.listed.decided_as
        told = {"day": day, "reference": reference}
        parts.append(said(_("The list of activities was decided %(day)s, %(reference)s.") % told))
    parts += [Heading(1, plain(_("The year in figures"))), _figures(report)]
    if report.goals:
        parts += [Heading(1, plain(_("Goals"))), *_goals(report.goals)]
    if report.activities:
        parts += [Heading(1, plain(_("Activities"))), _activities(report.activities)]
    title = f"{report.title}, {author}"
    return Document(title, reader_language(), tuple(parts), author=author, made=made)


def _figures(report: Report) -> Part:
    rows = [(one.title, str(one.value), one.note) for one in report.figures]
    header = (_("What"), _("How many"), _("More"))
    return table(header, rows, align=("start", "end", "start"), widths=(4, 1, 3))


def _goals(goals: list[GoalOfYear]) -> list[Part]:
    parts: list[Part] = []
    for one in goals:
        parts.append(Heading(2, plain(one.goal.title)))
        rows = [
            (
                reached.indicator.what,
                f"{figure(reached.indicator.target)} {reached.indicator.unit}".strip() or "–",
                f"{figure(reached.value)} {reached.indicator.unit}".strip()
                if reached.value is not None
                else _("not known"),
            )
            for reached in one.reached
        ]
        if rows:
            header = (_("Measure"), _("Target"), _("Came to"))
            parts.append(table(header, rows, align=("start", "end", "end"), widths=(4, 1, 1)))
        else:
            parts.append(said(_("Nothing is measured for this goal yet.")))
    return parts


def _activities(activities: list[ListedActivity]) -> Part:
    rows = [
        (
            one.title,
            when(one.starts_on, one.ends_on),
            one.responsible.name if one.responsible else _("The coordinators"),
            "\n\n".join(filter(None, (str(one.get_state_display()), one.result))),
        )
        for one in activities
    ]
    header = (_("What"), _("When"), _("Sees to it"), _("What came of it"))
    return table(header, rows, widths=(3, 2, 2, 4))
