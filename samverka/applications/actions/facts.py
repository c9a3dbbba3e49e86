"""What an application is: its title, days, call; dropped, and taken up again."""

from dataclasses import dataclass, fields
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.steps import count_back
from samverka.applications.actions.telling import ask_lead, lock_application, tell, write_to_all
from samverka.applications.models import Application
from samverka.applications.rules import Standing
from samverka.calls.models import Call
from samverka.common.refusal import Refused
from samverka.people.models import Person


@dataclass(frozen=True)
class Facts:
    """What an application says of itself, as somebody wrote it."""

    title: str
    language: str
    summary: str = ""
    call: Call | None = None
    due_on: date | None = None
    due_at: time | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def put_into(self, application: Application) -> None:
        for one in fields(self):
            setattr(application, one.name, getattr(self, one.name))


@transaction.atomic
def edit_application(
    *, application: Application, facts: Facts, by: Person, seen: int | None = None
) -> Application:
    """Say it differently. When the last day moves, the steps are counted back from the new one."""
    application = lock_application(application, seen=seen)
    ask_lead(by, application)
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        raise Refused(_("The project ends before it begins. Is the year right?"))
    before = {one.name: getattr(application, one.name) for one in fields(facts)}
    facts.put_into(application)
    changed = [name for name, value in before.items() if getattr(application, name) != value]
    if not changed:
        return application
    application.version += 1
    application.save()
    if "due_on" in changed:
        count_back(application)
        write_to_all(application, "moved", by=by)
    tell(application, "edited", by=by, changed=changed)
    return application


@transaction.atomic
def drop_application(*, application: Application, by: Person) -> Application:
    """Nothing is sent; everything stays, and it can be taken up again."""
    application = lock_application(application)
    ask_lead(by, application)
    application.state = Application.State.DROPPED
    application.version += 1
    application.save()
    tell(application, "dropped", by=by)
    write_to_all(application, "dropped", by=by)
    return application


@transaction.atomic
def take_up_application(*, application: Application, by: Person) -> Application:
    """Undo: it is written on."""
    application = lock_application(application)
    if not Standing(by).may_lead(application):
        raise Refused(_("Only those who lead the application can do this."))
    if application.state != Application.State.DROPPED:
        raise Refused(_("It has not been dropped."))
    application.state = Application.State.WRITING
    application.version += 1
    application.save()
    tell(application, "taken_up", by=by)
    write_to_all(application, "taken_up", by=by)
    return application
