"""What every action here does first and last: lock the row, and tell those it concerns."""

from typing import Any

from django.utils.translation import gettext as _

from samverka.collaboration.models import Answer, Search
from samverka.collaboration.rules import Standing
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.actions.reviews import receivers_at
from samverka.partnership.models import Organisation
from samverka.partnership.rules import coordinators, staff_of
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter


def lock_search(search: Search, *, seen: int | None = None) -> Search:
    """The search as it is now, held until the transaction ends.

    `seen` is the version the person was looking at; raises `Outdated` when it is no longer true.
    """
    fresh = Search.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were reading. This is how it stands now."
                " What you wrote is still here: look it through and send it again."
            )
        )
    fresh.version += 1
    return fresh


def lock_answer(search: Search, organisation: Organisation) -> Answer | None:
    """The answer of one organisation as it is now; None where it has neither been asked nor said
    anything."""
    answers = Answer.objects.select_for_update(of=("self",))
    return answers.filter(search=search, organisation=organisation).first()


def ask_care(by: Person, search: Search) -> None:
    if not Standing(by).may_care(search):
        raise Refused(_("Only %(name)s and the coordinators can do this.") % _named(search))


def ask_live(search: Search) -> None:
    if not search.takes_answers:
        raise Refused(_("%(name)s no longer looks for anybody here.") % _named(search))


def _named(search: Search) -> dict[str, str]:
    return {"name": search.organisation.name}


def write_to(
    organisation: Organisation,
    template: str,
    search: Search,
    *,
    but: Person | None = None,
    due: bool = False,
    **told: Any,
) -> None:
    """A letter to each who works there, in their language, but not to the one who acts.

    Where nobody there has an account, their first contact gets it, who needs one to answer; where
    there is none, the coordinators are asked to pass it on. What is `due` does not wait for the
    reader's next digest.
    """
    theirs, staff = receivers_at(organisation), staff_of(organisation)
    helpers = [Receiver(one.email, one.letter_language) for one in coordinators()]
    for receiver in theirs or helpers:
        if but and receiver.email == but.email:
            continue
        post_letter(
            to=receiver,
            template=f"collaboration/letters/{template}.txt",
            about=search,
            due=due,
            search=search,
            reader=organisation,
            pass_it_on=not theirs,
            has_account=bool(staff),
            **told,
        )
