"""What everybody may read of what was granted: narrowed, counted, as a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samverka.common.lists import Narrowing, every_word, facet, words_sought
from samverka.grants.models import Grant, Round
from samverka.grants.models.deciding import GrantQuerySet
from samverka.grants.outcome import RoundMoney, money_of
from samverka.partnership.models import Municipality, Organisation, Theme

# Where the answer to each question of the list stands.
COLUMNS = {
    "round": "application__round__slug",
    "theme": "application__themes__slug",
    "municipality": "application__municipality__code",
    "kind": "application__kind",
    "year": "decision__decided_on__year",
}
NO_ANSWER = "none"  # of those who said nothing
SOUGHT = (
    *("application__title", "application__name", "application__summary"),
    *("why_sv", "why_en"),
)


def granted() -> GrantQuerySet:
    """Everything that was ever granted is public, the newest first."""
    return Grant.objects.with_listing().prefetch_related("application__themes")


def granted_where(question: str, answer: Any) -> GrantQuerySet:
    """What a figure counts: those where the answer to one question is this."""
    return granted().filter(_answered(question, [answer])).distinct()


def _answered(question: str, answers: Sequence[Any]) -> Q:
    column = COLUMNS[question]
    found = Q(**{f"{column}__in": [one for one in answers if one != NO_ANSWER]})
    return found | Q(**{f"{column}__isnull": True}) if NO_ANSWER in answers else found


def narrowed(request: HttpRequest) -> tuple[Narrowing, GrantQuerySet]:
    """The list as the address asks for it."""
    words = words_sought(request)
    years = Grant.objects.order_by().values_list("decision__decided_on__year", flat=True)
    choices: dict[str, tuple[str, Iterable[tuple[str, Any]]]] = {
        "round": (_("Round"), ((one.slug, one.name) for one in Round.objects.public())),
        "theme": (_("Theme"), _themes()),
        "municipality": (_("Municipality"), _municipalities()),
        "kind": (_("Kind of organisation"), Organisation.Kind.choices),
        "year": (
            _("Year"),
            ((f"{year}", f"{year}") for year in sorted(set(years), reverse=True)),
        ),
    }
    facets = [facet(request, name, *told) for name, told in choices.items()]
    found = granted().filter(every_word(words, *SOUGHT))
    for one in facets:
        if one.chosen:
            found = found.filter(_answered(one.name, one.chosen))
    return Narrowing(facets, words), found.distinct()


@dataclass(frozen=True)
class Figure:
    """How many were granted under one answer, and how much; `url` lists just those."""

    label: str
    number: int
    amount: Decimal
    url: str


def figures(question: str) -> list[Figure]:
    """One figure for each answer that anything was granted under, in one query and the answers."""
    column = COLUMNS[question]
    counted = Grant.objects.order_by().values(column).annotate(n=Count("pk"), sum=Sum("amount"))
    found = {row[column] or NO_ANSWER: row for row in counted}
    address = reverse("grants:granted_list")
    return [
        Figure(
            label=label,
            number=found[answer]["n"],
            amount=found[answer]["sum"],
            url=f"{address}?{urlencode({question: answer})}",
        )
        for answer, label in ANSWERS[question]()
        if answer in found
    ]


def _themes() -> list[tuple[str, str]]:
    return [*((one.slug, one.title) for one in Theme.objects.all()), (NO_ANSWER, _("No theme"))]


def _municipalities() -> list[tuple[str, str]]:
    found = [(one.code, one.name) for one in Municipality.objects.all()]
    return [*found, (NO_ANSWER, _("No municipality"))]


def _kinds() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Organisation.Kind.choices]


ANSWERS: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "theme": _themes,
    "municipality": _municipalities,
    "kind": _kinds,
}


def rounds_with_money() -> list[tuple[Round, RoundMoney]]:
    """Each published round with where its money is, in two queries."""
    rounds = list(Round.objects.public().newest_first())
    grants: dict[int, list[Grant]] = {}
    for one in Grant.objects.filter(application__round__in=rounds).select_related("application"):
        grants.setdefault(one.application.round_id, []).append(one)
    return [(turn, money_of(turn, grants.get(turn.pk, []))) for turn in rounds]


HEADER = (
    *("number", "title", "organisation", "kind", "municipality", "themes", "round"),
    *("decided_on", "starts_on", "ends_on", "currency", "asked", "awarded", "amount"),
    *("paid", "repaid", "kept", "state", "why_sv", "why_en", "project", "example"),
)


def as_row(grant: Grant) -> list[object]:
    """The cells of a table, under `HEADER`."""
    row = grant.application
    return [
        *(row.number, row.title, row.name, row.kind),
        row.municipality.name if row.municipality else "",
        ", ".join(sorted(theme.slug for theme in row.themes.all())),
        row.round.slug,
        *(grant.decision.decided_on.isoformat(), grant.starts_on.isoformat()),
        *(grant.ends_on.isoformat(), row.round.currency),
        *(row.asked, grant.awarded, grant.amount, grant.paid, grant.repaid),
        "" if grant.kept is None else grant.kept,
        *(grant.state, grant.why_sv, grant.why_en),
        grant.project.slug if grant.project else "",
        "yes" if row.example else "",
    ]
