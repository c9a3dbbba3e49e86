"""Who may look for collaborators, answer, and see what is said. Nothing here changes anything."""

from django.db.models import Q

from samverka.collaboration.models import Answer, Search, Team
from samverka.collaboration.models.search import SearchQuerySet
from samverka.ideas.models import Idea
from samverka.ideas.rules import may_read as may_read_idea
from samverka.partnership.models import Organisation
from samverka.partnership.rules import Belonging
from samverka.projects.models import Project
from samverka.projects.rules import may_work_in


class Standing(Belonging):
    """What a visitor may do with searches, answers and teams."""

    @property
    def takes_part(self) -> bool:
        """Staff of a partner, and coordinators: to them the inside of this app exists."""
        return bool(self.coordinates or self.partners)

    def may_search_for(self, organisation: Organisation) -> bool:
        """Its own staff, and coordinators on behalf of any partner."""
        own = organisation.pk in self.keys
        return organisation.is_partner and (own or self.coordinates)

    def may_search_with(self, idea: Idea | None) -> bool:
        return idea is None or may_read_idea(self.visitor, idea)

    def may_search_in(self, project: Project | None) -> bool:
        """Those whom it finds become partners of the project."""
        return project is None or may_work_in(self.visitor, project)

    def may_care(self, search: Search) -> bool:
        return search.organisation_id in {one.pk for one in self.partners} or self.coordinates

    def may_read(self, search: Search) -> bool:
        """Everybody while it is open; then those who care for it and those who have answered."""
        return search.is_open or self.may_care(search) or self._was_asked(search)

    def _was_asked(self, search: Search) -> bool:
        answers = Answer.objects.filter(search=search, organisation__in=self.keys)
        return bool(self.keys) and answers.exists()

    def may_answer_for(self, organisation: Organisation, search: Search) -> bool:
        """Staff of another partner than the one that looks."""
        theirs = organisation.pk != search.organisation_id
        return theirs and organisation.pk in self.keys and organisation.is_partner

    def answers_for(self, search: Search) -> list[Organisation]:
        return [one for one in self.partners if self.may_answer_for(one, search)]

    def may_see_team(self, team: Team) -> bool:
        """Members, and coordinators. Who has left no longer sees it."""
        inside = team.members.current().filter(organisation__in=self.keys)
        return self.coordinates or inside.exists()

    def searches_seen(self) -> SearchQuerySet:
        """All to coordinators; to others those of their own organisations."""
        return Search.objects.filter(Q() if self.coordinates else Q(organisation__in=self.keys))
