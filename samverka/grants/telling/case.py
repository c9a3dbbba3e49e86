"""One application as its panel meets it: what was handed in, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverka.grants.counting import Sums, sums_of
from samverka.grants.eligibility import Obstacle, obstacles
from samverka.grants.judging import Progress, progress_of
from samverka.grants.models import (
    Assessment,
    Completion,
    Declaration,
    Enclosure,
    Grant,
    GrantApplication,
    GrantCost,
    GrantPaper,
    GrantProposal,
    OfferedTime,
    Panelist,
)
from samverka.grants.pictures import score_picture
from samverka.grants.rules import Standing, partial
from samverka.grants.telling.scores import Scores
from samverka.grants.telling.story import Happened, story_of
from samverka.people.models import Person

State = GrantApplication.State


@dataclass(frozen=True)
class Answer:
    """A section of the form, and what was written in it."""

    title: str
    text: str


@dataclass(frozen=True)
class Checked:
    """Something that an officer looks for, and whether it is there."""

    said: str
    is_there: bool
    optional: bool = False


@dataclass(frozen=True)
class Case:
    """Read once for a page, by somebody who may open it."""

    application: GrantApplication
    place: Panelist

    @property
    def reader(self) -> Person:
        assert self.place.person
        return self.place.person

    @property
    def is_officer(self) -> bool:
        return self.place.role == Panelist.Role.OFFICER

    @property
    def is_assessor(self) -> bool:
        return self.place.role == Panelist.Role.ASSESSOR

    @cached_property
    def answers(self) -> list[Answer]:
        """In the order of the form; what stands under no section of it comes last."""
        return answers_of(self.application)

    @cached_property
    def enclosures(self) -> list[Enclosure]:
        found = Enclosure.objects.handed_in().filter(application=self.application)
        return list(found.defer("content"))

    @cached_property
    def earlier(self) -> list[Grant]:
        """What the same applicant, by its number or as a partner, has been granted before."""
        row = self.application
        same = Q(pk=None)
        if row.organisation_number:
            same |= Q(application__organisation_number=row.organisation_number)
        if row.organisation_id:
            same |= Q(application__organisation=row.organisation_id)
        aside = GrantApplication.objects.filter(partial(self.reader)).order_by()
        found = Grant.objects.filter(same).exclude(application=row)
        return list(found.exclude(application__in=aside.values("pk")).with_listing())

    @cached_property
    def completions(self) -> list[Completion]:
        return list(Completion.objects.filter(application=self.application))

    @property
    def completed_at(self) -> datetime | None:
        """When the applicant last answered what was missing."""
        answered = (one.answered_at for one in self.completions)
        return max(filter(None, answered), default=None)

    @property
    def asked(self) -> Completion | None:
        """What the applicant is to complete now."""
        waits = (one for one in self.completions if one.state == Completion.State.ASKED)
        return next(waits, None)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.application.round, [self.application])[self.application.pk]

    @property
    def shows_scores(self) -> bool:
        return self.progress.is_shown_to(self.place)

    @cached_property
    def scores(self) -> Scores | None:
        """What others think, when the reader may see it."""
        return Scores(self.application, self.progress) if self.shows_scores else None

    @property
    def picture(self) -> SafeString:
        return mark_safe(score_picture(self.scores)) if self.scores else SafeString()

    @cached_property
    def own(self) -> Assessment | None:
        return Assessment.objects.filter(application=self.application, panelist=self.place).first()

    @property
    def is_assessed(self) -> bool:
        return self.application.state == State.ASSESSED

    @property
    def has_handed_in(self) -> bool:
        return self.own is not None and self.own.state == Assessment.State.HANDED_IN

    @property
    def may_assess(self) -> bool:
        """As an assessor, until it is closed or a proposal stands."""
        shut = self.application.assessing_closed_at is not None or self.proposal is not None
        return self.is_assessor and self.is_assessed and not shut

    @property
    def may_propose(self) -> bool:
        ready = self.is_assessed and self.progress.is_complete
        return self.is_officer and ready and self.proposal is None

    @cached_property
    def may_decide(self) -> bool:
        """Whether it is for the reader to decide, now or when somebody has proposed."""
        open_still = not self.application.is_decided and self.application.state != State.WITHDRAWN
        return open_still and Standing(self.reader).may_decide(self.application)

    @cached_property
    def standing_aside(self) -> list[Declaration]:
        said = Declaration.objects.filter(application=self.application, conflict=True)
        return list(said.exclude(person=None).select_related("person"))

    @cached_property
    def proposal(self) -> GrantProposal | None:
        standing = GrantProposal.objects.filter(application=self.application, taken_back_at=None)
        return standing.select_related("by").first()

    @cached_property
    def meeting(self) -> OfferedTime | None:
        booked = OfferedTime.objects.filter(application=self.application)
        return booked.select_related("by").first()

    @property
    def meeting_is_to_come(self) -> bool:
        return self.meeting is not None and self.meeting.starts_at > timezone.now()

    @cached_property
    def papers(self) -> GrantPaper | None:
        """As it was handed in last."""
        return GrantPaper.objects.filter(application=self.application).defer("pdf", "docx").last()

    @cached_property
    def sums(self) -> Sums:
        return sums_of(self.application)

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """What the rules of the round said against it the day that it was handed in."""
        sent_at = self.application.sent_at
        return obstacles(self.application, sent_at and timezone.localdate(sent_at))

    @cached_property
    def story(self) -> list[Happened]:
        return story_of(self.application, self.reader)

    @cached_property
    def checklist(self) -> list[Checked]:
        """What an officer looks for first. Whether it is good enough is for them to say."""
        row = self.application
        return [
            Checked(_("The number of the organisation"), bool(row.organisation_number), True),
            Checked(_("Somebody to write to"), bool(row.contact_name and row.email)),
            Checked(_("When it begins and ends"), bool(row.starts_on and row.ends_on)),
            Checked(_("An answer in every section"), all(one.text for one in self.answers)),
            Checked(_("A budget"), bool(self.costs)),
            Checked(_("A grant that is asked for"), row.asked > 0),
            Checked(_("Enclosed files"), bool(self.enclosures), True),
        ]

    @cached_property
    def costs(self) -> list[GrantCost]:
        return list(self.application.costs.all())


def answers_of(application: GrantApplication) -> list[Answer]:
    sections = {one["key"]: one["title"] for one in application.round.edition.sections}
    told = dict(application.answers)
    found = [Answer(title, str(told.pop(key, "") or "")) for key, title in sections.items()]
    return found + [Answer(key, str(text)) for key, text in told.items() if text]
