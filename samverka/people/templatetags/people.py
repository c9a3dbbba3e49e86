"""Words for the pages of the account."""

from django import template
from django.utils.translation import gettext as _

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
