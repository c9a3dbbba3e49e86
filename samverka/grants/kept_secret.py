"""Letters that tell of applications, for those who may not, or no longer, know of them."""

from django.apps import apps
from django.db.models import Q

from samverka.grants.about import APPLICATION_OF, about
from samverka.grants.models import GrantApplication
from samverka.grants.rules import known_to
from samverka.partnership.rules import Visitor
from samverka.people.models import Person
from samverka.record.models import Letter


def letters_kept_from(visitor: Visitor) -> Q:
    """Those about applications that the visitor may not know of, about what came of any, and
    digests that tell of one: what is a heading there may be the subject of the whole."""
    ours = {model._meta.model_name or "" for model in apps.get_app_config("grants").get_models()}
    kept = Q(about_kind__in=ours) & ~about(known_to(visitor))
    telling = Letter.objects.filter(kept).exclude(digest=None)
    return kept | Q(pk__in=telling.order_by().values("digest"))


def letters_withheld_from(person: Person) -> Q:
    """Written to them as one of a panel, about what they may not know of any more: perhaps they
    work where it comes from since. Whoever applies may read what is written to the applicant."""
    kinds = {kind._meta.model_name or "" for kind in APPLICATION_OF}
    theirs = GrantApplication.objects.filter(Q(email__iexact=person.email) | Q(writer=person))
    return Q(about_kind__in=kinds) & ~(about(known_to(person)) | about(theirs))
