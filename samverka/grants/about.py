"""What tasks and letters of this app are about, and how the application behind it is found."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from samverka.common.tenancy import Owned
from samverka.grants.models import Grant, GrantApplication, GrantChange, GrantReport, Payment

APPLICATION_OF: Mapping[type[Owned], str] = {
    GrantApplication: "pk",
    Grant: "application",
    GrantReport: "grant__application",
    GrantChange: "grant__application",
    Payment: "grant__application",
}


def about(
    applications: QuerySet[GrantApplication], kinds: Iterable[type[Owned]] = APPLICATION_OF
) -> Q:
    """Those about one of the applications, or about what came of it."""
    found = Q(pk__in=[])
    keys = applications.order_by().values("pk")
    for kind in kinds:
        rows = kind._base_manager.filter(**{f"{APPLICATION_OF[kind]}__in": keys})
        found |= Q(about_kind=kind._meta.model_name, about_id__in=rows.values("pk"))
    return found
