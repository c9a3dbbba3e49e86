"""The partnership: its themes, places, organisations, committee, and who belongs where."""

from samverka.partnership.models.belonging import Appointment, Invitation, Membership
from samverka.partnership.models.committee import Seat
from samverka.partnership.models.contacts import ContactRole, EarlierTime, Logo
from samverka.partnership.models.imports import Import
from samverka.partnership.models.network import Municipality, Partnership, Theme
from samverka.partnership.models.organisations import SECTORS, Organisation

__all__ = [
    "SECTORS",
    "Appointment",
    "ContactRole",
    "EarlierTime",
    "Import",
    "Invitation",
    "Logo",
    "Membership",
    "Municipality",
    "Organisation",
    "Partnership",
    "Seat",
    "Theme",
]
