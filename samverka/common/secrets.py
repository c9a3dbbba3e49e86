"""Addresses and marks that nobody can guess, and secrets that nobody can read."""

import base64
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def unguessable() -> str:
    """32 characters that fit in an address: 192 random bits."""
    return secrets.token_urlsafe(24)


def fingerprint(value: str) -> str:
    """A keyed mark of something we must recognise but not keep, such as a network address."""
    return hmac.new(settings.SECRET_KEY.encode(), value.encode(), "sha256").hexdigest()[:32]


def seal(secret: str) -> str:
    """Unreadable without the installation's own key: a copy of the database gives nothing away."""
    return _lock().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; empty when the installation has got another key since."""
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _lock() -> Fernet:
    key = hmac.new(settings.SECRET_KEY.encode(), b"sealed secrets", "sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
