from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "chungtay.intake"
    label = "intake"

    def ready(self) -> None:
        import_module("chungtay.intake.erasing")
