"""What fits a text: the same answer as on the pages, for the terminal or as JSON."""

from argparse import Namespace

from django.utils import translation

from samverka.api.forms import spoken
from samverka.api.views.match import answer
from samverka.command.arguments import KINDS
from samverka.command.database import need_up_to_date
from samverka.command.index import is_built
from samverka.command.whose import find_partnership
from samverka.common.refusal import Refused
from samverka.partnership.middleware import working_for
from samverka.suggest.find import Found, Suggestion, find


def run(options: Namespace) -> int:
    need_up_to_date()
    partnership = find_partnership(options.partnership)
    if not is_built(partnership):
        raise Refused("There is no matching index yet: run samverka index, then try again.")
    kinds, limit = options.kinds or KINDS, options.limit
    language = spoken(options.text, asked=None)
    with working_for(partnership), translation.override(language):
        found = find(options.text, kinds=kinds, each=limit, limit=limit)
        told = answer(language, found).model_dump_json(indent=2)
        print(told if options.json else _as_lines(found))
    return 0


def _as_lines(found: Found) -> str:
    if not found.suggestions:
        return "Nothing fits yet: try a few more words about what you want to change."
    return "\n".join(_line(one) for one in found.suggestions)


def _line(one: Suggestion) -> str:
    reasons = "; ".join(text for _, text in one.whys)
    return f"{one.score:.2f}  {one.kind:8}  {one.card.title}  ({reasons})"
