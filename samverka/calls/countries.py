"""Countries that calls are for, by their two letters (ISO 3166-1): Europe and its neighbours."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTRIES: Final[dict[str, Promise]] = {
    "SE": _("Sweden"),
    "NO": _("Norway"),
    "DK": _("Denmark"),
    "FI": _("Finland"),
    "IS": _("Iceland"),
    "AX": _("Åland"),
    "FO": _("Faroe Islands"),
    "GL": _("Greenland"),
    "EE": _("Estonia"),
    "LV": _("Latvia"),
    "LT": _("Lithuania"),
    "AT": _("Austria"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "HR": _("Croatia"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "FR": _("France"),
    "DE": _("Germany"),
    "GR": _("Greece"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LU": _("Luxembourg"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "SK": _("Slovakia"),
    "SI": _("Slovenia"),
    "ES": _("Spain"),
    "LI": _("Liechtenstein"),
    "CH": _("Switzerland"),
    "GB": _("United Kingdom"),
    "AL": _("Albania"),
    "BA": _("Bosnia and Herzegovina"),
    "XK": _("Kosovo"),
    "ME": _("Montenegro"),
    "MK": _("North Macedonia"),
    "RS": _("Serbia"),
    "MD": _("Moldova"),
    "UA": _("Ukraine"),
    "GE": _("Georgia"),
    "AM": _("Armenia"),
    "TR": _("Türkiye"),
}


def country_names(codes: Iterable[str]) -> list[str]:
    """In the order of the list above; one that stands in no list keeps its letters."""
    wanted = set(codes)
    known = [str(name) for code, name in COUNTRIES.items() if code in wanted]
    return [*known, *sorted(wanted - set(COUNTRIES))]
