"""The plan on paper: who does what and when, what comes of it, what may go wrong."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samverka.applications.models import Activity, Application, Member
from samverka.applications.models.plan import Timed
from samverka.applications.pictures.drawing import as_svg
from samverka.applications.pictures.gantt import gantt_of
from samverka.applications.planning.gathering import Plan, Work, efforts_of, plan_of
from samverka.common.papers import fact_table, table, whole_day
from samverka.documents import Figure, Heading, Part, plain
from samverka.documents.model import Align

MOST_COLUMNS: Final = 4  # members that a sheet of paper has room for
TALLEST: Final = 1.3  # times the width of the text, so that the picture stays on one page


def plan_parts(application: Application) -> Iterator[Part]:
    """Nothing where nothing stands in the plan; no heading without something below it."""
    plan = plan_of(application)
    parts = [
        *_picture(plan),
        *(part for work in plan.works for part in _work(plan, work)),
        *_milestones(plan),
        *_deliverables(plan),
        *_efforts(plan),
        *_risks(plan),
        *_theory(plan),
        *_indicators(plan),
    ]
    if parts:
        yield Heading(1, plain(_("Plan")))
        yield from parts


def _picture(plan: Plan) -> Iterator[Part]:
    drawing = gantt_of(plan, None)
    if drawing:
        yield Heading(2, plain(drawing.title))
        width = min(1.0, TALLEST * drawing.width / drawing.height)
        alt = f"{drawing.title}: {drawing.says}"
        yield Figure(as_svg(drawing, paper=True), alt, width=width)


def _work(plan: Plan, work: Work) -> Iterator[Part]:
    if work.package:
        yield Heading(2, plain(f"{work.number} {work.package.title}"))
        facts = [
            (_("Who leads it"), _name(work.package.lead)),
            (_("When"), _days(work.package)),
            (_("What it is to achieve"), work.package.objective),
        ]
        if any(value for _name, value in facts):
            yield fact_table(facts)
    elif work.activities:
        outside = _("Activities outside the work packages") if plan.packages else _("Activities")
        yield Heading(2, plain(outside))
    if work.activities:
        yield table(
            (_("Number"), _("What is done"), _("Who"), _("When")),
            [
                (number, _more(one.title, one.what), _who(one), _days(one))
                for number, one in work.activities
            ],
            widths=(1, 3, 2, 2),
        )


def _milestones(plan: Plan) -> Iterator[Part]:
    yield from _under(
        _("Milestones"),
        (_("Number"), _("What has been reached"), _("When"), _("How one sees that it is reached")),
        [(n, one.title, whole_day(one.on), one.verified_by) for n, one in plan.milestones],
        (1, 3, 2, 3),
    )


def _deliverables(plan: Plan) -> Iterator[Part]:
    yield from _under(
        _("Deliverables"),
        (_("Number"), _("What is handed in"), _("Kind"), _("Who may read it"), _("When")),
        [
            (n, one.title, one.get_kind_display(), one.get_level_display(), whole_day(one.on))
            for n, one in plan.deliverables
        ],
        (1, 3, 2, 2, 2),
    )


def _risks(plan: Plan) -> Iterator[Part]:
    yield from _under(
        _("What may go wrong"),
        (
            _("Number"),
            _("What may go wrong"),
            _("How likely is it?"),
            _("What happens then"),
            _("What we do about it"),
        ),
        [
            (n, one.title, one.get_likelihood_display(), one.consequence, one.answer)
            for n, one in plan.risks
        ],
        (1, 2.5, 1.3, 2.5, 2.5),
    )


def _theory(plan: Plan) -> Iterator[Part]:
    titles = {step.pk: step.title for step in plan.steps}
    kinds = list(plan.steps[0].Kind) if plan.steps else []
    rows = [
        (
            step.get_kind_display(),
            step.title,
            "\n\n".join(titles[to.pk] for to in step.leads_to.all() if to.pk in titles),
            step.assumption,
        )
        for step in sorted(plan.steps, key=lambda step: kinds.index(step.Kind(step.kind)))
    ]
    header = (_("Where it belongs"), _("What"), _("What it leads to"), _("What must hold for that"))
    yield from _under(_("From the problem to what changes"), header, rows, (1.5, 2.5, 2.5, 2.5))


def _indicators(plan: Plan) -> Iterator[Part]:
    yield from _under(
        _("How we see that it works"),
        (
            _("What is measured"),
            _("How it is today"),
            _("How it should be"),
            _("How it is measured"),
            _("When"),
        ),
        [
            (one.title, one.baseline, one.target, one.measured_by, whole_day(one.on))
            for one in plan.indicators
        ],
        (2.5, 1.5, 1.5, 2, 1.5),
    )


def _efforts(plan: Plan) -> Iterator[Part]:
    """One table below the other where there are many members; the last one has the sums."""
    told = efforts_of(plan)
    if not told.total:
        return
    yield Heading(2, plain(_("Person-months")))
    lines = [(f"{number} {one.title}", months, total) for number, one, months, total in told.rows]
    lines.append((_("Sum"), told.by_member, told.total))
    for start in range(0, len(told.members), MOST_COLUMNS):
        end = start + MOST_COLUMNS
        last = end >= len(told.members)
        names = [_name(member) for member in told.members[start:end]]
        header = [_("Work package"), *names, *([_("Sum")] if last else [])]
        rows = [
            [name, *map(_number, months[start:end]), *([_number(total)] if last else [])]
            for name, months, total in lines
        ]
        right: list[Align] = ["end"] * (len(header) - 1)
        yield table(header, rows, align=["start", *right], widths=[2.2, *[1.0] * len(right)])


def _under(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> Iterator[Part]:
    if rows:
        yield Heading(2, plain(title))
        yield table(header, rows, widths=widths)


def _name(member: Member | None) -> str:
    return member.organisation.name if member else ""


def _who(activity: Activity) -> str:
    """Who does it first, then who else takes part."""
    others = [one for one in activity.members.all() if one.pk != activity.lead_id]
    return ", ".join(filter(None, map(_name, [activity.lead, *others])))


def _days(row: Timed) -> str:
    days = dict.fromkeys(row.period or ())
    return " – ".join(map(whole_day, days))


def _more(title: str, more: str) -> str:
    return f"{title}\n\n{more}" if more else title


def _number(months: Decimal) -> str:
    return number_format(months.normalize())
