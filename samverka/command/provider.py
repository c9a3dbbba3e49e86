"""Whom the installation believes when it says who somebody is: OpenID Connect for its domains."""

import getpass
import sys
from argparse import Namespace

from django.conf import settings

from samverka.command.database import need_up_to_date
from samverka.common.refusal import Refused
from samverka.people.actions import believe_provider, forget_provider
from samverka.people.models import SignInProvider
from samverka.people.views.openid import BACK


def run(options: Namespace) -> int:
    need_up_to_date()
    {"add": add, "list": show, "remove": remove}[options.action](options)
    return 0


def add(options: Namespace) -> None:
    provider = believe_provider(
        name=options.name,
        issuer=options.issuer,
        client_id=options.client_id,
        secret=_secret(),
        domains=options.domains,
    )
    domains = ", ".join(map(str, provider.domains.all()))
    print(f"Addresses at {domains} are signed in by {provider}.")
    print(f"Enter this as redirect address there: {settings.PUBLIC_URL}{BACK}")


def show(options: Namespace) -> None:
    for provider in SignInProvider.objects.prefetch_related("domains"):
        domains = ", ".join(map(str, provider.domains.all()))
        lost = bool(provider.sealed_secret) and not provider.secret
        note = "  (its secret is lost: add it again)" if lost else ""
        print(f"{provider.issuer}  {provider}  {domains}{note}")


def remove(options: Namespace) -> None:
    forget_provider(issuer=options.issuer)
    print("Its people sign in with a code by e-mail from now on.")


def _secret() -> str:
    """From the keyboard or a pipe, never from the command line, which others can see."""
    try:
        typed = getpass.getpass("Secret: ") if sys.stdin.isatty() else sys.stdin.readline()
    except EOFError:
        raise Refused("The secret was not written: write it, or an empty line for none.") from None
    return typed.strip()
