"""Words for the pages of the account."""

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

# The first that is found in the browser's own description wins: Edge also says Chrome and Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "FxiOS": "Firefox", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"CrOS": "ChromeOS", "Mac OS": "Mac", "Linux": "Linux"}


@register.filter
def device(user_agent: str) -> str:
    """`Firefox on Windows`, out of the long line that a browser says about itself."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown device")


@register.filter
def in_fours(key: str) -> str:
    """A long key in groups of four, easier to read and to write; apps leave the spaces out."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


# What stands in the exported file, in words for the page.
FACTS = {
    "about": gettext_lazy("About"),
    "additions_and_answers": gettext_lazy("What you have added and answered"),
    "agreed": gettext_lazy("Agreed"),
    "answer": gettext_lazy("Answer"),
    "as": gettext_lazy("As"),
    "at": gettext_lazy("When"),
    "browser": gettext_lazy("Browser"),
    "closed": gettext_lazy("Account closed"),
    "convener": gettext_lazy("Convener"),
    "coordinator_of": gettext_lazy("Coordinator of"),
    "detail": gettext_lazy("Details"),
    "did": gettext_lazy("What"),
    "email": gettext_lazy("E-mail"),
    "every": gettext_lazy("How often"),
    "given": gettext_lazy("Given"),
    "handover": gettext_lazy("What you have left to those who come after"),
    "hour": gettext_lazy("At the hour"),
    "how": gettext_lazy("How"),
    "inside": gettext_lazy("Only inside the partnership"),
    "language": gettext_lazy("Language"),
    "last_signed_in": gettext_lazy("Last signed in"),
    "last_used": gettext_lazy("Last used"),
    "may_be_read": gettext_lazy("May be read by others"),
    "name": gettext_lazy("Name"),
    "network_address": gettext_lazy("Network address"),
    "organisation": gettext_lazy("Organisation"),
    "sent": gettext_lazy("Sent"),
    "phone": gettext_lazy("Telephone"),
    "quiet_from": gettext_lazy("Quiet from the hour"),
    "quiet_until": gettext_lazy("Quiet until the hour"),
    "since": gettext_lazy("Since"),
    "state": gettext_lazy("State"),
    "subject": gettext_lazy("Subject"),
    "taken_back": gettext_lazy("Taken back"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "to": gettext_lazy("To what"),
    "until": gettext_lazy("Until"),
    "version_of_text": gettext_lazy("Version of the text"),
    "way": gettext_lazy("Way"),
    "written": gettext_lazy("Written"),
}


@register.filter
def fact_name(name: str) -> str:
    return str(FACTS.get(name, name))


@register.filter
def fact(value: Any) -> str:
    """A value of the exported file as people write it."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return localize(timezone.localtime(value))
    if isinstance(value, date):
        return localize(value)
    if isinstance(value, str | int):
        return str(value)
    return json.dumps(value, default=str, ensure_ascii=False)
