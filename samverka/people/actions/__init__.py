"""Everything that changes a person, what they agreed to, and who may say that it is they."""

from samverka.people.actions.account import change_person, give_consent, withdraw_consent
from samverka.people.actions.leaving import close_account, erase_closed_accounts, undo_erasure
from samverka.people.actions.providers import believe_provider, forget_provider

__all__ = [
    "believe_provider",
    "change_person",
    "close_account",
    "erase_closed_accounts",
    "forget_provider",
    "give_consent",
    "undo_erasure",
    "withdraw_consent",
]
