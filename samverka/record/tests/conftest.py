from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from samverka.record.tests.smtp import MailServer, mail_server


@pytest.fixture
def post_office(settings: LazySettings) -> Iterator[MailServer]:
    """A real mail server on this machine, and the settings that lead to it."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        settings.DEFAULT_FROM_EMAIL = "Partnerskapet <post@psi.example>"
        yield server
