"""Reasons in words, in the language of the page."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.common.languages import ENGLISH, SWEDISH, other_language
from samverka.matching import Reason
from samverka.partnership.models import Organisation

Names = Mapping[str, str]  # what documents are called, by id: those that may be seen

OTHER_WORDS = ("translation", "spelling", "near")
NAMING = ("project", "together")  # their text is the id of a document
PAST = "past:"  # how the ids of projects of others begin
SUITS = ("place", "applicant")  # they tell whom it suits, not why it was found

IN_LANGUAGE: dict[str, Promise] = {
    ENGLISH: gettext_lazy("in English"),
    SWEDISH: gettext_lazy("in Swedish"),
    "": gettext_lazy("there called"),
}
SENTENCES: dict[str, Promise] = {
    "place": gettext_lazy("In the same municipality: %(text)s"),
    "applicant": gettext_lazy("This kind of organisation may apply"),
    "project": gettext_lazy("A similar project got money here: %(text)s"),
    "past": gettext_lazy("A similar project got money here before: %(text)s"),
    "together": gettext_lazy("Has worked with %(text)s"),
    "named": gettext_lazy("Named in the text: %(text)s"),
    "country": gettext_lazy("Is in %(text)s"),
    "meaning": gettext_lazy("The two texts are alike as a whole"),
}
DOES_NOT_SUIT: dict[str, Promise] = {
    "place": gettext_lazy("In another municipality: %(text)s"),
    "applicant": gettext_lazy("Only others may apply: %(text)s"),
}
WITHOUT_NAME: dict[str, Promise] = {
    "project": gettext_lazy("A similar project got money here"),
    "past": gettext_lazy("A similar project got money here before"),
    "together": gettext_lazy("Has worked with one of those who take part"),
}


class Wording(NamedTuple):
    """What somebody wrote, and what it is called there; languages are "" where not known."""

    said: str
    written_in: str
    there: str = ""
    language: str = ""  # of `there`
    is_translation: bool = False

    @property
    def in_language(self) -> str:
        """What a screen reader says between the two, such as “in English”."""
        return str(IN_LANGUAGE[self.language])

    def __str__(self) -> str:
        if self.is_translation:
            return f"{self.said} ({self.in_language}: {self.there})"
        return f"{self.said} ({self.there})" if self.there else self.said


def wordings_of(reasons: Iterable[Reason], written_in: str) -> list[Wording]:
    """What in a text led to something, each wording once and none that stands within a longer one.

    `written_in` is the language of the text, "" where it is neither Swedish nor English.
    """
    found: dict[str, Wording] = {}
    for one in (one for reason in reasons for one in _wordings(reason, written_in)):
        key = one.said.casefold()
        if one.there or key not in found:
            found[key] = one
    return [
        one
        for key, one in found.items()
        if one.there or not any(key in other for other in found if other != key)
    ]


def _wordings(reason: Reason, written_in: str) -> list[Wording]:
    if reason.type == "concept":
        return [Wording(word, written_in) for word in reason.words]
    if reason.type in OTHER_WORDS:
        return [_called(reason, written_in)]
    return [Wording(reason.text, written_in)] if reason.type == "words" else []


def _called(reason: Reason, written_in: str) -> Wording:
    there = next(iter(reason.words), "")
    if there.casefold() in ("", reason.text.casefold()):
        return Wording(reason.text, written_in)
    if reason.type in ("spelling", "near"):
        return Wording(reason.text, written_in, there)
    language = other_language(written_in) if written_in else ""
    return Wording(reason.text, written_in, there, language, is_translation=True)


def sentence(reason: Reason, names: Names) -> str:
    """What a reason says beside words and subjects, without a full stop; "" for those."""
    kind, text = reason.type, reason.text
    if kind in NAMING:
        if text.startswith(PAST):
            kind = "past"
        text = names.get(text, "")
        if not text:
            return str(WITHOUT_NAME[kind])
    if kind == "applicant":
        text = ", ".join(_applicant(name) for name in text.split(", "))
    told = (DOES_NOT_SUIT if reason.weight < 0 else SENTENCES).get(kind, "")
    return str(told) % {"text": text}


def _applicant(kind: str) -> str:
    known = Organisation.Kind.__members__.get(kind.upper())
    return str(known.label).lower() if known else kind


def in_words(reason: Reason, names: Names, written_in: str) -> str:
    """A reason of any type as one line of plain text."""
    if reason.type in OTHER_WORDS:
        return str(_called(reason, written_in))
    return sentence(reason, names) or reason.text


def named_in(reasons: Iterable[Reason]) -> list[str]:
    """The documents that reasons name."""
    return [reason.text for reason in reasons if reason.type in NAMING]


def explains(reasons: Iterable[Reason]) -> bool:
    """Whether any of the reasons says why something was found."""
    return any(reason.type not in SUITS and reason.weight > 0 for reason in reasons)
