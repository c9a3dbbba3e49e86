"""Joint applications: what is applied for, who applies, and the form that they fill in."""

from samverka.applications.models.application import SUMMARY_LENGTH, TITLE_LENGTH, Application
from samverka.applications.models.consortium import DOES_LENGTH, May, Member, Place
from samverka.applications.models.form import Counts, Edition, Section, SectionRight, Template

__all__ = [
    "DOES_LENGTH",
    "SUMMARY_LENGTH",
    "TITLE_LENGTH",
    "Application",
    "Counts",
    "Edition",
    "May",
    "Member",
    "Place",
    "Section",
    "SectionRight",
    "Template",
]
