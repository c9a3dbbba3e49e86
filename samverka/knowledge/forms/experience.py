"""Three questions, and what can be tied to the answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.common.forms import RowField
from samverka.common.languages import LANGUAGES
from samverka.ideas.models import Idea
from samverka.knowledge.actions import Learned
from samverka.knowledge.forms.shared import (
    ForForm,
    InBothForm,
    line,
    shown_field,
    text,
    themes_field,
)
from samverka.knowledge.models import Experience
from samverka.partnership.choosing import offer_themes
from samverka.projects.models import Project
from samverka.talks.models import Talk

TRIED = _("What did you try?")
HAPPENED = _("What happened?")
ADVICE = _("What should others know?")
TRIED_HELP = _("What, with whom, and for how long. Two sentences are enough.")
HAPPENED_HELP = _("What did not work is worth as much as what did.")
ADVICE_HELP = _("What you would do again, and what you would do otherwise.")
TITLE_HELP = _("Without one it goes by its first sentence.")
TIED = ("project", "talk", "idea")


def tied_field(label: Any) -> RowField:
    return RowField(
        label=label,
        required=False,
        empty_label=_("None"),
        error_messages={"invalid_choice": _("Choose one in the list, or none.")},
    )


class ExperienceForm(InBothForm):
    TEXTS = ("tried", "happened", "advice", "title")
    NEEDED = {
        "tried": _("Write what you tried. Two sentences are enough."),
        "happened": _("Write what happened."),
        "advice": _("Write what others should know."),
    }

    tried_sv, tried_en = text(TRIED, 4, TRIED_HELP), text(TRIED, 4, TRIED_HELP)
    happened_sv, happened_en = text(HAPPENED, 4, HAPPENED_HELP), text(HAPPENED, 4, HAPPENED_HELP)
    advice_sv, advice_en = text(ADVICE, 4, ADVICE_HELP), text(ADVICE, 4, ADVICE_HELP)
    title_sv, title_en = line(_("Title"), TITLE_HELP), line(_("Title"), TITLE_HELP)
    project = tied_field(_("Project"))
    talk = tied_field(_("Community Talk"))
    idea = tied_field(_("Idea"))
    themes = themes_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("project", Project.objects.order_by("title_sv"))
        self.offer("talk", Talk.objects.public().order_by("-starts_at"))
        self.offer("idea", Idea.objects.public().newest_first())
        offer_themes(self)

    @property
    def learned(self) -> Learned:
        """What was written, for the actions; only of a valid form."""
        names = Learned.__dataclass_fields__
        return Learned(**{name: self.cleaned_data[name] for name in names})

    @property
    def is_tied(self) -> bool:
        """Something beside the three answers is chosen, or has to be mended."""
        return any(self[name].value() or self[name].errors for name in (*TIED, "themes"))

    @staticmethod
    def facts(experience: Experience) -> dict[str, Any]:
        """The experience as the form begins with it."""
        names = [f"{name}_{code}" for name in ExperienceForm.TEXTS for code in LANGUAGES]
        return {name: getattr(experience, name) for name in (*names, *TIED)} | {
            "themes": [theme.pk for theme in experience.themes.all()],
            "seen": experience.version,
        }


class NewExperienceForm(ForForm, ExperienceForm):
    shown = shown_field()
