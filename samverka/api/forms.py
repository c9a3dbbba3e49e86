"""What may be asked of the public interface, made clean and checked."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.utils import timezone
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from samverka.common.lists import LONGEST_SEARCH
from samverka.common.text import clean_line, clean_text
from samverka.ideas.models import TEXT_LENGTH, TITLE_LENGTH
from samverka.matching import language_of
from samverka.suggest.find import KINDS, LONGEST, SHORTEST

Language = Literal["sv", "en"]
Level = Literal["regional", "national", "european", "international"]

SEAL = Signer(salt="api.cursor")
UNESCAPED_PLUS = re.compile(r" (?=\d\d:?\d\d$)")  # 2026-09-30T12:00:00 02:00


def seal_cursor(pk: int) -> str:
    """The mark that a list goes on after; the same row always has the same."""
    return SEAL.sign(str(pk))


def open_cursor(value: str) -> int:
    try:
        return int(SEAL.unsign(value))
    except BadSignature:
        raise PydanticCustomError(
            "cursor", "Take the whole address in “next” of the page before"
        ) from None


def spoken(text: str, *, asked: Language | None) -> Language:
    """The language asked for, else the one the text is written in, else Swedish."""
    return asked or language_of(text) or "sv"


def mend_plus(value: Any) -> Any:
    """The plus before a time zone arrives as a space where it was not escaped."""
    return UNESCAPED_PLUS.sub("+", value) if isinstance(value, str) else value


def in_utc(moment: datetime) -> datetime:
    """Without a time zone it is the partnership's own time."""
    try:
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise PydanticCustomError("moment", "That is outside the calendar") from None


def cleaned_line(value: Any) -> Any:
    """Cleaned before it is measured, but measured first where cleaning would take long."""
    short = isinstance(value, str) and len(value) <= 2 * TEXT_LENGTH
    return clean_line(value) if short else value


def cleaned_text(value: Any) -> Any:
    short = isinstance(value, str) and len(value) <= 2 * TEXT_LENGTH
    return clean_text(value) if short else value


def beginning(value: Any) -> Any:
    """As much of a text as the engine reads."""
    return clean_text(value[:LONGEST]) if isinstance(value, str) else value


def known_kinds(value: Any) -> Any:
    """One sentence for the whole list, however many of its members are wrong."""
    if value is None or (isinstance(value, list) and all(kind in KINDS for kind in value)):
        return value
    allowed = {"kinds": ", ".join(KINDS)}
    raise PydanticCustomError("kinds", "Write a list of some of these: {kinds}", allowed)


def whole_email(value: str | None) -> str | None:
    if value:
        try:
            validate_email(value)
        except ValidationError:
            raise PydanticCustomError(
                "email", "Write the whole address, for example name@example.com"
            ) from None
    return value


Line = BeforeValidator(cleaned_line)
Text = BeforeValidator(cleaned_text)
Moment = Annotated[datetime, BeforeValidator(mend_plus), AfterValidator(in_utc)]
Cursor = Annotated[int, BeforeValidator(open_cursor), WithJsonSchema({"type": "string"})]
Kind = Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]


class Wanted(Schema):
    """By what a list is narrowed, and how much of it is sent at a time."""

    q: Annotated[str, Field(max_length=LONGEST_SEARCH, description="Words to look for"), Line] = ""
    theme: Annotated[str, Field(max_length=50, description="The slug of a theme"), Line] = ""
    updated_since: Annotated[Moment | None, Field(description="Changed then or later")] = None
    limit: Annotated[int, Field(ge=1, le=100, description="Items on a page")] = 50
    cursor: Annotated[Cursor | None, Field(description="Given in “next”")] = None


class WantedCalls(Wanted):
    level: Annotated[Level | None, Field(description="Whose money it is")] = None
    closes_since: Annotated[
        date | None, Field(description="Last day then or later, or without a last day")
    ] = None
    open: Annotated[
        bool | None,
        Field(description="Whether one can apply today: `status` is `open`, or is not"),
    ] = None


class Question(Schema):
    """A text in somebody's own words. Its first 20,000 characters are read."""

    text: Annotated[str, BeforeValidator(beginning)]
    kinds: Annotated[list[Kind] | None, BeforeValidator(known_kinds)] = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    language: Language | None = None


class NewIdea(Schema):
    """An idea for the partnership. What is sent becomes a public record."""

    title: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH), Line]
    text: Annotated[str, Field(min_length=SHORTEST, max_length=TEXT_LENGTH), Text]
    email: Annotated[str | None, Field(max_length=254), AfterValidator(whole_email), Line] = None
    language: Language | None = None
