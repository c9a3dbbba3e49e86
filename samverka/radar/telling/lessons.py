"""What has been learned from noes, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.models import Call
from samverka.common.templatetags.samverka import money
from samverka.partnership.models import Theme
from samverka.radar.lessons import Lesson


def in_words(lessons: Iterable[Lesson]) -> list[str]:
    """Each lesson in a sentence: what comes lower, and after how many noes."""
    lessons = list(lessons)
    keys = [lesson.value for lesson in lessons if lesson.kind == "theme"]
    themes = {str(one.pk): one.title for one in Theme.objects.filter(pk__in=keys)} if keys else {}
    return [
        ngettext(
            "%(what)s come lower, after %(number)s no.",
            "%(what)s come lower, after %(number)s noes.",
            lesson.noes,
        )
        % {"what": _what(lesson, themes), "number": lesson.noes}
        for lesson in lessons
    ]


def _what(lesson: Lesson, themes: Mapping[str, str]) -> str:
    if lesson.kind == "theme":
        return _("Calls about “%(theme)s”") % {"theme": themes.get(lesson.value, "")}
    if lesson.kind == "size":
        return _("Calls of %(amount)s and more") % {
            "amount": money(int(lesson.value), lesson.currency)
        }
    if lesson.kind == "funder":
        return _("Calls of %(funder)s") % {"funder": lesson.value}
    if lesson.kind == "place":
        return _("Calls for %(place)s") % {"place": lesson.value}
    level = str(dict(Call.Level.choices).get(lesson.value, lesson.value)).lower()
    return _("Calls on the %(level)s level") % {"level": level}
