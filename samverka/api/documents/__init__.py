"""What the public interface shows of each kind of thing, in the terms of the field."""

from samverka.api.documents.calls import CallItem, call_item
from samverka.api.documents.ideas import IdeaItem, idea_item
from samverka.api.documents.partners import PartnerItem, partner_item
from samverka.api.documents.projects import ProjectItem, project_item
from samverka.api.documents.services import ServiceItem, service_item
from samverka.api.documents.shared import Item
from samverka.api.documents.talks import TalkItem, talk_item
from samverka.api.documents.themes import ThemeItem, theme_item

__all__ = [
    "CallItem",
    "IdeaItem",
    "Item",
    "PartnerItem",
    "ProjectItem",
    "ServiceItem",
    "TalkItem",
    "ThemeItem",
    "call_item",
    "idea_item",
    "partner_item",
    "project_item",
    "service_item",
    "talk_item",
    "theme_item",
]
