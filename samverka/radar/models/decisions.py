"""Whether an organisation applies to a call, and the days that the steps to it need."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation

WHY_LENGTH = 2000


class Decision(Moving, Owned):
    """One organisation and one call. `days` are the days each step takes, by its name, where the
    organisation thinks otherwise than we do."""

    class State(models.TextChoices):
        OPEN = "open", _("Not decided")
        GO = "go", _("We apply")
        NO_GO = "no_go", _("We do not apply")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.GO, State.NO_GO},
        State.GO: {State.GO, State.NO_GO, State.OPEN},
        State.NO_GO: {State.GO, State.NO_GO, State.OPEN},
    }

    call = models.ForeignKey(Call, models.CASCADE, related_name="decisions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    why = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    days = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # Two people may decide at once: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager["Decision"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="one_decision_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.call_id}: {self.state}"
