from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class IntakeConfig(AppConfig):
    name = "chungtay.intake"
    label = "intake"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
        import_module("chungtay.intake.erasing")
