"""Words for templates about sources of calls."""

from django import template

from samverka.calls.telling import sources

register = template.Library()
register.filter("ago", sources.ago)
register.filter("last_read", sources.last_read)
register.simple_tag(sources.staleness_note)
