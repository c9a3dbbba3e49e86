"""Does an application keep the terms of its round? What stands in the way, and what to do.

Plain functions of an application and its round; nothing here changes anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.applications.budgeting.sentences import WAYS, Said, said_of
from samverka.applications.models import Counts
from samverka.budgets import CostRules, Way
from samverka.budgets.financing_rules import GrantRange
from samverka.common.templatetags.samverka import day
from samverka.grants.counting import Sums, sums_of
from samverka.grants.models import GrantApplication, Round
from samverka.partnership.models import Municipality, Organisation
from samverka.writing.prose import characters_in, words_in

# Whoever applies alone mends the budget alone.
ALONE: Mapping[str, Promise] = {
    **WAYS,
    "add_own": gettext_lazy("put in %(by)s more in money"),
    "lower_own": gettext_lazy("put in %(by)s less in money"),
}
# Those that say which grant to apply for.
GRANT_WAYS = ("lower_grant", "lower_grant_only", "raise_grant", "swap", "swap_back")
MOST_GENERATIONS = 20  # of one project; no chain is longer, whatever was written


@dataclass(frozen=True)
class Obstacle:
    """What is missing, or is not as the round asks. `step` is where it is mended ("": nowhere),
    `at` the place there. What only a person can judge does not stop anybody."""

    code: str
    words: str
    step: str
    at: str = ""
    stops: bool = True

    def url(self, application: GrantApplication) -> str:
        if not self.step:
            return application.own_url
        page = reverse("grants:mine_step", args=[application.key, self.step])
        return f"{page}#{self.at}" if self.at else page


def obstacles(application: GrantApplication, today: date | None = None) -> list[Obstacle]:
    """All that stops it, and all that somebody will ask about, in the order of the pages."""
    today = today or timezone.localdate()
    return [
        *of_the_round(application, today),
        *of_the_applicant(application),
        *of_the_project(application, today),
        *of_the_history(application),
        *of_the_texts(application),
        *of_the_budget(sums_of(application)),
    ]


def stopping(application: GrantApplication) -> list[Obstacle]:
    return [one for one in obstacles(application) if one.stops]


def of_the_round(application: GrantApplication, today: date) -> Iterator[Obstacle]:
    """What is to be completed may be handed in also when the round has closed."""
    turn = application.round
    takes = turn.state == Round.State.OPEN and turn.opening.takes(today)
    if not application.is_draft or takes:
        return
    first = turn.opening.next_first(today) if turn.state == Round.State.OPEN else None
    if first:
        words = _(
            "The round takes no applications now. It opens again %(day)s, and what you have"
            " written is kept until then."
        ) % {"day": day(first)}
    else:
        words = _(
            "The round has closed. What you have written is still here, and can be used for"
            " another one."
        )
    yield Obstacle("closed", words, "")


def of_the_applicant(application: GrantApplication) -> Iterator[Obstacle]:
    turn = application.round
    for name, missing in (
        ("name", _("Write what the organisation is called.")),
        ("kind", _("Choose what kind of organisation you are.")),
        ("municipality", _("Choose the municipality where you do this.")),
        ("contact_name", _("Write whom we can talk to.")),
        ("email", _("Write an e-mail address, so that we can reach you.")),
    ):
        if not getattr(application, name):
            yield Obstacle(f"no_{name}", missing, "who", f"id_{name}")
    if application.kind and turn.kinds and application.kind not in turn.kinds:
        kind = application.get_kind_display().lower()
        facts = {"kind": kind, "kinds": ", ".join(kinds_in_words(turn.kinds))}
        words = _(
            "This round is for others than you: %(kinds)s. You have chosen %(kind)s. Apply"
            " together with one of them, and let them send it."
        )
        yield Obstacle("kind", words % facts, "who", "id_kind")
    place = application.municipality
    if place and turn.municipalities and place.code not in turn.municipalities:
        words = _("%(place)s is not among the municipalities of this round: %(places)s.")
        facts = {"place": place.name, "places": ", ".join(places_in_words(turn))}
        yield Obstacle("place", words % facts, "who", "id_municipality")


def kinds_in_words(kinds: list[str]) -> list[str]:
    names = dict(Organisation.Kind.choices)
    return [str(names[one]).lower() for one in kinds if one in names]


def places_in_words(turn: Round) -> list[str]:
    if not turn.municipalities:
        return []
    found = Municipality.objects.filter(code__in=turn.municipalities)
    return list(found.order_by("name").values_list("name", flat=True))


def of_the_project(application: GrantApplication, today: date) -> Iterator[Obstacle]:
    if not application.title:
        yield Obstacle("no_title", _("Give the project a name."), "project", "id_title")
    if not application.summary:
        words = _("Tell in a few sentences what you want to do.")
        yield Obstacle("no_summary", words, "project", "id_summary")
    starts, ends = application.starts_on, application.ends_on
    if not starts or not ends:
        words = _("Write when the project begins and when it ends.")
        yield Obstacle("no_period", words, "project", "id_ends_on" if starts else "id_starts_on")
        return
    if ends < starts:
        words = _("The project ends before it begins. Look at the two days.")
        yield Obstacle("backwards", words, "project", "id_ends_on")
        return
    if application.is_draft and starts < today:
        words = _("The project begins in the past. Money is only given to what has not begun.")
        yield Obstacle("past", words, "project", "id_starts_on")
    if words := beyond_longest(application.round, starts, ends):
        yield Obstacle("long", words, "project", "id_ends_on")


def beyond_longest(turn: Round, starts: date, ends: date) -> str:
    """What to do about a project that lasts longer than the round lets it; empty where it fits."""
    number = turn.longest_months
    last = months_after(starts, number)
    if ends < last:
        return ""
    words = ngettext(
        "A project lasts at most %(number)s month here. Choose a last day before %(day)s.",
        "A project lasts at most %(number)s months here. Choose a last day before %(day)s.",
        number,
    )
    return words % {"number": number, "day": day(last)}


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + year, month + 1, 1)
    following = date(first.year + month // 11, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(start.day, (following - first).days))


def of_the_history(application: GrantApplication) -> Iterator[Obstacle]:
    """One project gets `times` grants; whether another one is the same, a person judges."""
    earlier = chain_of(application)
    granted = [one for one in earlier if one.state == GrantApplication.State.GRANTED]
    times = application.round.times
    if len(granted) >= times:
        words = ngettext(
            "A project can get money %(number)s time here, and this one has had it.",
            "A project can get money %(number)s times here, and this one has had it so often.",
            times,
        )
        yield Obstacle("times", words % {"number": times}, "project", "id_continues")
    if not application.organisation_number:
        return
    others = GrantApplication.objects.filter(
        organisation_number=application.organisation_number,
        state=GrantApplication.State.GRANTED,
        round__call=application.round.call_id,
    ).exclude(pk__in=[application.pk, *(one.pk for one in earlier)])
    if others.exists():
        words = _(
            "Your organisation has had money from this call before. If this is the same"
            " project, say so. Otherwise tell what differs: somebody here will ask."
        )
        yield Obstacle("granted_before", words, "project", "id_continues", stops=False)


def chain_of(application: GrantApplication) -> list[GrantApplication]:
    """The earlier applications of the same project, the latest first; never in a ring."""
    found: list[GrantApplication] = []
    seen, step = {application.pk}, application.continues
    while step is not None and step.pk not in seen and len(found) < MOST_GENERATIONS:
        found.append(step)
        seen.add(step.pk)
        step = step.continues
    return found


def of_the_texts(application: GrantApplication) -> Iterator[Obstacle]:
    for section in application.round.edition.sections:
        said = str(application.answers.get(section["key"], ""))
        facts = {"title": section["title"]}
        at = f"id_{section['key']}"
        if not said and section["required"]:
            yield Obstacle("no_text", _("“%(title)s” is still empty.") % facts, "texts", at)
        length, limit = length_of(said, section["counts"]), section["limit"]
        if limit and length > limit:
            over = length - limit
            words = (
                ngettext(
                    "“%(title)s” is %(over)s sign too long.",
                    "“%(title)s” is %(over)s signs too long.",
                    over,
                )
                if section["counts"] != Counts.WORDS
                else ngettext(
                    "“%(title)s” is %(over)s word too long.",
                    "“%(title)s” is %(over)s words too long.",
                    over,
                )
            )
            yield Obstacle("long_text", words % {**facts, "over": over}, "texts", at)


def length_of(said: str, counts: str) -> int:
    return words_in(said) if counts == Counts.WORDS else characters_in(said)


def of_the_budget(sums: Sums) -> Iterator[Obstacle]:
    """Every rule of the funder that is broken, with the ways out of it."""
    if sums.is_empty:
        words = _("Write what it costs, what you put in and what you apply for.")
        yield Obstacle("no_budget", words, "budget", "id_asked")
        return
    for said in said_of(sums, sums.result.breaches, "rule", ALONE):
        yield Obstacle(said.breach.rule.code, in_words(said, sums.rules), "budget", "sums")


def _can_be_gone(way: Way, rules: CostRules) -> bool:
    """To apply for nothing, or for what the round does not give, is no way out."""
    grant = way.numbers.get("grant", way.numbers.get("to") if way.code in GRANT_WAYS else None)
    if grant is None:
        return way.numbers.get("to") != 0
    ranges = [one for one in rules.rules if isinstance(one, GrantRange)]
    return grant > 0 and all(
        one.least <= grant and (not one.most or grant <= one.most) for one in ranges
    )


def in_words(said: Said, rules: CostRules) -> str:
    """What the rule says, how it stands and what can be done, as one text."""
    title = said.title.rstrip(".")
    ways = _(" or ").join(
        words
        for words, way in zip(said.ways, said.breach.ways, strict=True)
        if _can_be_gone(way, rules)
    )
    return " ".join(
        filter(None, (f"{title}.", said.sentence, f"{capfirst(ways)}." if ways else ""))
    )
