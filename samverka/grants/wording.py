"""The words of decisions: sentences to begin with, and the letter exactly as it goes."""

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.common.tenancy import current_partnership_id
from samverka.grants.models import GrantApplication, GrantDecision
from samverka.partnership.models import Partnership

DECIDED = "grants/letters/decided.txt"


class Told(Protocol):
    """What a letter tells of a decision."""

    @property
    def kind(self) -> GrantDecision.Kind: ...
    @property
    def reasons(self) -> str: ...
    @property
    def amount(self) -> Decimal | None: ...
    @property
    def conditions(self) -> str: ...


def letter_facts(application: GrantApplication, told: Told) -> dict[str, Any]:
    return {"application": application, "turn": application.round, "told": told}


def written_letter(application: GrantApplication, told: Told) -> str:
    """The letter as it would go now, in the language of the application."""
    with translation.override(application.language):
        facts = {
            **letter_facts(application, told),
            "partnership": Partnership.objects.get(pk=current_partnership_id()),
        }
        return render_to_string(DECIDED, facts).strip()


def letter_mark(application: GrantApplication, told: Told) -> str:
    """SHA-256 of the letter: the same for as long as the same would go."""
    return sha256(written_letter(application, told).encode()).hexdigest()


def sentences(language: str) -> Mapping[str, list[tuple[str, str]]]:
    """By kind of decision: sentences to begin with, each with its name, as the applicant reads."""
    with translation.override(language):
        return {
            GrantDecision.Kind.GRANT: [
                ("benefit", _("The project meets a need in society that many know of.")),
                ("new", _("It tries something that is new here.")),
                ("lasting", _("You show how it can live on when the money has ended.")),
                ("plan", _("The plan and the budget are realistic.")),
            ],
            GrantDecision.Kind.REFUSE: [
                ("benefit", _("It is not clear which need in society the project meets.")),
                ("new", _("Something like it is done here already.")),
                ("lasting", _("It is not clear what remains when the money has ended.")),
                ("anchored", _("Those who are to take part have not said yes yet.")),
                ("plan", _("The plan or the budget does not show how it can be done.")),
                ("money", _("The money was not enough for all good applications.")),
            ],
            GrantDecision.Kind.DISMISS: [
                ("late", _("It was handed in after the last day.")),
                ("who", _("An applicant of this kind cannot get this money.")),
                ("incomplete", _("What we asked for did not come in time.")),
            ],
        }
