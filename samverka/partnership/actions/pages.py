"""What an organisation says of itself: taken in, changed, confirmed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership import rules
from samverka.partnership.actions.telling import (
    ask_to_edit,
    ask_to_look_after,
    lock_organisation,
    tell,
)
from samverka.partnership.addresses import web_address
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.partnership.needs import is_need
from samverka.partnership.numbers import organisation_number
from samverka.people.models import Person
from samverka.record.models import History

SLUG_LENGTH = 80
# Addresses of other pages below partners/.
TAKEN = frozenset({"new", "care", "confirm", "table", "import", "network"})


class Facts(TypedDict, total=False):
    """What can be changed; what is left out stays. Texts are plain and already cleaned."""

    name: str
    kind: str
    municipality: Municipality | None
    number: str
    website: str
    about_sv: str
    about_en: str
    for_whom_sv: str
    for_whom_en: str
    needs: list[str]
    themes: Iterable[Theme]


@transaction.atomic
def add_organisation(
    *, by: Person, slug: str = "", joined_on: date | None = None, **facts: Unpack[Facts]
) -> Organisation:
    """Take an organisation in, at least its name and kind; a partner from the day it joined.

    Its address is made from the name unless `slug` is given. Raises `Refused`.
    """
    ask_to_look_after(by)
    told = _settled({"name": "", "kind": "", **facts})
    name = told["name"]
    names = Organisation.objects.values_list("name", flat=True)  # SQLite's LIKE sees Å and å as two
    if name.casefold() in {one.casefold() for one in names}:
        raise Refused(_("There is already an organisation with this name."))
    themes = told.pop("themes", ())
    organisation = Organisation.objects.create(
        slug=_free_slug(slug or name), joined_on=joined_on, **told
    )
    organisation.themes.set(themes)
    tell(organisation, "added", by=by)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, by: Person, seen: int | None = None, **facts: Unpack[Facts]
) -> Organisation:
    """Change what the page says. What its own staff has looked through is confirmed by that.

    `seen` is the version that the person was looking at. Raises `Refused`, and `Outdated` for
    an older version.
    """
    organisation = lock_organisation(organisation, seen=seen)
    ask_to_edit(by, organisation)
    told = _settled(facts)
    themes = told.pop("themes", None)
    changed = [field for field, value in told.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, told[field])
    if {"about_sv", "about_en"} & set(changed):
        organisation.about_is_example = False
    if themes is not None and {one.pk for one in organisation.themes.all()} != _keys(themes):
        organisation.themes.set(themes)
        changed.append("themes")
    if rules.works_at(by, organisation):
        organisation.confirmed_on = timezone.localdate()
    organisation.version += bool(changed)
    organisation.save()
    if changed:
        tell(organisation, "changed", by=by, fields=changed)
    return organisation


@transaction.atomic
def confirm_page(*, organisation: Organisation, by: Person | None = None) -> Organisation:
    """Somebody there says that all is right; without `by`, whoever had the letter."""
    organisation = lock_organisation(organisation)
    if by is not None:
        ask_to_edit(by, organisation)
    today = timezone.localdate()
    if organisation.confirmed_on != today:
        organisation.confirmed_on = today
        organisation.save(update_fields=["confirmed_on", "updated_at"])
        role = History.Role.PERSON if by else History.Role.OWNER
        tell(organisation, "confirmed", by=by, role=role)
    return organisation


def _settled(facts: Facts) -> dict[str, Any]:
    """The facts in the form in which they are kept; raises `Refused` for what is none."""
    told: dict[str, Any] = dict(facts)
    if number := told.get("number"):
        told["number"] = organisation_number(number)
    if website := told.get("website"):
        told["website"] = web_address(website)
    if unknown := [one for one in told.get("needs", ()) if not is_need(one)]:
        raise Refused(_("“%(need)s” is not among the needs we know.") % {"need": unknown[0]})
    if "needs" in told:
        told["needs"] = sorted(set(told["needs"]))
    if "kind" in told and told["kind"] not in Organisation.Kind.values:
        raise Refused(_("“%(kind)s” is not among the kinds we know.") % {"kind": told["kind"]})
    if "name" in told and not told["name"].strip():
        raise Refused(_("Write the name of the organisation."))
    return told


def _keys(themes: Iterable[Theme]) -> set[int]:
    return {theme.pk for theme in themes}


def _free_slug(name: str) -> str:
    return free_slugs([name])[0]


def free_slugs(names: Sequence[str]) -> list[str]:
    """One address for each, made of the name; with a number after it where it is taken already."""
    used = {*Organisation.objects.values_list("slug", flat=True), *TAKEN}
    slugs = []
    for name in names:
        wanted = slugify(name)[:SLUG_LENGTH].strip("-") or "partner"
        slug, number = wanted, 1
        while slug in used:
            number += 1
            slug = f"{wanted[: SLUG_LENGTH - 5]}-{number}"
        used.add(slug)
        slugs.append(slug)
    return slugs
