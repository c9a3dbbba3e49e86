"""Everything that changes a question, by who acts, and the roles that are written to."""

from samverka.contact.actions.addressees import found_addressees, save_addressee
from samverka.contact.actions.answering import (
    answer_question,
    close_question,
    hand_over_question,
    remind_of_questions,
    reopen_question,
)
from samverka.contact.actions.asking import (
    ask_question,
    erase_question,
    forget_askers,
    write_back,
)

__all__ = [
    "answer_question",
    "ask_question",
    "close_question",
    "erase_question",
    "forget_askers",
    "found_addressees",
    "hand_over_question",
    "remind_of_questions",
    "reopen_question",
    "save_addressee",
    "write_back",
]
