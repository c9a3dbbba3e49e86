"""Addresses and marks that nobody can guess."""

import hmac
import secrets

from django.conf import settings


def unguessable() -> str:
    """32 characters that fit in an address: 192 random bits."""
    return secrets.token_urlsafe(24)


def fingerprint(value: str) -> str:
    """A keyed mark of something we must recognise but not keep, such as a network address."""
    return hmac.new(settings.SECRET_KEY.encode(), value.encode(), "sha256").hexdigest()[:32]
