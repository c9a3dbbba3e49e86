"""Addresses of web sites, as people write them and as we keep them."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused

LONGEST = 200
SCHEMES = ("http", "https")
_whole = URLValidator(schemes=SCHEMES)


def web_address(text: str) -> str:
    """The address with its scheme, `https` where none was written; raises `Refused`."""
    address = text if "://" in text else f"https://{text}"
    try:
        _whole(address)
        has_secret = "@" in urlsplit(address).netloc
    except (ValidationError, ValueError):
        raise Refused(_("Write the whole address. For example www.example.org")) from None
    if has_secret:
        raise Refused(_("Write the address without a name and password before the @."))
    if len(address) > LONGEST:
        raise Refused(_("The address is very long. Write the one of your first page."))
    scheme, rest = address.split("://", 1)
    return f"{scheme.lower()}://{rest}"


def host_of(address: str) -> str:
    """What a visitor recognises it by: example.org."""
    host = urlsplit(address).hostname or ""
    return host.removeprefix("www.")
