"""Who edits texts, and who hears what visitors say about a page."""

from samverka.pages.models import Page
from samverka.partnership.rules import Visitor, is_coordinator
from samverka.people.models import Person

__all__ = ["is_coordinator", "may_edit_texts", "may_handle"]


def may_edit_texts(visitor: Visitor) -> bool:
    return is_coordinator(visitor)


def may_handle(person: Person, page: Page) -> bool:
    """The owner of the page, and the coordinators."""
    return is_coordinator(person) or Page.objects.for_person(person).filter(pk=page.pk).exists()
