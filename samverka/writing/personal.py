"""What shared texts know about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.writing.models import Comment, Contribution, SavedVersion, Suggestion


def _written(person: Person) -> list[Facts]:
    """On which days in which texts. What each wrote cannot be told from what others wrote."""
    wrote = everywhere(Contribution).filter(person=person).select_related("text")
    kept = everywhere(SavedVersion).filter(by=person).select_related("text")
    return [
        *({"text": one.text.title, "wrote": one.day} for one in wrote.order_by("pk")),
        *(
            {"text": one.text.title, "kept_version": str(one), "at": one.at}
            for one in kept.order_by("pk")
        ),
    ]


def _said(person: Person) -> list[Facts]:
    comments = everywhere(Comment).filter(by=person).select_related("thread__text")
    mine = Q(by=person) | Q(answered_by=person)
    suggestions = everywhere(Suggestion).filter(mine).select_related("text")
    return [
        *(
            {"text": one.thread.text.title, "comment": one.words, "at": one.at}
            for one in comments.order_by("pk")
        ),
        *(
            {
                "text": one.text.title,
                "instead_of": one.instead_of,
                "suggested": one.wanted,
                "state": chosen(one, "state"),
                "at": one.at,
            }
            for one in suggestions.order_by("pk")
        ),
    ]


SHARED_TEXTS = PersonalData(
    name="shared_texts",
    title=_("Texts you have written together with others"),
    models=(
        "writing.SharedText",
        "writing.Update",
        "writing.Contribution",
        "writing.SavedVersion",
    ),
    collect=_written,
    when_erased=_("They belong to those who wrote them together, and stay without your name."),
)
SAID_OF_TEXTS = PersonalData(
    name="said_of_texts",
    title=_("Comments and suggestions in texts of others and yours"),
    models=("writing.Thread", "writing.Comment", "writing.Suggestion"),
    collect=_said,
    when_erased=_("They stay without your name: others have answered them."),
)
