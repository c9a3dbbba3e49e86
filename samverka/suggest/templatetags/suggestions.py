"""Words for templates about suggestions."""

from collections.abc import Callable, Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samverka.common.languages import reader_language
from samverka.common.templatetags.samverka import cited, in_a_row, quoted
from samverka.suggest.telling import Wording

register = template.Library()


@register.simple_tag
def in_own_words(wordings: Iterable[Wording]) -> SafeString:
    """The reader's own words, each marked: “mat” ↔ “food” and “rådgivnning” (rådgivning)."""
    return in_a_row([_told(wording, quoted) for wording in wordings])


@register.simple_tag
def in_words_of_others(wordings: Iterable[Wording]) -> SafeString:
    """The words of somebody else, which are never marked."""
    return in_a_row([_told(wording, cited) for wording in wordings])


def _told(wording: Wording, quote: Callable[[list[str]], SafeString]) -> SafeString:
    said = _in_its_language(quote([wording.said]), wording.written_in)
    if not wording.there:
        return said
    if not wording.is_translation:
        return format_html("{} ({})", said, wording.there)
    there = _in_its_language(cited([wording.there]), wording.language)
    return format_html(
        '{} <span aria-hidden="true">↔</span><span class="visually-hidden"> {} </span> {}',
        *(said, wording.in_language, there),
    )


def _in_its_language(words: SafeString, language: str) -> SafeString:
    """Words of another language than the page's are read aloud in their own."""
    if language in ("", reader_language()):
        return words
    return format_html('<span lang="{}">{}</span>', language, words)
