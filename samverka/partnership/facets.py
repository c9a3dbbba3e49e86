"""Questions that many lists can be narrowed by."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverka.common.lists import Facet, facet
from samverka.partnership.models import Theme


def theme_facet(request: HttpRequest, numbers: Mapping[str, int] | None = None) -> Facet:
    """`numbers` are rows by the slug of their theme."""
    choices = [(theme.slug, theme.title) for theme in Theme.objects.all()]
    return facet(request, "theme", _("Theme"), choices, numbers)
