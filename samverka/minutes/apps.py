"""Puts the locks on approved minutes, in the house and in its database."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from samverka.minutes.locks import guard_rows
from samverka.minutes.triggers import lift_for_new_tables, set_guards


class MinutesConfig(AppConfig):
    name = "samverka.minutes"

    def ready(self) -> None:
        guard_rows()
        pre_migrate.connect(lift_for_new_tables, sender=self)
        post_migrate.connect(set_guards, sender=self)
