"""A talk for other programs: in the terms of schema.org, and as news in a feed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.atom import News
from samverka.common.templatetags.samverka import day
from samverka.common.tenancy import whole_address
from samverka.partnership.models import Partnership
from samverka.talks.models import Speaker, Talk


def linked_data(talk: Talk, speakers: Iterable[Speaker], by: Partnership) -> dict[str, Any]:
    """What every visitor sees; nothing of a talk that is not published.

    `speakers` are those who have said yes to being named.
    """
    if talk.state == Talk.State.DRAFT:
        return {}
    here = whole_address(talk.get_absolute_url())
    status = "EventCancelled" if talk.is_cancelled else "EventScheduled"
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": talk.title,
        "description": talk.summary,
        "url": here,
        "startDate": _with_offset(talk.starts_at),
        "endDate": _with_offset(talk.ends_at),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(talk)}",
        "location": _places(talk, here),
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": by.name,
            "url": whole_address(reverse("home:home")),
        },
        "performer": [_performer(one) for one in speakers],
    }
    return {name: value for name, value in found.items() if value}


def news(talk: Talk) -> News:
    facts = [
        _("The talk is not held.") if talk.is_cancelled else "",
        ", ".join(filter(None, [day(talk.starts_at), talk.place])),
        talk.summary,
    ]
    return News(
        key=f"talk/{talk.pk}",
        title=talk.title,
        address=talk.get_absolute_url(),
        updated=talk.updated_at,
        summary="\n".join(filter(None, facts)),
    )


def _with_offset(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _attendance(talk: Talk) -> str:
    if talk.link and talk.place:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if talk.link else "OfflineEventAttendanceMode"


def _places(talk: Talk, here: str) -> list[dict[str, Any]]:
    """The link itself is told to those who register: from afar one begins at the talk's page."""
    found: list[dict[str, Any]] = []
    if talk.place:
        room: dict[str, Any] = {"@type": "Place", "name": talk.place}
        if talk.municipality:
            room["address"] = {
                "@type": "PostalAddress",
                "addressLocality": talk.municipality.name,
                "addressCountry": "SE",
            }
        found.append(room)
    if talk.link:
        found.append({"@type": "VirtualLocation", "url": here})
    return found


def _performer(speaker: Speaker) -> dict[str, Any]:
    person: dict[str, Any] = {"@type": "Person", "name": speaker.name}
    works_at = speaker.organisation.name if speaker.organisation else speaker.organisation_name
    if works_at:
        person["affiliation"] = {"@type": "Organization", "name": works_at}
    return person
