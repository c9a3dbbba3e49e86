"""Who may know of an application, open it, judge it and decide. Nothing here changes anything.

Every list, count, file, search and interface of this app asks `known_to` or `open_to`: for whoever
has a conflict of interest the application does not exist.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from samverka.applications.models import Member
from samverka.grants.models import (
    Declaration,
    GrantApplication,
    InterestLifted,
    Panelist,
    Round,
)
from samverka.grants.models.applying import GrantApplicationQuerySet
from samverka.partnership.models import Membership, Organisation
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.partnership.rules import Visitor, is_coordinator
from samverka.people.models import Person

STILL_CLOSE = timedelta(days=365)  # so long whoever has left an organisation is partial


class Standing:
    """What a visitor may do with rounds and their applications; asked once for each page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor

    @cached_property
    def places(self) -> dict[int, Panelist]:
        """Their places in panels, by the key of the round."""
        if not isinstance(self.visitor, Person):
            return {}
        mine = Panelist.objects.sitting().filter(person=self.visitor)
        return {one.round_id: one for one in mine.with_people()}

    @cached_property
    def coordinates(self) -> bool:
        return is_coordinator(self.visitor)

    @property
    def may_prepare(self) -> bool:
        """Begin rounds and choose who handles them."""
        return self.coordinates

    def may_change(self, turn: Round) -> bool:
        """Its terms, criteria and panel: coordinators and its officers."""
        return self.coordinates or self.is_officer(turn)

    def sits_in(self, turn: Round) -> bool:
        return turn.pk in self.places

    def is_officer(self, turn: Round) -> bool:
        return self._has_role(turn, Panelist.Role.OFFICER)

    def is_assessor(self, turn: Round) -> bool:
        return self._has_role(turn, Panelist.Role.ASSESSOR)

    def is_decider(self, turn: Round) -> bool:
        return self._has_role(turn, Panelist.Role.DECIDER)

    def _has_role(self, turn: Round, role: Panelist.Role) -> bool:
        place = self.places.get(turn.pk)
        return place is not None and place.role == role

    def opens(self, application: GrantApplication) -> bool:
        return self.open().filter(pk=application.pk).exists()

    def may_decide(self, application: GrantApplication) -> bool:
        """Whoever decides in the round, has no interest in it, and did not propose it."""
        if not self.is_decider(application.round) or not self.opens(application):
            return False
        return not application.proposals.filter(taken_back_at=None, by=self.visitor.pk).exists()

    def may_decide_of_grant(self, application: GrantApplication) -> bool:
        """What is paid, claimed back and changed of what was granted."""
        return self.is_decider(application.round) and self.opens(application)

    def may_handle_grant(self, application: GrantApplication) -> bool:
        """Agreements, plans for payments and reports: officers, and whoever decides."""
        handles = self.is_officer(application.round) or self.is_decider(application.round)
        return handles and self.opens(application)

    def known(self) -> GrantApplicationQuerySet:
        """Applications whose applicant they may know; what it says is told by `open` alone."""
        return self._known.all()

    def open(self) -> GrantApplicationQuerySet:
        return self._open.all()

    @cached_property
    def _known(self) -> GrantApplicationQuerySet:
        """The question itself, never its answer: to put it together costs more than to ask it."""
        return known_to(self.visitor)

    @cached_property
    def _open(self) -> GrantApplicationQuerySet:
        return declared_by(self.visitor, self._known)


def known_to(visitor: Visitor) -> GrantApplicationQuerySet:
    """Handed in to rounds whose panel they sit in, without a conflict, evident or declared."""
    if not isinstance(visitor, Person) or not visitor.is_active:
        return GrantApplication.objects.none()
    here = Panelist.objects.sitting().filter(person=visitor).values("round")
    handed_in = GrantApplication.objects.handed_in().filter(round__in=here)
    return handed_in.exclude(partial(visitor))


def open_to(visitor: Visitor) -> GrantApplicationQuerySet:
    """Those of them that they have declared to have no interest in."""
    return declared_by(visitor, known_to(visitor))


def declared_by(visitor: Visitor, known: GrantApplicationQuerySet) -> GrantApplicationQuerySet:
    declared = Declaration.objects.filter(
        application=OuterRef("pk"), person=visitor.pk, conflict=False
    )
    return known.filter(Exists(declared))


def partial(person: Person) -> Q:
    """What they have an interest in, said by themselves or for them; or they, or where they work,
    take part in it; or what the applicant wrote of who they are says so, and no officer has found
    that it is not so."""
    lifted = InterestLifted.objects.filter(
        application=OuterRef("pk"),
        person=person.pk,
        organisation_number=OuterRef("organisation_number"),
        email=OuterRef("email"),
    )
    return surely_partial(person) | named_by_applicant(person) & ~Q(Exists(lifted))


def named_by_applicant(person: Person) -> Q:
    """Anybody may write any number and any address: such a tie is a sign, not a proof."""
    theirs = close_to(person)
    numbers = theirs.exclude(number="").values("number")
    return (
        Q(organisation__in=theirs.values("pk"))
        | Q(organisation_number__in=numbers)
        | Q(email__iexact=person.email)
    )


def surely_partial(person: Person) -> Q:
    """What was declared, and what they or where they work have put their own hand to."""
    declared = Declaration.objects.filter(
        application=OuterRef("pk"), person=person.pk, conflict=True
    )
    joined = Member.objects.filter(
        application=OuterRef("joint"), organisation__in=close_to(person).values("pk")
    )
    return Exists(declared) | Exists(joined) | Q(writer=person.pk)


def named_in(application: GrantApplication) -> list[Panelist]:
    """Those of the panel who stand aside for nothing else than what the applicant wrote."""
    sitting = application.round.panelists.sitting().with_people()
    here = GrantApplication.objects.filter(pk=application.pk)
    return [
        one
        for one in sitting.filter(person__is_active=True)
        if one.person
        and here.filter(named_by_applicant(one.person) & partial(one.person))
        .exclude(surely_partial(one.person))
        .exists()
    ]


def namesakes(applications: Iterable[GrantApplication], person: Person) -> set[int]:
    """Keys of those whose applicant is called as where the person works or sits for. A name is a
    sign to look at, not a tie: others may bear the same, and it may stand without a number."""
    names = {_plain(one.name) for one in close_to(person)}
    return {one.pk for one in applications if _plain(one.name) in names}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def without_officer(turn: Round, visitor: Visitor) -> int:
    """How many wait that none of its officers may know of, leaving out what the visitor has an
    interest in. Somebody has to put another officer in the panel."""
    if not isinstance(visitor, Person):
        return 0
    waiting = GrantApplication.objects.undecided().filter(round=turn).exclude(partial(visitor))
    officers = (
        Panelist.objects.sitting()
        .with_people()
        .filter(round=turn, role=Panelist.Role.OFFICER, person__is_active=True)
    )
    for place in officers:
        assert place.person
        waiting = waiting.filter(partial(place.person))
    return waiting.count()


def close_to(person: Person) -> OrganisationQuerySet:
    """Where the person works or did lately, and whom they sit in panels for."""
    lately = timezone.localdate() - STILL_CLOSE
    works = Membership.objects.filter(Q(until=None) | Q(until__gte=lately), person=person)
    sent_by = Panelist.objects.sitting().filter(person=person)
    here = Q(pk__in=works.values("organisation")) | Q(pk__in=sent_by.values("organisation"))
    return Organisation.objects.filter(here).order_by()
