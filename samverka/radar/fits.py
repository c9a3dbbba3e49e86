"""Which calls fit an organisation: by what it says of itself, its open ideas and its searches.

Nothing here is in words. The one who asks says in which language, as everywhere: texts and
reasons are those of the reader's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import prod

from django.utils import timezone

from samverka.calls.eligibility import Verdict, may_apply
from samverka.calls.models import Call
from samverka.collaboration.models import Search, TeamMember
from samverka.common.languages import reader_language
from samverka.ideas.models import Idea
from samverka.matching import language_of
from samverka.matching.matcher import Likely
from samverka.partnership.models import Organisation
from samverka.radar.lessons import Lesson, lessons_from, lowered_by
from samverka.radar.models import Dismissal, Tuning
from samverka.suggest.cards import cards_of
from samverka.suggest.find import LONGEST, SHORTEST, SUBJECT_SHARED, Suggestion
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card
from samverka.suggest.telling import named_in

LOOKED_AT = 60  # the likest calls of each text
EACH_KIND = 3  # the newest ideas, and the newest searches, of one organisation
A_MONTH = timedelta(days=30)
Width = Tuning.Width
# Scores that a call must reach; read off the everyday texts of the demonstration.
FLOORS: dict[str, float] = {Width.FEW: 0.45, Width.SOME: 0.3, Width.MANY: SUBJECT_SHARED}

Row = Organisation | Idea | Search


@dataclass(frozen=True)
class Voice:
    """A text that speaks for what an organisation wants: its own page, an idea or a search."""

    row: Row

    @property
    def kind(self) -> str:
        return str(self.row._meta.model_name)

    @property
    def text(self) -> str:
        """In the reader's language, where it is written in it."""
        if isinstance(self.row, Organisation):
            parts: list[str] = [self.row.about, self.row.for_whom]
        elif isinstance(self.row, Idea):
            parts = [self.row.title, self.row.text]
        else:
            parts = [self.row.title, self.row.what]
        return "\n\n".join(part for part in parts if part)[:LONGEST]


@dataclass(frozen=True)
class Asking:
    """An organisation with all that decides which calls fit it."""

    organisation: Organisation
    voices: list[Voice]
    lessons: list[Lesson] = field(default_factory=list)
    dismissed: frozenset[int] = frozenset()  # keys of calls
    width: str = Width.SOME

    @property
    def floor(self) -> float:
        return FLOORS[self.width]


@dataclass(frozen=True)
class Fit:
    """A call that fits, and why: `suggestion` holds the reasons that `voice` gave."""

    call: Call
    score: float
    voice: Voice
    suggestion: Suggestion
    verdict: Verdict
    lowered: list[Lesson]

    @property
    def is_new(self) -> bool:
        return self.call.found_at > timezone.now() - A_MONTH


def asking(organisations: Iterable[Organisation]) -> list[Asking]:
    """The same few queries for one organisation and for all."""
    rows = {one.pk: one for one in organisations}
    tunings = {one.organisation_id: one for one in Tuning.objects.filter(organisation__in=rows)}
    noes: dict[int, list[Dismissal]] = defaultdict(list)
    current = Dismissal.objects.current().filter(organisation__in=rows).select_related("call")
    for one in current.prefetch_related("call__themes").order_by("id"):
        noes[one.organisation_id].append(one)
    voices = _voices(rows)
    found = []
    for pk, organisation in rows.items():
        tuning = tunings.get(pk) or Tuning(organisation=organisation)
        found.append(
            Asking(
                organisation,
                voices[pk],
                lessons_from(noes[pk], tuning.forgotten_at),
                frozenset(one.call_id for one in noes[pk]),
                tuning.width,
            )
        )
    return found


def _voices(rows: Mapping[int, Organisation]) -> dict[int, list[Voice]]:
    found = {pk: [Voice(one)] for pk, one in rows.items()}
    searches = Search.objects.open().filter(organisation__in=rows).newest_first()
    searched: dict[int, list[Search]] = defaultdict(list)
    for search in searches:
        searched[search.organisation_id].append(search)
    ideas = _ideas(rows)
    for pk, own in found.items():
        own += [Voice(idea) for idea in ideas[pk][:EACH_KIND]]
        own += [Voice(search) for search in searched[pk][:EACH_KIND]]
    return found


def _ideas(rows: Mapping[int, Organisation]) -> dict[int, list[Idea]]:
    """The open ideas that each stands for: it looks for others to them, or is in their team."""
    looks = Search.objects.filter(organisation__in=rows).exclude(idea=None)
    takes_part = TeamMember.objects.current().filter(organisation__in=rows)
    pairs = {
        *looks.values_list("organisation", "idea"),
        *takes_part.exclude(team__idea=None).values_list("organisation", "team__idea"),
    }
    keys = {idea for _, idea in pairs}
    open_ideas = Idea.objects.public().open().filter(pk__in=keys).newest_first()
    found: dict[int, list[Idea]] = defaultdict(list)
    for idea in open_ideas:
        for pk in sorted(organisation for organisation, one in pairs if one == idea.pk):
            found[pk].append(idea)
    return found


def fits_of(
    one: Asking, calls: Mapping[int, Call] | None = None, *, limit: int = LOOKED_AT
) -> list[Fit]:
    """The calls that fit, best first. `calls` are those to choose among, with their themes;
    all that are open unless given."""
    likely = _likely(one)
    if calls is None:
        calls = open_calls(likely)
    reached = []
    for pk, (guess, voice) in likely.items():
        call = calls.get(pk)
        if call is None or pk in one.dismissed:
            continue
        lowered = lowered_by(one.lessons, call)
        score = guess.score * prod(lesson.factor for lesson in lowered)
        if score >= one.floor:
            reached.append((score, call, guess, voice, lowered))
    reached.sort(key=lambda found: (-found[0], found[1].pk))
    fits = (_fit(one, *found) for found in reached[:limit])
    return [fit for fit in fits if fit.suggestion.says_enough and fit.verdict.answer != "no"]


def open_calls(keys: Collection[int]) -> dict[int, Call]:
    rows = Call.objects.not_closed().filter(pk__in=keys).prefetch_related("themes")
    return {row.pk: row for row in rows}


def _likely(one: Asking) -> dict[int, tuple[Likely, Voice]]:
    """By the key of the call, the voice that speaks most for it."""
    place = one.organisation.municipality
    found: dict[int, tuple[Likely, Voice]] = {}
    for voice in one.voices:
        text = voice.text
        if len(text) < SHORTEST:
            continue
        for guess in matcher().likely(
            text,
            kinds=["call"],
            limit=LOOKED_AT,
            language=reader_language(),
            today=timezone.localdate(),
            applicant=one.organisation.kind,
            place=place.name if place else "",
        ):
            pk = int(guess.id.partition(":")[2])
            if pk not in found or guess.score > found[pk][0].score:
                found[pk] = guess, voice
    return found


def _fit(
    one: Asking, score: float, call: Call, guess: Likely, voice: Voice, lowered: list[Lesson]
) -> Fit:
    match = guess.match
    named = named_in(match.reasons)
    names = {name: card.title for name, card in cards_of(dict.fromkeys(named)).items()}
    written_in = language_of(voice.text) or ""
    card = Card(call.title, call.get_absolute_url())
    suggestion = Suggestion("call", match.id, match.score, card, match.reasons, names, written_in)
    return Fit(call, score, voice, suggestion, may_apply(call, one.organisation), lowered)


def numbers_of_last_month(one: Asking, fits: Iterable[Fit]) -> dict[str, int]:
    """For each width, how many calls of the last month that are still open it would have shown.

    `fits` are those of the widest.
    """
    new = [fit for fit in fits if fit.is_new]
    return {width: sum(fit.score >= floor for fit in new) for width, floor in FLOORS.items()}
