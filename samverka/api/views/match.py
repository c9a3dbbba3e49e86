"""Matching: from a text in plain words to what fits it, and why."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Router, Schema

from samverka.api.forms import Language, Question, spoken
from samverka.api.problems import DESCRIBED, too_often
from samverka.common.tenancy import whole_address
from samverka.common.visitors import is_too_often
from samverka.partnership.models import Theme
from samverka.suggest.find import KINDS, Found, Suggestion, find

PRECISION = 4  # decimals of a score


class ThemeFound(Schema):
    slug: str
    title: str


class WhyFound(Schema):
    type: str
    text: str


class ThingFound(Schema):
    kind: str
    id: int
    title: str
    url: str
    score: float
    reasons: list[WhyFound]


class Answer(Schema):
    """`language` is the one that titles, addresses and reasons are in."""

    language: Language
    themes: list[ThemeFound]
    matches: list[ThingFound]


router = Router(tags=["matching"])


@router.post("/match", response=Answer, operation_id="match", openapi_extra=DESCRIBED)
def match(request: HttpRequest, response: HttpResponse, asked: Question) -> Answer | HttpResponse:
    """What fits a text, best first. Nothing is kept of it."""
    if is_too_often(request, what="match", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often()
    response["Content-Language"] = language = spoken(asked.text, asked=asked.language)
    with translation.override(language):
        found = find(
            asked.text,
            kinds=KINDS if asked.kinds is None else asked.kinds,
            each=asked.limit,
            language=asked.language,
        )
        return answer(language, found, asked.limit)


def answer(language: Language, found: Found, limit: int | None = None) -> Answer:
    """What was found, as it is told to programs: the best `limit` of all kinds together."""
    themes = Theme.objects.in_bulk([one.pk for one in found.themes])
    return Answer(
        language=language,
        themes=[
            ThemeFound(slug=themes[one.pk].slug, title=one.card.title)
            for one in found.themes
            if one.pk in themes  # the index may know one that has just been taken away
        ],
        matches=[_thing(one) for one in found.suggestions[:limit]],
    )


def _thing(one: Suggestion) -> ThingFound:
    return ThingFound(
        kind=one.kind,
        id=one.pk,
        title=one.card.title,
        url=whole_address(one.card.url),
        score=round(one.worth, PRECISION),
        reasons=[WhyFound(type=kind, text=text) for kind, text in one.whys],
    )
