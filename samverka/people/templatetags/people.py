"""Words for the pages of the account."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.personal import Chosen

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
    "archive": gettext_lazy("Archive asked for"),
    "as": gettext_lazy("As"),
    "asked": gettext_lazy("Asked"),
    "asked_for": gettext_lazy("Asked for"),
    "assessed": gettext_lazy("Assessed"),
    "at": gettext_lazy("When"),
    "body": gettext_lazy("Text"),
    "browser": gettext_lazy("Browser"),
    "call": gettext_lazy("Call"),
    "calls": gettext_lazy("Calls"),
    "chair": gettext_lazy("Led the meeting"),
    "closed": gettext_lazy("Account closed"),
    "comment": gettext_lazy("Comment"),
    "conflict": gettext_lazy("Conflict of interest"),
    "contact": gettext_lazy("Contact person"),
    "convener": gettext_lazy("Convener"),
    "coordinator_of": gettext_lazy("Coordinator of"),
    "date": gettext_lazy("Day"),
    "decided": gettext_lazy("Decided"),
    "declared": gettext_lazy("Declared"),
    "despite": gettext_lazy("In spite of"),
    "detail": gettext_lazy("Details"),
    "did": gettext_lazy("What"),
    "done": gettext_lazy("What was done"),
    "email": gettext_lazy("E-mail"),
    "ended": gettext_lazy("Ended"),
    "every": gettext_lazy("How often"),
    "file": gettext_lazy("File"),
    "food": gettext_lazy("Food"),
    "for": gettext_lazy("For"),
    "given": gettext_lazy("Given"),
    "group": gettext_lazy("Group"),
    "handover": gettext_lazy("What you have left to those who come after"),
    "hour": gettext_lazy("At the hour"),
    "how": gettext_lazy("How"),
    "inside": gettext_lazy("Only inside the partnership"),
    "instead_of": gettext_lazy("Instead of"),
    "kept_version": gettext_lazy("Kept version"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "last_day": gettext_lazy("Last day"),
    "last_signed_in": gettext_lazy("Last signed in"),
    "last_used": gettext_lazy("Last used"),
    "letter": gettext_lazy("Letter"),
    "letter_of_support": gettext_lazy("Letter of support"),
    "lifted": gettext_lazy("Lifted"),
    "looked_through": gettext_lazy("Looked through"),
    "made": gettext_lazy("Made"),
    "made_at": gettext_lazy("Made"),
    "may": gettext_lazy("Allowed to"),
    "may_be_read": gettext_lazy("May be read by others"),
    "meeting": gettext_lazy("Meeting"),
    "name": gettext_lazy("Name"),
    "need": gettext_lazy("Need"),
    "needs": gettext_lazy("Needs"),
    "network_address": gettext_lazy("Network address"),
    "note": gettext_lazy("Note"),
    "number": gettext_lazy("Number"),
    "offered": gettext_lazy("Offered time"),
    "organisation": gettext_lazy("Organisation"),
    "page": gettext_lazy("Page"),
    "partnership": gettext_lazy("Partnership"),
    "people": gettext_lazy("How many"),
    "phone": gettext_lazy("Telephone"),
    "project": gettext_lazy("Project"),
    "proposed": gettext_lazy("Proposed"),
    "query": gettext_lazy("Searched for"),
    "quiet_from": gettext_lazy("Quiet from the hour"),
    "quiet_until": gettext_lazy("Quiet until the hour"),
    "reason": gettext_lazy("Reason"),
    "ride": gettext_lazy("Ride"),
    "ride_from": gettext_lazy("Ride from"),
    "role": gettext_lazy("Role"),
    "round": gettext_lazy("Round"),
    "said": gettext_lazy("Said"),
    "says": gettext_lazy("Says"),
    "secretary": gettext_lazy("Wrote the minutes"),
    "section": gettext_lazy("Section"),
    "sent": gettext_lazy("Sent"),
    "sent_at": gettext_lazy("Sent"),
    "shown_to": gettext_lazy("Shown to"),
    "signatory": gettext_lazy("Signed by"),
    "signed_copy": gettext_lazy("Signed copy"),
    "since": gettext_lazy("Since"),
    "source": gettext_lazy("Source"),
    "stage": gettext_lazy("Stage"),
    "state": gettext_lazy("State"),
    "statement": gettext_lazy("Statement"),
    "subject": gettext_lazy("Subject"),
    "suggested": gettext_lazy("Suggested"),
    "taken_back": gettext_lazy("Taken back"),
    "taken_from": gettext_lazy("Taken from"),
    "talk": gettext_lazy("Talk"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "to": gettext_lazy("To what"),
    "until": gettext_lazy("Until"),
    "version": gettext_lazy("Version"),
    "version_of_text": gettext_lazy("Version of the text"),
    "way": gettext_lazy("Way"),
    "what": gettext_lazy("What"),
    "why": gettext_lazy("Why"),
    "words": gettext_lazy("Words"),
    "written": gettext_lazy("Written"),
    "wrote": gettext_lazy("Wrote"),
}


@register.filter
def fact_name(name: str) -> str:
    return str(FACTS.get(name, name))


@register.filter
def fact(value: Any) -> str:
    """A value of the exported file as people write it."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, Chosen):
        return value.label
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return localize(timezone.localtime(value))
    if isinstance(value, date):
        return localize(value)
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{fact_name(name)}: {fact(one)}" for name, one in value.items())
    if isinstance(value, Iterable):
        return ", ".join(map(fact, value))
    return str(value)
