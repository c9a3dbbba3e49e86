"""For which partnership a command works."""

from samverka.common.refusal import Refused
from samverka.partnership.models import Partnership


def find_partnership(slug: str | None) -> Partnership:
    """The one that was named, or the default one; raises `Refused` with the names there are."""
    wanted = {"slug": slug} if slug else {"is_default": True}
    partnership = Partnership.objects.filter(**wanted).first()
    if partnership is None:
        known = ", ".join(Partnership.objects.order_by("pk").values_list("slug", flat=True))
        raise Refused(
            f"Say --partnership with one of these: {known}."
            if known
            else "There is no partnership yet: make one with samverka partnership create."
        )
    return partnership
