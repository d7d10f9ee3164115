from importlib import import_module

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "chungtay.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        # Verbs and answers register themselves when their module is read.
        import_module("chungtay.upkeep.actions")
        import_module("chungtay.upkeep.learnt")
