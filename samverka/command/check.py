"""Is everything in order? With `--deploy` also: is it fit for real use?"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.checks.security.base import check_secret_key

from samverka.command.database import is_up_to_date
from samverka.common.tenancy import everywhere
from samverka.minutes.models import MinutesVersion
from samverka.minutes.triggers import missing_guards
from samverka.partnership.models import Partnership


def run(options: Namespace) -> int:
    problems = [*_problems(), *(_not_fit_for_real_use() if options.deploy else ())]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("Everything is in order.")
    return 1 if problems else 0


def key_is_safe() -> bool:
    return not check_secret_key(None)


def _problems() -> Iterator[str]:
    """What stands in the way of any start, each in one sentence that says what to do."""
    for message in run_checks():
        if message.level >= ERROR:
            yield f"{message.msg} {message.hint or ''}".strip()
    if not is_up_to_date():
        yield "The database is not up to date: run samverka migrate."
    elif missing_guards():
        yield "The locks on approved minutes are not all there: run samverka migrate."
    else:
        yield from _changed_minutes()


def _changed_minutes() -> Iterator[str]:
    for version in everywhere(MinutesVersion).select_related("minutes__meeting"):
        if not version.is_unchanged:
            yield (
                f"Version {version.number} of the minutes of meeting {version.minutes.meeting_id}"
                f" is not what was kept {version.made_at:%Y-%m-%d %H:%M}: look in a backup."
            )


def _not_fit_for_real_use() -> Iterator[str]:
    if not key_is_safe():
        yield "Set SAMVERKA_SECRET_KEY to 50 random characters or more, and keep it secret."
    for name, on in (("SAMVERKA_DEBUG", settings.DEBUG), ("SAMVERKA_DEMO", settings.DEMO)):
        if on:
            yield f"Take {name} away: it opens doors that real use must keep shut."
    if not settings.HTTPS:
        yield "Set SAMVERKA_PUBLIC_URL to the address that people use, beginning with https://."
    elif not settings.BEHIND_PROXY:
        yield (
            "Put a proxy that speaks https in front and set SAMVERKA_BEHIND_PROXY=true: "
            "samverka serve itself speaks http only."
        )
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if host not in settings.ALLOWED_HOSTS:
        yield f"Add {host} to SAMVERKA_HOSTS: requests for other host names are turned away."
    if not settings.EMAIL_HOST:
        yield "Set SAMVERKA_MAIL_HOST: without a mail server nobody gets a letter or can sign in."
    if is_up_to_date() and not Partnership.objects.exists():
        yield "Make a partnership: samverka partnership create --help tells how."
