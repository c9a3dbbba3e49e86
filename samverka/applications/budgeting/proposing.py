"""Which rules a budget may begin with."""

from collections.abc import Mapping

from samverka.applications.models import Application
from samverka.budgets import CostRules

# By what the call is called or who gives: in small letters, the first that fits.
KNOWN: Mapping[str, str] = {
    "utvecklingsmedel social innovation": "regional-social-innovation",
    "arvsfonden": "arvsfonden",
    "inheritance fund": "arvsfonden",
    "esf+": "esf-2021-occupation-15",
    "esf-rådet": "esf-2021-occupation-15",
    "socialfonden": "esf-2021-occupation-15",
    "vinnova": "vinnova",
    "horizon": "horizon-2021",
    "small-scale": "erasmus-small-scale",
    "erasmus": "erasmus-cooperation",
    "interreg": "interreg-other-40",
    "tillväxtverket": "erdf-sweden-40",
}


def rules_for(application: Application) -> str:
    """The name of the rules that the form or the call speaks for; "" where neither does."""
    if application.edition and application.edition.cost_rules in CostRules.names():
        return application.edition.cost_rules
    call = application.call
    if call is None:
        return ""
    told = f"{call.title_sv} {call.title_en} {call.funder}".casefold()
    return next((name for words, name in KNOWN.items() if words in told), "")


def all_rules() -> dict[str, CostRules]:
    return {name: CostRules.named(name) for name in CostRules.names()}
