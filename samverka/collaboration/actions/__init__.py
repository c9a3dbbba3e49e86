"""Everything that changes a search, an answer or a team, split by what is changed."""

from samverka.collaboration.actions.answers import (
    accept_answer,
    decline_search,
    refuse_answer,
    return_interest,
    show_interest,
    withdraw_interest,
)
from samverka.collaboration.actions.search import (
    Wanted,
    ask_organisations,
    begin_search,
    close_search,
    edit_search,
    publish_search,
    reopen_search,
)
from samverka.collaboration.actions.team import leave_team
from samverka.collaboration.actions.time import mind_searches

__all__ = [
    "Wanted",
    "accept_answer",
    "ask_organisations",
    "begin_search",
    "close_search",
    "decline_search",
    "edit_search",
    "leave_team",
    "mind_searches",
    "publish_search",
    "refuse_answer",
    "reopen_search",
    "return_interest",
    "show_interest",
    "withdraw_interest",
]
