"""What leaves the house as files: the application, the letters, and all as one archive."""

from samverka.applications.papers.application import application_paper
from samverka.applications.papers.letter import lead_name, letter_paper, members_with_letters
from samverka.applications.papers.parcel import Parcel, parcel_of
from samverka.common.papers import File, as_file

__all__ = [
    "File",
    "Parcel",
    "application_paper",
    "as_file",
    "lead_name",
    "letter_paper",
    "members_with_letters",
    "parcel_of",
]
