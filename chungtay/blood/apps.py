from importlib import import_module

from django.apps import AppConfig


class BloodConfig(AppConfig):
    name = "chungtay.blood"
    label = "blood"

    def ready(self) -> None:
        # Verbs and answers register themselves when their module is read.
        import_module("chungtay.blood.actions")
