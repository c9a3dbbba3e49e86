"""Good company for what somebody wants to do: partners, each with the reasons for it.

Four things speak for an organisation, and each that does is told: what it says about itself, what
it has done in similar projects and with whom, and that it is of the kind or in the place that was
asked for. Newcomers keep a share of the places, so that the same few do not always meet.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import reader_language
from samverka.matching import Match, Reason, language_of
from samverka.matching.company import NEW_FOR_YEARS, NEWCOMERS_SHARE
from samverka.matching.learned import SHIPPED as LEARNED
from samverka.matching.learned import learned_in
from samverka.matching.reading import Reader, composed
from samverka.matching.vocabulary import SHIPPED as VOCABULARY
from samverka.matching.vocabulary import vocabulary_at
from samverka.partnership.models import Municipality, Organisation
from samverka.suggest.cards import cards_of
from samverka.suggest.find import LONGEST, Suggestion
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, document_id
from samverka.suggest.telling import OTHER_WORDS, Names, named_in

LOOKED_AT = 3  # times as many organisations as are wanted, from each way of finding
SIMILAR = 30  # projects among which one to name is sought
WISHED = 0.15  # what it is worth to be of the kind, or in the place, that was asked for
WISHED_ALONE = 10  # organisations that nothing else speaks for
SUBJECTS = 6
# Shares of a match below which a reason is one among many and would only puzzle: they are not told
# where a greater one is. A word that is found in translation has to weigh more than the same word.
TOLD, TOLD_TRANSLATED = 0.1, 0.25
OF_ITS_OWN = ("together", "named", "country")  # reasons that tell nothing of a project


@dataclass
class Companion:
    """An organisation that is proposed, and why; `own` and `similar` hold words and subjects."""

    organisation: Organisation
    own: Suggestion | None = None  # what its own text shares with the text
    similar: Suggestion | None = None  # the same of the projects it has taken part in
    project: Card | None = None  # the most similar of them, where it may be named
    sentences: list[str] = field(default_factory=list)
    against: float = 1.0  # what is left to doubt

    @property
    def score(self) -> float:
        return 1 - self.against

    @property
    def is_new(self) -> bool:
        joined = self.organisation.joined_on or date.min
        return joined > timezone.localdate() - timedelta(days=365 * NEW_FOR_YEARS)

    def speaks(self, score: float) -> None:
        self.against *= 1 - score


@dataclass(frozen=True)
class Wishes:
    """Which kinds of organisation (values of `Organisation.Kind`) are wanted, and where."""

    kinds: Sequence[str] = ()
    municipality: Municipality | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds or self.municipality)


def company(
    text: str,
    *,
    written: str | None = None,
    have: Collection[int],
    without: Collection[int] = (),
    wishes: Wishes = Wishes(),
    limit: int = 8,
) -> list[Companion]:
    """The best partners for what the text says, best first; keys are those of organisations.

    `have` are those who take part already: they are left out, and who has worked with them comes
    higher. `without` are left out and speak for nobody. `written` is what the reader wrote of the
    text, where that is not all of it.
    """
    text, language = text[:LONGEST], reader_language()
    own_ids = [document_id("partner", pk) for pk in have]
    some = LOOKED_AT * limit + len(without)
    describe = matcher().match(text, kinds=["partner"], limit=some, language=language)
    done = matcher().collaborators(text, own_ids, some, language)
    written_in = language_of(text) or ""
    names = _names(done)
    found = _organisations([*describe, *done], wishes, {*have, *without})
    for match in describe:
        if companion := found.get(match.id):
            _describes_itself(companion, match, written_in)
    projects = _similar_projects(text, language, found.values()) if done else {}
    for match in done:
        if companion := found.get(match.id):
            _has_done(companion, match, names, written_in, projects.get(match.id))
    for companion in found.values():
        _is_wished_for(companion, wishes)
    known = (one for one in found.values() if one.own or one.similar or one.sentences)
    best = with_newcomers(sorted(known, key=_best_first), limit)
    if written is not None:
        for one in best:
            one.own, one.similar = _written(one.own, written), _written(one.similar, written)
    return best


def _written(found: Suggestion | None, by_reader: str) -> Suggestion | None:
    return replace(found, by_reader=by_reader) if found else None


def with_newcomers(ranked: Sequence[Companion], limit: int) -> list[Companion]:
    """The best, but at least one place in five for newcomers, as far as there are any."""
    newcomers = [one for one in ranked if one.is_new][: limit // NEWCOMERS_SHARE]
    others = [one for one in ranked if one not in newcomers]
    return sorted([*newcomers, *others[: limit - len(newcomers)]], key=_best_first)


def _best_first(one: Companion) -> tuple[float, str]:
    return -one.score, one.organisation.name


def _organisations(
    matches: Iterable[Match], wishes: Wishes, left_out: Collection[int]
) -> dict[str, Companion]:
    """A companion for each partner that was found, or is just what was wished for."""
    partners = Organisation.objects.partners().with_listing().exclude(pk__in=left_out)
    keys = {int(match.id.partition(":")[2]) for match in matches}
    rows = list(partners.filter(pk__in=keys))
    if wishes:
        wished = partners.exclude(pk__in=keys)
        if wishes.kinds:
            wished = wished.filter(kind__in=wishes.kinds)
        if wishes.municipality:
            wished = wished.filter(municipality=wishes.municipality)
        rows += wished[:WISHED_ALONE]
    return {document_id("partner", row.pk): Companion(row) for row in rows}


def _describes_itself(companion: Companion, match: Match, written_in: str) -> None:
    suggestion = _suggestion(match, match.reasons, written_in)
    if suggestion.says_enough:
        companion.own = suggestion
        companion.speaks(match.score)


def _has_done(
    companion: Companion, match: Match, names: Names, written_in: str, project: Card | None
) -> None:
    about = tuple(one for one in match.reasons if one.type not in OF_ITS_OWN)
    rest = tuple(one for one in match.reasons if one.type in OF_ITS_OWN)
    companion.speaks(match.score)
    if about:
        companion.similar, companion.project = _suggestion(match, about, written_in), project
    companion.sentences += _suggestion(match, rest, written_in, names).sentences


def _is_wished_for(companion: Companion, wishes: Wishes) -> None:
    organisation, place = companion.organisation, wishes.municipality
    if organisation.kind in wishes.kinds:
        companion.speaks(WISHED)
        kind = organisation.get_kind_display().lower()
        companion.sentences.append(_("Is of the kind you look for: %(kind)s") % {"kind": kind})
    if place and organisation.municipality_id == place.pk:
        companion.speaks(WISHED)
        companion.sentences.append(_("Is where you look: %(place)s") % {"place": place})


def _suggestion(
    match: Match, reasons: tuple[Reason, ...], written_in: str, names: Names | None = None
) -> Suggestion:
    card = Card("", "")  # the organisation itself is shown
    told = tuple(one for one in reasons if one.weight >= _least(one)) or reasons
    return Suggestion("partner", match.id, match.score, card, told, names or {}, written_in)


def _least(reason: Reason) -> float:
    if reason.type in OF_ITS_OWN:
        return 0.0  # a fact of its own, however little it weighs
    return TOLD_TRANSLATED if reason.type in OTHER_WORDS else TOLD


def _names(matches: Iterable[Match]) -> Mapping[str, str]:
    """What the organisations are called that reasons name, as far as they may be seen."""
    named = [name for match in matches for name in named_in(match.reasons)]
    return {name: card.title for name, card in cards_of(dict.fromkeys(named)).items()}


def _similar_projects(text: str, language: str, companions: Iterable[Companion]) -> dict[str, Card]:
    """The project most like the text of each organisation, by the id of its document."""
    matches = matcher().match(text, kinds=["project"], limit=SIMILAR, language=language)
    order = {int(match.id.partition(":")[2]): n for n, match in enumerate(matches)}
    keys = [companion.organisation.pk for companion in companions]
    took_part = Organisation.projects.through.objects.filter(
        project__in=list(order), organisation__in=keys
    )
    likest: dict[int, int] = {}
    for project, key in took_part.values_list("project", "organisation"):
        likest[key] = min(likest.get(key, project), project, key=lambda one: order[one])
    cards = cards_of(document_id("project", one) for one in set(likest.values()))
    named = ((key, cards.get(document_id("project", one))) for key, one in likest.items())
    return {document_id("partner", key): card for key, card in named if card}


@cache
def _reader() -> Reader:
    return Reader(vocabulary_at(VOCABULARY), learned_in(LEARNED))


def subjects_in(text: str, limit: int = SUBJECTS) -> list[str]:
    """The concepts of the matching vocabulary that a text names, in the order they stand there."""
    passages = _reader().passages(composed(text), None)
    named = (mention.concept for passage in passages for mention in passage.mentions)
    return list(dict.fromkeys(named))[:limit]


def subject_labels(subjects: Iterable[str], language: str = "") -> dict[str, str]:
    """What concepts are called, in the reader's language unless another is asked for.

    One that the vocabulary no longer knows is left out.
    """
    known = {}
    for subject in subjects:
        try:
            known[subject] = _reader().vocabulary.label(subject, language or reader_language())  # type: ignore[arg-type]
        except KeyError:
            continue
    return known
