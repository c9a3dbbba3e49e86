"""An organisation looks for others: write it down, publish it, ask some, close and open again."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.collaboration.actions.telling import ask_care, ask_live, lock_search, write_to
from samverka.collaboration.models import Answer, Search
from samverka.collaboration.rules import Standing
from samverka.common.refusal import Refused
from samverka.ideas.actions import seek_partners
from samverka.ideas.models import Idea
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import Person
from samverka.projects.models import Project
from samverka.record.actions import write_history
from samverka.suggest.company import subjects_in


@dataclass(frozen=True)
class Wanted:
    """What a search says, as somebody wrote it."""

    until: date
    title_sv: str = ""
    title_en: str = ""
    what_sv: str = ""
    what_en: str = ""
    wanted_sv: str = ""
    wanted_en: str = ""
    kinds: tuple[str, ...] = ()
    municipality: Municipality | None = None

    def put_into(self, search: Search) -> None:
        for one in fields(self):
            setattr(search, one.name, getattr(self, one.name))
        search.kinds = list(self.kinds)

    @property
    def text(self) -> str:
        texts = (self.title_sv, self.what_sv, self.wanted_sv)
        others = (self.title_en, self.what_en, self.wanted_en)
        return "\n\n".join(text for text in (*texts, *others) if text)


@transaction.atomic
def begin_search(
    *,
    organisation: Organisation,
    wanted: Wanted,
    by: Person,
    idea: Idea | None = None,
    call: Call | None = None,
    project: Project | None = None,
) -> Search:
    """Write down what an organisation looks for. Nobody else sees it yet.

    The subjects are those that its text names; they can be taken away with `edit_search`.
    """
    standing = Standing(by)
    if not standing.may_search_for(organisation):
        raise Refused(_("Only staff of a partner, or a coordinator, can look for collaborators."))
    if not standing.may_search_with(idea):
        raise Refused(_("This idea is not open to you."))
    if not standing.may_search_in(project):
        raise Refused(_("Only those who take part in the project can look for others to it."))
    search = Search(organisation=organisation, idea=idea, call=call, project=project, author=by)
    wanted.put_into(search)
    _ask_date(search)
    search.subjects = subjects_in(wanted.text)
    search.save()
    write_history(verb="begun", of=search, by=by)
    return search


@transaction.atomic
def edit_search(
    *, search: Search, wanted: Wanted, subjects: Iterable[str], by: Person, seen: int | None = None
) -> Search:
    """Say it differently. `subjects` are those that stay; new text brings its own."""
    ask_care(by, search)
    search = lock_search(search, seen=seen)
    before = _text_of(search)
    wanted.put_into(search)
    _ask_date(search)
    search.subjects = list(subjects)
    if wanted.text != before:
        new = [one for one in subjects_in(wanted.text) if one not in subjects_in(before)]
        search.subjects = list(dict.fromkeys([*search.subjects, *new]))
    search.reminded_at = None  # the last day may be another
    search.save()
    write_history(verb="edited", of=search, by=by)
    return search


@transaction.atomic
def publish_search(*, search: Search, by: Person, seen: int | None = None) -> Search:
    """Let everybody read it. An idea that it is for moves on, and the idea's owner is told."""
    ask_care(by, search)
    search = lock_search(search, seen=seen)
    _ask_move(search, Search.State.PUBLISHED)
    _ask_partner(search)
    _ask_date(search)
    search.state, search.published_at = Search.State.PUBLISHED, timezone.now()
    search.save()
    write_history(verb="published", of=search, by=by)
    if search.idea:
        seek_partners(idea=search.idea, by=by, who=search.organisation)
    return search


@transaction.atomic
def close_search(*, search: Search, by: Person, seen: int | None = None) -> Search:
    """Nobody more is looked for; those who wait for a yes or a no are told."""
    ask_care(by, search)
    search = lock_search(search, seen=seen)
    _ask_move(search, Search.State.CLOSED)
    search.state = Search.State.CLOSED
    search.save()
    write_history(verb="closed", of=search, by=by)
    for answer in search.answers.waiting().select_related("organisation"):
        write_to(answer.organisation, "closed", search, but=by)
    return search


@transaction.atomic
def reopen_search(*, search: Search, until: date, by: Person, seen: int | None = None) -> Search:
    """Look again, until another day; published where it was published before."""
    ask_care(by, search)
    search = lock_search(search, seen=seen)
    _ask_move(search, search.reopens_as)
    _ask_partner(search)
    search.state, search.until, search.reminded_at = search.reopens_as, until, None
    _ask_date(search)
    search.save()
    write_history(verb="reopened", of=search, by=by)
    return search


@transaction.atomic
def ask_organisations(
    *,
    search: Search,
    to: Iterable[Organisation],
    words: str,
    by: Person,
    seen: int | None = None,
) -> list[Answer]:
    """Ask some organisations, published or not; each gets one letter, and is asked once."""
    ask_care(by, search)
    search = lock_search(search, seen=seen)
    ask_live(search)
    search.save()
    known = set(search.answers.values_list("organisation", flat=True))
    asked = []
    for organisation in to:
        if not organisation.is_partner or organisation.pk == search.organisation_id:
            raise Refused(_("%(name)s cannot be asked.") % {"name": organisation.name})
        if organisation.pk in known:
            continue
        answer = Answer.objects.create(
            search=search,
            organisation=organisation,
            state=Answer.State.ASKED,
            question=words,
            asked_at=timezone.now(),
        )
        write_history(verb="asked", of=search, by=by, organisation=organisation.pk)
        write_to(organisation, "asked", search, words=words)
        asked.append(answer)
    if not asked:
        raise Refused(_("They have all been asked already."))
    return asked


def _text_of(search: Search) -> str:
    return Wanted(**{one.name: getattr(search, one.name) for one in fields(Wanted)}).text


def _ask_move(search: Search, to: str) -> None:
    if not search.can_move(to):
        raise Refused(
            _("This cannot go from “%(here)s” to “%(to)s”.")
            % {"here": search.get_state_display(), "to": Search.State(to).label}
        )


def _ask_date(search: Search) -> None:
    if search.has_run_out:
        raise Refused(_("The last day has passed. Choose a later one."))


def _ask_partner(search: Search) -> None:
    if search.has_left:
        raise Refused(_("%(name)s has left the partnership.") % {"name": search.organisation.name})
