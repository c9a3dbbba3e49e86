"""What has happened to a page in words, and what sets two versions of it apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Manager
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.templatetags.samverka import day, in_a_row
from samverka.common.tenancy import whole_address
from samverka.partnership.models import Organisation
from samverka.partnership.needs import labels_of
from samverka.record.models import History

SHOWN = 200
# What was changed, by the beginning of the field's name.
FIELDS: dict[str, Promise] = {
    "about": gettext_lazy("what they do"),
    "for_whom": gettext_lazy("for whom they are there"),
    "themes": gettext_lazy("their themes"),
    "needs": gettext_lazy("the needs they meet"),
    "name": gettext_lazy("their name"),
    "kind": gettext_lazy("the kind of organisation"),
    "municipality": gettext_lazy("the municipality"),
    "number": gettext_lazy("the organisation number"),
    "website": gettext_lazy("the web site"),
}
SENTENCES: dict[str, Promise] = {
    "added": gettext_lazy("%(who)s entered the organisation."),
    "changed": gettext_lazy("%(who)s changed %(what)s."),
    "confirmed": gettext_lazy("%(who)s said that all is right."),
    "asked": gettext_lazy("They got a letter: is the page still right?"),
    "reminded": gettext_lazy("They were reminded of the letter."),
    "contact_added": gettext_lazy("%(who)s added a contact."),
    "contact_changed": gettext_lazy("%(who)s changed a contact."),
    "contact_removed": gettext_lazy("%(who)s took a contact away."),
    "logo_changed": gettext_lazy("%(who)s put up a logo."),
    "logo_removed": gettext_lazy("%(who)s took the logo away."),
    "undone": gettext_lazy("%(who)s took the change of dates back."),
}


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def story_of(organisation: Organisation) -> list[Told]:
    """The latest first."""
    rows = History.objects.of(organisation).select_related("actor").order_by("-id")[:SHOWN]
    return [Told(row.at, sentence) for row in rows if (sentence := _sentence(row))]


def _sentence(row: History) -> str:
    who = str(row.actor) if row.actor else _("Somebody there")
    if row.verb == "dates":
        return _dates(who, row.detail)
    pattern = SENTENCES.get(row.verb)
    return str(pattern) % {"who": who, "what": _fields(row.detail)} if pattern else ""


def _fields(detail: Mapping[str, Any]) -> str:
    names = (name.removesuffix("_sv").removesuffix("_en") for name in detail.get("fields", ()))
    return in_a_row([str(FIELDS.get(name, name)) for name in dict.fromkeys(names)])  # type: ignore[misc]


def _dates(who: str, detail: Mapping[str, Any]) -> str:
    joined_on, left_on = (date.fromisoformat(one) if one else None for one in detail["after"])
    facts = {"who": who, "joined": day(joined_on), "left": day(left_on)}
    if left_on:
        return _("%(who)s wrote that they left on %(left)s.") % facts
    if detail["comes_back"]:
        return _("%(who)s wrote that they came back on %(joined)s.") % facts
    if joined_on:
        return _("%(who)s wrote that they joined on %(joined)s.") % facts
    return _("%(who)s wrote that they have not joined.") % facts


def what_differs(
    organisation: Organisation, told: Mapping[str, Any], labels: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Where the page says something else than what somebody wrote: the label, what it says."""
    found = []
    for name, value in told.items():
        there = getattr(organisation, name)
        there = list(there.all()) if isinstance(there, Manager) else there
        wanted = sorted(value) if name == "needs" else value
        if (list(wanted) if name in ("needs", "themes") else wanted) != there:
            found.append((str(labels[name]), _in_words(organisation, name, there)))
    return found


def _in_words(organisation: Organisation, name: str, value: Any) -> str:
    if name == "needs":
        value = labels_of(value)
    elif name == "kind":
        value = organisation.get_kind_display()
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value or "")


def linked_data(organisation: Organisation, contacts: Iterable[Any]) -> dict[str, Any]:
    """The organisation in the terms of schema.org, as search engines read it.

    Only what every visitor sees: `contacts` are the public ones.
    """
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": organisation.name,
        "url": organisation.website or whole_address(organisation.get_absolute_url()),
        "description": organisation.about,
        "identifier": organisation.number,
        "knowsAbout": organisation.need_labels,
        "contactPoint": [_contact_point(one) for one in contacts],
    }
    if organisation.municipality:
        found["location"] = {"@type": "Place", "name": organisation.municipality.name}
    if logo := getattr(organisation, "logo", None):
        found["logo"] = whole_address(logo.get_absolute_url())
    return {name: value for name, value in found.items() if value}


def _contact_point(contact: Any) -> dict[str, str]:
    facts = {
        "@type": "ContactPoint",
        "contactType": contact.purpose,
        "email": contact.email,
        "telephone": contact.phone,
    }
    return {name: value for name, value in facts.items() if value}
