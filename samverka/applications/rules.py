"""Who may see, write and lead a joint application. Nothing here changes anything."""

from samverka.applications.models import (
    Application,
    May,
    Member,
    Place,
    Section,
    SectionRight,
    Template,
)
from samverka.applications.models.application import ApplicationQuerySet
from samverka.applications.models.consortium import PlaceQuerySet
from samverka.partnership.models import Membership, Organisation
from samverka.partnership.rules import Belonging, Visitor, organisations_of
from samverka.people.models import Person
from samverka.writing.models import SharedText
from samverka.writing.rules import Right


class Standing(Belonging):
    """What a visitor may do with joint applications."""

    @property
    def takes_part(self) -> bool:
        """Staff of organisations, and coordinators: to them the inside of this app exists."""
        return bool(self.coordinates or self.works_at)

    def may_begin_for(self, organisation: Organisation) -> bool:
        return organisation.is_partner and organisation.pk in self.keys

    def may_draw(self, template: Template) -> bool:
        """Change a form: the staff of the organisation whose own it is."""
        return template.organisation_id is not None and template.organisation_id in self.keys

    def may_see(self, application: Application) -> bool:
        """Staff of those who take part or are invited, and coordinators."""
        inside = application.members.filter(
            organisation__in=self.keys, state__in=(Member.State.IN, Member.State.INVITED)
        )
        return self.coordinates or (bool(self.keys) and inside.exists())

    def may_lead(self, application: Application) -> bool:
        """Those of the lead partner who write."""
        lead = application.members.current().filter(role=Member.Role.LEAD)
        return lead.filter(pk__in=self._writing(application).values("member")).exists()

    def may_write(self, application: Application) -> bool:
        """Those who write: the plan, the budget, and sections that say nothing else."""
        return self._writing(application).exists()

    def may_place(self, member: Member) -> bool:
        """Say which persons of a member have a place: the lead, or who has one there.

        Where nobody can write there any more, because who could has left, all its staff may.
        """
        own = places_of(self.visitor, member.application).filter(member=member)
        return (
            own.exists()
            or self.may_lead(member.application)
            or (self.may_speak_for(member) and member.is_in and not writers_of(member).exists())
        )

    def may_speak_for(self, member: Member) -> bool:
        """Say yes or no for a member: its own staff."""
        return member.organisation_id in self.keys

    def may_handle_letter(self, member: Member) -> bool:
        """Make the letter of a member and hand in its signed copy: its own staff, and the lead."""
        return self.may_speak_for(member) or self.may_lead(member.application)

    def may_note_decision(self, application: Application) -> bool:
        """Those who lead, and coordinators: they follow what comes of it all."""
        return self.coordinates or self.may_lead(application)

    def _writing(self, application: Application) -> PlaceQuerySet:
        return places_of(self.visitor, application).that_write()

    def applications_seen(self) -> ApplicationQuerySet:
        """All to coordinators; to others those that their organisations take part in."""
        if self.coordinates:
            return Application.objects.all()
        return Application.objects.of(organisations_of(self.visitor))


def places_of(visitor: Visitor, application: Application) -> PlaceQuerySet:
    """Their places that count today: the organisation is in, and the person still works there."""
    works_at = Membership.objects.current().filter(person=visitor.pk).values("organisation")
    return Place.objects.filter(
        person=visitor.pk,
        member__application=application,
        member__state=Member.State.IN,
        member__organisation__in=works_at,
    )


def writers_of(member: Member) -> PlaceQuerySet:
    """Places that write, of people who still work there and have an account."""
    here = Membership.objects.current().filter(organisation=member.organisation_id)
    places = Place.objects.that_write().filter(member=member, person__is_active=True)
    return places.filter(person__in=here.values("person"))


RIGHTS = {May.READ: Right.READ, May.COMMENT: Right.COMMENT, May.WRITE: Right.WRITE}


def pens(text: SharedText, person: Person) -> Right:
    """What a person may do with the text of a section; nothing more is written once it is sent."""
    section = Section.objects.select_related("application").filter(text=text).first()
    if section is None:
        return Right.NONE
    may = pen_in(section, person)
    return min(may, Right.READ) if not section.application.is_being_written else may


def pen_in(section: Section, person: Person) -> Right:
    """By the right in this section, or else the place; who only sees the application reads."""
    place = places_of(person, section.application).first()
    if place is None:
        sees = Standing(person).may_see(section.application)
        return Right.READ if sees else Right.NONE
    own = SectionRight.objects.filter(section=section, place=place).first()
    return RIGHTS[May(own.may if own else place.may)]
