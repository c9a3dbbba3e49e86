"""Whom the installation believes when they say who somebody is: set by those who run it."""

from collections.abc import Iterable

from django.db import transaction

from samverka.common.outgoing import may_be_called
from samverka.common.refusal import Refused
from samverka.common.secrets import seal
from samverka.people.models import SignInDomain, SignInProvider


@transaction.atomic
def believe_provider(
    *, name: str, issuer: str, client_id: str, secret: str, domains: Iterable[str]
) -> SignInProvider:
    """Add a provider, or change the one with the same issuer; its domains become these."""
    issuer = issuer.rstrip("/")
    wanted = sorted({domain.strip().lower().removeprefix("@") for domain in domains})
    if not may_be_called(issuer):
        raise Refused(f"{issuer}: write the issuer's address, beginning with https://.")
    if not wanted or not all(_is_domain(domain) for domain in wanted):
        raise Refused("Write each domain as it stands after the @, for example kommun.example.")
    provider = SignInProvider.objects.filter(issuer=issuer).first() or SignInProvider(issuer=issuer)
    taken = SignInDomain.objects.filter(domain__in=wanted).exclude(provider=provider.pk).first()
    if taken:
        raise Refused(f"{taken.domain} belongs to {taken.provider} already.")
    provider.name, provider.client_id = name, client_id
    provider.sealed_secret = seal(secret) if secret else ""
    provider.save()
    provider.domains.all().delete()
    SignInDomain.objects.bulk_create(SignInDomain(provider=provider, domain=one) for one in wanted)
    return provider


def _is_domain(domain: str) -> bool:
    parts = domain.split(".")
    return len(parts) > 1 and all(part and part.replace("-", "").isalnum() for part in parts)


@transaction.atomic
def forget_provider(*, issuer: str) -> None:
    """Its people sign in with a code by e-mail from now on; nothing of theirs is changed."""
    provider = SignInProvider.objects.filter(issuer=issuer.rstrip("/")).first()
    if provider is None:
        raise Refused(f"No provider has the issuer {issuer}: samverka provider list shows them.")
    provider.delete()
