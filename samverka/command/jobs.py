"""The jobs part: what has to be done without anybody asking for it, again and again."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from samverka.applications.actions import mind_applications
from samverka.calls.actions.sources import forget_runs
from samverka.collaboration.actions import mind_searches
from samverka.command.life import Stopping, rest
from samverka.contact.actions import forget_askers, remind_of_questions
from samverka.grants.actions.applying import forget_marks
from samverka.grants.actions.checking import remind_of_completions
from samverka.grants.actions.forgetting import mind_drafts
from samverka.grants.actions.reminding import remind_of_grants
from samverka.grants.actions.taking_out import forget_archives, go_on_with_archives
from samverka.ideas.actions import forget_senders, remind_advisors
from samverka.meetings.actions.answering import forget_answers
from samverka.minutes.actions.adjusting import remind_of_minutes
from samverka.pages.actions import ask_for_reviews, forget_visitors
from samverka.partnership.actions.belonging import expire_invitations
from samverka.partnership.actions.committee import remind_of_handover
from samverka.partnership.actions.imports import forget_imports
from samverka.partnership.actions.reviews import ask_whether_still_right
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership
from samverka.people.actions import erase_closed_accounts
from samverka.projects.actions import mind_reports
from samverka.radar.actions.alerts import tell_of_calls
from samverka.radar.actions.reminders import remind_of_last_days
from samverka.radar.actions.searches import tell_of_searches
from samverka.record.delivery import AT_ONCE, deliver_letters
from samverka.record.digest import send_digests
from samverka.references.actions.forgetting import (
    forget_contact_persons,
    forget_reference_senders,
)
from samverka.references.actions.outcome import ask_for_outcomes
from samverka.references.actions.triage import remind_of_references
from samverka.talks.actions.forgetting import forget_askers_at_talks, forget_names
from samverka.talks.actions.registering import forget_registrations, remind_of_talks
from samverka.talks.actions.thanking import thank_for_coming
from samverka.tasks.actions import tell_of_tasks
from samverka.writing.actions.storing import derive_late, merge_old

log = logging.getLogger("samverka.jobs")

ROUND, MINUTE, TEN_MINUTES, HOUR = 1.0, 60.0, 600.0, 3600.0  # seconds
AFTER_TROUBLE = 5.0


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds, for each partnership or once for all of them."""

    name: str
    every: float
    work: Callable[[Stopping], object]
    for_each: bool = True


def send_letters(stopping: Stopping) -> None:
    """One at a time: when told to stop, no letter is left that was taken and not sent."""
    for _ in range(AT_ONCE):
        if stopping() or not deliver_letters(limit=1):
            return
        beat()


def end_old_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


JOBS = (
    Job("letters", ROUND, send_letters),
    Job("digests", MINUTE, lambda _: send_digests()),
    Job("reminders to advisors", TEN_MINUTES, lambda _: remind_advisors(now=timezone.now())),
    Job("reminders of handing over", HOUR, lambda _: remind_of_handover()),
    Job("yearly letters", HOUR, lambda _: ask_whether_still_right(now=timezone.now())),
    Job("forgetting tables", HOUR, lambda _: forget_imports()),
    Job("news of calls", MINUTE, lambda _: tell_of_calls()),
    Job("new calls in searches", TEN_MINUTES, lambda _: tell_of_searches(now=timezone.now())),
    Job("last days of calls", HOUR, lambda _: remind_of_last_days(today=timezone.localdate())),
    Job("ends of searches", TEN_MINUTES, lambda _: mind_searches(today=timezone.localdate())),
    Job("steps to applications", HOUR, lambda _: mind_applications(today=timezone.localdate())),
    Job("rounds that are taken out", ROUND, lambda stop: go_on_with_archives(stopping=stop)),
    Job("forgetting rounds taken out", HOUR, lambda _: forget_archives(now=timezone.now())),
    Job(
        "what applicants complete",
        HOUR,
        lambda _: remind_of_completions(today=timezone.localdate()),
    ),
    Job("reports of projects", HOUR, lambda _: mind_reports(today=timezone.localdate())),
    Job("forgetting senders", HOUR, lambda _: (forget_senders(), forget_marks())),
    Job(
        "reports and money of grants", HOUR, lambda _: remind_of_grants(today=timezone.localdate())
    ),
    Job("drafts of applications for grants", HOUR, lambda _: mind_drafts(now=timezone.now())),
    Job("closing old invitations", HOUR, lambda _: expire_invitations(now=timezone.now())),
    Job(
        "erasing closed accounts",
        HOUR,
        lambda _: erase_closed_accounts(now=timezone.now()),
        for_each=False,
    ),
    Job("forgetting askers", HOUR, lambda _: (forget_askers(), forget_visitors())),
    Job("minutes that wait", HOUR, lambda _: remind_of_minutes(today=timezone.localdate())),
    Job("forgetting what meetings asked", HOUR, lambda _: forget_answers(now=timezone.now())),
    Job("reminders of questions", HOUR, lambda _: remind_of_questions(now=timezone.now())),
    Job("reminders of references", HOUR, lambda _: remind_of_references(now=timezone.now())),
    Job("how it went", HOUR, lambda _: ask_for_outcomes(today=timezone.localdate())),
    Job(
        "forgetting who asked for references",
        HOUR,
        lambda _: (forget_reference_senders(), forget_contact_persons(now=timezone.now())),
    ),
    Job("pages to look through", HOUR, lambda _: ask_for_reviews(now=timezone.now())),
    Job("forgetting readings", HOUR, lambda _: forget_runs(now=timezone.now())),
    Job("letters of tasks", HOUR, lambda _: tell_of_tasks(now=timezone.now())),
    Job("letters before talks", TEN_MINUTES, lambda _: remind_of_talks(now=timezone.now())),
    Job("letters after talks", HOUR, lambda _: thank_for_coming(now=timezone.now())),
    Job(
        "forgetting who came",
        HOUR,
        lambda _: (forget_registrations(now=timezone.now()), forget_names(now=timezone.now())),
    ),
    Job(
        "forgetting who asked at talks",
        HOUR,
        lambda _: forget_askers_at_talks(now=timezone.now()),
    ),
    Job("texts that lag behind", MINUTE, lambda _: (derive_late(), merge_old())),
    Job("ending old sessions", HOUR, lambda _: end_old_sessions(), for_each=False),
)


def do_jobs(stopping: Stopping) -> None:
    """Do what is due, every second, until told to stop."""
    due_at = dict.fromkeys(JOBS, 0.0)
    while not stopping():
        now = time.monotonic()
        due = [job for job in JOBS if due_at[job] <= now]
        due_at |= {job: now + job.every for job in due}
        pause = ROUND
        try:
            close_old_connections()
            do_each(due, stopping)
            beat()
        except DatabaseError as trouble:
            log.warning("the database does not answer (%s); trying again", trouble)
            pause = AFTER_TROUBLE
        rest(pause, stopping)


def do_each(due: list[Job], stopping: Stopping) -> None:
    """Trouble in one job, or for one partnership, does not stop the others.

    Raises `DatabaseError` when not even the partnerships can be read.
    """
    partnerships = list(Partnership.objects.order_by("pk"))
    for job in due:
        for partnership in partnerships if job.for_each else [None]:
            if stopping():
                return
            try:
                with working_for(partnership) if partnership else nullcontext():
                    job.work(stopping)
            except Exception:
                whose = f" of {partnership.slug}" if partnership else ""
                log.exception("%s%s went wrong", job.name, whose)


def beat() -> None:
    """A sign that the jobs live, for /readyz."""
    Path(settings.DATA_DIR, "jobs.heartbeat").touch()
