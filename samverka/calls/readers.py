"""From a source as it is kept to something that can be read."""

from collections.abc import Mapping
from typing import Final

from samverka.calls.models import CallSource
from samverka.common.secrets import seal, unseal
from samverka.sources import Source, Trouble
from samverka.sources.kinds import KINDS

# Options that are sealed when they are kept, and never shown again.
SECRET: Final[Mapping[str, frozenset[str]]] = {CallSource.Kind.GDP: frozenset({"key"})}


def sealed(kind: str, options: Mapping[str, str]) -> dict[str, str]:
    """As they are kept."""
    secret = SECRET.get(kind, frozenset())
    return {name: seal(one) if name in secret else one for name, one in options.items() if one}


def opened(kind: str, options: Mapping[str, str]) -> dict[str, str]:
    """As they were chosen; what was sealed with another key is empty."""
    secret = SECRET.get(kind, frozenset())
    return {name: unseal(one) if name in secret else one for name, one in options.items()}


def kept_secrets(source: CallSource, options: Mapping[str, str]) -> dict[str, str]:
    """The sealed ones, that hold for these options too: they were given for one address alone."""
    if options.get("address", "") != source.options.get("address", ""):
        return {}
    secret = SECRET.get(source.kind, frozenset())
    return {name: source.options[name] for name in secret if name in source.options}


def reader_of(source: CallSource) -> Source:
    """Raises `Trouble` for options that make no sense, or for a kind that is not known here."""
    kind = KINDS.get(source.kind)
    if kind is None:
        raise Trouble("options", option="kind")
    try:
        return kind.from_options(opened(source.kind, source.options))
    except ValueError as error:
        raise Trouble("options", option=str(error)) from None
