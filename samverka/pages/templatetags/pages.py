"""For the foot of every page, and for texts that stand on the pages of others."""

from django import template
from django.http import HttpRequest

from samverka.pages.owners import OWNERS, path_without_language
from samverka.pages.telling import Shown, shown

register = template.Library()


@register.simple_tag(takes_context=True)
def asked_about(context: template.Context) -> str | None:
    """The path of a public page, without language; None where nobody is asked if it helped."""
    request: HttpRequest | None = context.get("request")
    found = request.resolver_match if request else None
    if request is None or found is None or found.view_name not in OWNERS:
        return None
    return path_without_language(request.path)


@register.simple_tag(takes_context=True)
def text_of(context: template.Context, slug: str) -> Shown | None:
    """What one of our own texts says now, in the reader's language."""
    partnership = context.get("partnership")
    return shown(slug, partnership) if partnership else None
