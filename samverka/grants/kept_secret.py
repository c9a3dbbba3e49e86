"""Letters that tell of applications, for those who look after letters that could not be sent."""

from django.apps import apps
from django.db.models import Q

from samverka.grants.models import GrantApplication
from samverka.grants.rules import known_to
from samverka.partnership.rules import Visitor


def letters_kept_from(visitor: Visitor) -> Q:
    """Those about applications that the visitor may not know of, and about what came of any."""
    ours = {model._meta.model_name or "" for model in apps.get_app_config("grants").get_models()}
    known = known_to(visitor).order_by().values("pk")
    application = GrantApplication._meta.model_name
    may = Q(about_kind=application, about_id__in=known)
    return Q(about_kind__in=ours) & ~may
